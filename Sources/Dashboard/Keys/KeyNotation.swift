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

  private static func key(named name: String) throws(UnknownKey) -> Key {
    if name.lowercased() == "lt" { return .character("<") }
    if let key = Key(name: name) { return key }
    throw UnknownKey(name: name, near: nearestName(to: name, in: examples))
  }

  private static let examples =
    [Key.enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end]
    .map(\.name) + [Key.pageUp, .pageDown, .character(" "), .control("p"), .function(5)].map(\.name)
}
