import Synchronization

/// The position of a name in a ``Vocabulary``; 0 is the empty name, "none".
public typealias Code = Int32

/// The distinct names of one dimension, each with a dense ``Code``, so that a million rows hold small integers.
public struct Vocabulary: Sendable, Equatable {
  /// Nil while the names lie in `kept`.
  private var list: [String]? = [""]
  /// Nil until needed: a long list read back from a file is seldom searched, and hashing it takes longer than reading.
  private var codes: [String: Code]? = ["": 0]
  private var kept: KeptNames?

  /// Only the empty name.
  public init() {}

  /// A vocabulary with these names in this order after the empty one.
  public init(names: [String]) {
    for name in names { _ = code(for: name) }
  }

  /// A vocabulary from the ``texts`` of another: the first empty, no name twice. A long list stays as it lies until
  /// all its names are asked for.
  public init(restoring texts: TextColumn) {
    guard texts.count >= Self.long else {
      let names = texts.count == 0 ? [""] : (0..<texts.count).map { texts[$0] }
      (list, codes) = (names, Self.index(names))
      return
    }
    (list, codes, kept) = (nil, nil, KeptNames(texts))
  }

  /// Names by code; the first is always empty.
  public var names: [String] { list ?? kept?.names ?? [""] }

  /// The names in a row.
  public var texts: TextColumn { kept?.texts ?? TextColumn(names) }

  /// The code of a name, giving it a new one when first seen.
  public mutating func code(for name: String) -> Code {
    var known = list ?? names
    list = nil
    kept = nil
    defer { list = known }
    if codes == nil { codes = Self.index(known) }
    if let code = codes?[name] { return code }
    let new = Code(known.count)
    known.append(name)
    codes?[name] = new
    return new
  }

  /// The code of a name already known.
  public func find(_ name: String) -> Code? {
    codes.map { $0[name] } ?? kept.map { $0.find(name) } ?? names.firstIndex(of: name).map(Code.init)
  }

  /// The name of a code.
  public subscript(code: Code) -> String { list?[Int(code)] ?? kept?.texts[Int(code)] ?? "" }

  /// Names including the empty one.
  public var count: Int { list?.count ?? kept?.texts.count ?? 1 }

  /// Vocabularies are equal if their names are.
  public static func == (left: Vocabulary, right: Vocabulary) -> Bool { left.names == right.names }

  /// Names from which on a restored list is not taken apart at once.
  private static let long = 4096

  fileprivate static func index(_ names: [String]) -> [String: Code] {
    var index: [String: Code] = [:]
    index.reserveCapacity(names.count)
    for (position, name) in names.enumerated() where index[name] == nil { index[name] = Code(position) }
    return index
  }
}

/// A long list of names as it lies in a file; taken apart once, when first needed.
private final class KeptNames: Sendable {
  let texts: TextColumn
  private let list = Mutex<[String]?>(nil)
  private let codes = Mutex<[String: Code]?>(nil)

  init(_ texts: TextColumn) { self.texts = texts }

  var names: [String] {
    list.withLock { list in
      if let list { return list }
      let names = (0..<texts.count).map { texts[$0] }
      list = names
      return names
    }
  }

  func find(_ name: String) -> Code? {
    codes.withLock { codes in
      let index = codes ?? Vocabulary.index(names)
      codes = index
      return index[name]
    }
  }
}
