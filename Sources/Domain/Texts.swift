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
  @inlinable public var count: Int { ends.count }

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
  @inlinable public func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  /// The string of a row; bytes that are no UTF-8 are replaced.
  public subscript(index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }

  /// True if the ends ascend and stay within the bytes, so that every row can be read.
  public var isWellFormed: Bool {
    guard Int(ends.last ?? 0) == bytes.count else { return false }
    return ends.withUnsafeBufferPointer { ends in
      var previous: UInt32 = 0
      var ascends = true
      for end in ends {
        ascends = ascends && end >= previous
        previous = end
      }
      return ascends
    }
  }

  /// Appends all strings of another column.
  public mutating func append(_ other: TextColumn) {
    let offset = UInt32(bytes.count)
    bytes.append(contentsOf: other.bytes)
    other.ends.withUnsafeBufferPointer { added in
      ends.reserveCapacity(ends.count + added.count)
      for end in added { ends.append(offset + end) }
    }
  }

  /// True if the string of a row is empty.
  public func isEmpty(at index: Int) -> Bool { range(index).isEmpty }
}
