/// The position of a name in a ``Vocabulary``; 0 is the empty name, "none".
public typealias Code = Int32

/// The distinct names of one dimension, each with a dense ``Code``, so that a million rows hold small integers.
public struct Vocabulary: Sendable, Equatable {
  /// Names by code; the first is always empty.
  public private(set) var names: [String] = [""]
  /// Nil until needed: a long list read back from a file is seldom searched, and hashing it takes longer than reading.
  private var codes: [String: Code]? = ["": 0]

  /// Only the empty name.
  public init() {}

  /// A vocabulary with these names in this order after the empty one.
  public init(names: [String]) {
    for name in names { _ = code(for: name) }
  }

  /// A vocabulary from the `names` of another: the first empty, no name twice.
  public init(restoring names: [String]) {
    self.names = names.isEmpty ? [""] : names
    codes = names.count < 4096 ? Self.index(self.names) : nil
  }

  /// The code of a name, giving it a new one when first seen.
  public mutating func code(for name: String) -> Code {
    if codes == nil { codes = Self.index(names) }
    if let known = codes?[name] { return known }
    let new = Code(names.count)
    names.append(name)
    codes?[name] = new
    return new
  }

  /// The code of a name already known.
  public func find(_ name: String) -> Code? {
    codes.map { $0[name] } ?? names.firstIndex(of: name).map(Code.init)
  }

  /// The name of a code.
  public subscript(code: Code) -> String { names[Int(code)] }

  /// Names including the empty one.
  public var count: Int { names.count }

  /// Vocabularies are equal if their names are.
  public static func == (left: Vocabulary, right: Vocabulary) -> Bool { left.names == right.names }

  private static func index(_ names: [String]) -> [String: Code] {
    var index: [String: Code] = [:]
    index.reserveCapacity(names.count)
    for (position, name) in names.enumerated() where index[name] == nil { index[name] = Code(position) }
    return index
  }
}

/// Many strings in two flat arrays: one allocation for a million names.
public struct TextColumn: Sendable, Equatable {
  /// The UTF-8 bytes of all strings, one after another.
  public private(set) var bytes: Series<UInt8>
  /// Where each string ends in `bytes`.
  public private(set) var ends: Series<UInt32>

  /// No strings.
  public init() {
    bytes = []
    ends = []
  }

  /// A column from its flat parts; `ends` must ascend and stay within `bytes`.
  public init(bytes: Series<UInt8>, ends: Series<UInt32>) {
    self.bytes = bytes
    self.ends = ends
  }

  /// A column of these strings.
  public init(_ strings: some Sequence<String>) {
    self.init()
    for string in strings { append(string) }
  }

  /// Strings in the column.
  public var count: Int { ends.count }

  /// Appends a string.
  public mutating func append(_ string: String) {
    bytes.append(contentsOf: string.utf8)
    ends.append(UInt32(bytes.count))
  }

  /// Appends a string given as UTF-8 bytes.
  public mutating func append(utf8: some Sequence<UInt8>) {
    bytes.append(contentsOf: utf8)
    ends.append(UInt32(bytes.count))
  }

  /// Appends a string given as UTF-8 bytes in memory: many times faster than through a sequence.
  public mutating func append(utf8: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: utf8)
    ends.append(UInt32(bytes.count))
  }

  /// Makes room for so many strings of so many bytes in all.
  public mutating func reserve(strings: Int, bytes capacity: Int) {
    ends.reserveCapacity(strings)
    bytes.reserveCapacity(capacity)
  }

  /// Where string `index` lies in `bytes`.
  public func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  /// The string of a row; bytes that are no UTF-8 are replaced.
  public subscript(index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }

  /// True if the string of a row is empty.
  public func isEmpty(at index: Int) -> Bool { range(index).isEmpty }
}
