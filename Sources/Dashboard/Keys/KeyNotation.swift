import Cells
import Domain

/// Keys as text: characters mean themselves, named keys stand in angle brackets: `5<Tab><Down>/rep:ann<Enter>`, `<Ctrl-P>`,
/// `<lt>` for a `<`.
public enum KeyNotation {
  /// A name in brackets that no key has.
  public struct UnknownKey: Error, Equatable, Sendable {
    /// As it was written.
    public var name: String
    /// The nearest name.
    public var near: String?
  }

  /// The keys of a text, in order.
  public static func keys(_ text: String) throws(UnknownKey) -> [Key] {
    var keys: [Key] = []
    var rest = text[...]
    while let first = rest.popFirst() {
      guard first == "<", let end = rest.firstIndex(of: ">") else {
        keys.append(.character(first))
        continue
      }
      keys.append(try key(named: String(rest[..<end])))
      rest = rest[rest.index(after: end)...]
    }
    return keys
  }

  /// The key of a name such as `Enter`, `Ctrl-P` or `F5`, ignoring case.
  static func key(named name: String) throws(UnknownKey) -> Key {
    let wanted = name.lowercased()
    if wanted == "lt" { return .character("<") }
    if let letter = wanted.last, wanted.count == 6, wanted.hasPrefix("ctrl-"), letter.isASCII {
      return .control(letter)
    }
    if let key = named.first(where: { $0.name.lowercased() == wanted }) { return key }
    throw UnknownKey(name: name, near: nearestName(to: name, in: named.map(\.name) + ["Ctrl-P"]))
  }

  private static let named: [Key] =
    [
      .character(" "), .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home,
      .end, .pageUp, .pageDown,
    ] + (1...12).map { .function($0) }
}
