/// Many values in ascending order that come and go: kept in short pieces, so that a change costs a search and moving some
/// hundred values.
struct SortedBag<Value: Comparable & Sendable>: Sendable {
  /// A piece that has grown to this is cut in two.
  private static var most: Int { 512 }

  /// None is empty.
  private var pieces: [[Value]] = []
  private(set) var count = 0

  /// No values.
  init() {}

  /// Values in any order.
  init(_ values: some Sequence<Value>) {
    let sorted = values.sorted()
    count = sorted.count
    let half = Self.most / 2
    pieces = stride(from: 0, to: sorted.count, by: half).map { Array(sorted[$0..<min(sorted.count, $0 + half)]) }
  }

  mutating func insert(_ value: Value) {
    count += 1
    guard !pieces.isEmpty else {
      pieces = [[value]]
      return
    }
    let place = min(pieces.count - 1, piece(of: value))
    pieces[place].insert(value, at: pieces[place].partitioningIndex { $0 >= value })
    guard pieces[place].count >= Self.most else { return }
    let second = Array(pieces[place][(Self.most / 2)...])
    pieces[place].removeSubrange((Self.most / 2)...)
    pieces.insert(second, at: place + 1)
  }

  /// Takes out one such value if there is one.
  mutating func remove(_ value: Value) {
    let place = piece(of: value)
    guard place < pieces.count else { return }
    let index = pieces[place].partitioningIndex { $0 >= value }
    guard index < pieces[place].count, pieces[place][index] == value else { return }
    count -= 1
    pieces[place].remove(at: index)
    if pieces[place].isEmpty { pieces.remove(at: place) }
  }

  /// Inserts or removes.
  mutating func change(_ value: Value, _ sign: LiveSign) {
    if sign == .comes { insert(value) } else { remove(value) }
  }

  /// The value with so many before it; nil beyond the last.
  func value(at rank: Int) -> Value? {
    var left = rank
    for piece in pieces {
      if left < piece.count { return piece[left] }
      left -= piece.count
    }
    return nil
  }

  /// The first values, at most so many.
  func first(_ limit: Int) -> [Value] {
    var values: [Value] = []
    for piece in pieces where values.count < limit { values += piece.prefix(limit - values.count) }
    return values
  }

  /// The first values of which something holds.
  func first(while holds: (Value) -> Bool) -> [Value] {
    var values: [Value] = []
    for piece in pieces {
      let end = piece.partitioningIndex { !holds($0) }
      values += piece[..<end]
      if end < piece.count { break }
    }
    return values
  }

  /// How many come before the first of which something holds that holds of all later ones too.
  func count(before holds: (Value) -> Bool) -> Int {
    let place = pieces.partitioningIndex { $0.last.map(holds) ?? true }
    let before = pieces[..<place].reduce(0) { $0 + $1.count }
    return place < pieces.count ? before + pieces[place].partitioningIndex(where: holds) : before
  }

  /// All values, ascending.
  @inline(__always) func forEach(_ body: (Value) -> Void) {
    for piece in pieces { for value in piece { body(value) } }
  }

  /// Something of each value, in their order.
  func map<Result>(_ transform: (Value) -> Result) -> [Result] {
    var results: [Result] = []
    results.reserveCapacity(count)
    forEach { results.append(transform($0)) }
    return results
  }

  /// The first piece that may hold a value.
  private func piece(of value: Value) -> Int {
    pieces.partitioningIndex { piece in piece.last.map { $0 >= value } ?? true }
  }
}
