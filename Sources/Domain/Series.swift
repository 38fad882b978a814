/// The values of one field, one a row: a flat array that either owns its memory or lies in a file mapped into it, so
/// that a million rows are there as soon as the file is open, and only what is looked at takes up memory.
///
/// A value like an array: a copy shares its memory until one of the two is changed.
@frozen
public struct Series<Element: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline var memory: SeriesMemory
  @usableFromInline nonisolated(unsafe) var base: UnsafeMutablePointer<Element>
  /// Rows.
  @inlinable public var count: Int { rows }
  @usableFromInline var rows: Int
  /// Rows that fit without moving; 0 where the memory is not ours to write to.
  @usableFromInline var capacity: Int

  /// No rows.
  public init() {
    memory = .none
    base = UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment) ?? .allocate(capacity: 1)
    rows = 0
    capacity = 0
  }

  /// The same value in every row.
  public init(repeating value: Element, count: Int) {
    self.init(capacity: count)
    base.initialize(repeating: value, count: count)
    rows = count
  }

  /// Made by a function that fills uninitialised rows: it gets a buffer of `count` rows and must fill all of them.
  ///
  /// Inlined, so that a loop over rows in the function has its tests inlined too.
  @inlinable @inline(__always)
  public init(count: Int, filledBy fill: (UnsafeMutableBufferPointer<Element>) throws -> Void) rethrows {
    self.init(capacity: count)
    try fill(UnsafeMutableBufferPointer(start: base, count: count))
    rows = count
  }

  /// Rows that lie in memory of `owner`, which is kept as long as the column.
  /// - Parameter values: aligned as `Element` asks for; never changed as long as any column shows them.
  public init(_ values: UnsafeBufferPointer<Element>, in owner: SeriesMemory) {
    self.init()
    guard let start = values.baseAddress, !values.isEmpty else { return }
    memory = owner
    base = UnsafeMutablePointer(mutating: start)
    rows = values.count
  }

  /// Rows without values yet.
  @usableFromInline init(capacity: Int) {
    self.init()
    guard capacity > 0 else { return }
    base = .allocate(capacity: capacity)
    memory = HeapMemory(base)
    self.capacity = capacity
  }

  /// Makes the memory our own, with room for at least so many rows.
  @inlinable @inline(__always) mutating func own(capacity wanted: Int) {
    if capacity < wanted || !isKnownUniquelyReferenced(&memory) { move(capacity: wanted) }
  }

  @usableFromInline @inline(never) mutating func move(capacity wanted: Int) {
    var copy = Series(capacity: Swift.max(wanted, wanted > capacity ? count * 2 : count, 16))
    copy.base.initialize(from: base, count: count)
    copy.rows = rows
    self = copy
  }
}

/// What keeps the memory of columns alive.
open class SeriesMemory: @unchecked Sendable {
  /// Memory of columns without rows.
  @usableFromInline static let none = SeriesMemory()

  /// Nothing to keep.
  public init() {}
}

/// Memory of one column, written only by its sole owner.
private final class HeapMemory: SeriesMemory, @unchecked Sendable {
  private let base: UnsafeMutableRawPointer

  init(_ base: UnsafeMutableRawPointer) { self.base = base }

  deinit { base.deallocate() }
}

extension Series: RandomAccessCollection, MutableCollection, RangeReplaceableCollection {
  /// 0.
  @inlinable public var startIndex: Int { 0 }
  /// One beyond the last row.
  @inlinable public var endIndex: Int { count }

  /// The value of a row.
  @inlinable public subscript(row: Int) -> Element {
    @inline(__always) get {
      precondition(row >= 0 && row < count, "row out of range")
      return base[row]
    }
    set {
      precondition(row >= 0 && row < count, "row out of range")
      own(capacity: count)
      base[row] = newValue
    }
  }

  /// The value of a row that is known to exist: for loops in which looking twice would show.
  @inlinable public subscript(unchecked row: Int) -> Element {
    @inline(__always) get {
      assert(row >= 0 && row < count, "row out of range")
      return base[row]
    }
  }

  /// Adds a row.
  @inlinable public mutating func append(_ value: Element) {
    own(capacity: count + 1)
    (base + count).initialize(to: value)
    grow(by: 1)
  }

  /// Adds rows.
  @inlinable public mutating func append(contentsOf values: some Sequence<Element>) {
    let added: Void? = values.withContiguousStorageIfAvailable { append(contentsOf: $0) }
    if added == nil { for value in values { append(value) } }
  }

  /// Adds rows.
  @inlinable public mutating func append(contentsOf values: UnsafeBufferPointer<Element>) {
    guard let start = values.baseAddress, !values.isEmpty else { return }
    own(capacity: count + values.count)
    (base + count).initialize(from: start, count: values.count)
    grow(by: values.count)
  }

  /// Makes room for so many rows.
  public mutating func reserveCapacity(_ rows: Int) { own(capacity: rows) }

  /// Puts other rows in place of some.
  public mutating func replaceSubrange(_ range: Range<Int>, with values: some Collection<Element>) {
    let rest = Array(self[range.upperBound...])
    own(capacity: count - range.count + values.count)
    rows = range.lowerBound
    for value in values { append(value) }
    rest.withUnsafeBufferPointer { append(contentsOf: $0) }
  }

  @inlinable @inline(__always) mutating func grow(by added: Int) { rows += added }

  /// The rows as they lie in memory.
  @inlinable public func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result? {
    try withUnsafeBufferPointer(body)
  }

  /// The rows as they lie in memory.
  @inlinable public func withUnsafeBufferPointer<Result>(
    _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result {
    defer { withExtendedLifetime(memory) {} }
    return try body(UnsafeBufferPointer(start: base, count: count))
  }

  /// The rows as they lie in memory, to be changed.
  @inlinable public mutating func withUnsafeMutableBufferPointer<Result>(
    _ body: (UnsafeMutableBufferPointer<Element>) throws -> Result
  ) rethrows -> Result {
    own(capacity: count)
    defer { withExtendedLifetime(memory) {} }
    return try body(UnsafeMutableBufferPointer(start: base, count: count))
  }

  /// The rows as an array, copied in one go; `Array(series)` copies one by one.
  @inlinable public var array: [Element] {
    withUnsafeBufferPointer { rows in
      [Element](unsafeUninitializedCapacity: count) { array, filled in
        filled = array.initialize(fromContentsOf: rows)
      }
    }
  }

  /// The bytes of the rows.
  @inlinable public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try withUnsafeBufferPointer { try body(UnsafeRawBufferPointer($0)) }
  }
}

extension Series: ExpressibleByArrayLiteral {
  /// A series of these values.
  public init(arrayLiteral values: Element...) {
    self.init()
    append(contentsOf: values)
  }
}

extension Series: Equatable where Element: Equatable {
  /// Equal if their rows are.
  public static func == (left: Series, right: Series) -> Bool {
    left.count == right.count && left.elementsEqual(right)
  }
}

extension Series {
  /// The rows as they lie in memory, to be changed; lets generic algorithms such as sorting work in place.
  @inlinable public mutating func withContiguousMutableStorageIfAvailable<Result>(
    _ body: (inout UnsafeMutableBufferPointer<Element>) throws -> Result
  ) rethrows -> Result? {
    own(capacity: count)
    var rows = UnsafeMutableBufferPointer(start: base, count: count)
    defer { withExtendedLifetime(memory) {} }
    return try body(&rows)
  }
}
