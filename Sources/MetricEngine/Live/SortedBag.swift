import Domain

/// Many values in ascending order that come and go, so that a change costs a search and moving some hundred values.
struct SortedBag<Value: Comparable & Sendable>: Sendable {
  private var values = PieceList<Value>()

  /// No values.
  init() {}

  /// Values in any order.
  init(_ values: some Sequence<Value>) { self.values = PieceList(values.sorted()) }

  var count: Int { values.count }

  /// - Returns: how many precede it.
  @discardableResult
  mutating func insert(_ value: Value) -> Int {
    let place = values.count(before: { $0 >= value })
    values.insert(value, at: place)
    return place
  }

  /// Takes out one such value.
  /// - Returns: how many preceded it; nil if there is none.
  @discardableResult
  mutating func remove(_ value: Value) -> Int? {
    let place = values.count(before: { $0 >= value })
    guard place < values.count, values[place] == value else { return nil }
    values.remove(at: place)
    return place
  }

  /// Inserts or removes.
  mutating func change(_ value: Value, _ sign: LiveSign) {
    if sign == .comes { insert(value) } else { remove(value) }
  }

  /// The value with so many before it; nil beyond the last.
  func value(at rank: Int) -> Value? { values.indices.contains(rank) ? values[rank] : nil }

  /// The first values, at most so many.
  func first(_ limit: Int) -> [Value] { Array(values.prefix(limit)) }

  /// How many come before the first of which something holds that holds of all later ones too.
  func count(before holds: (Value) -> Bool) -> Int { values.count(before: holds) }

  /// All values, ascending.
  @inline(__always) func forEach(_ body: (Value) -> Void) { for value in values { body(value) } }

  /// Something of each value, in their order.
  func map<Result>(_ transform: (Value) -> Result) -> [Result] { values.map(transform) }
}
