import Domain

/// Many numbers in ascending order that stay as they were made, with the few that have come and gone since: asking for a
/// rank or for the number at a place costs a search, a change costs what the changes so far weigh.
struct SortedNumbers<Number: FixedWidthInteger & BitwiseCopyable & Sendable>: Sendable {
  private let base: Series<Number>
  /// Ascending; `added` holds none that could cancel one of `removed`, which are all in `base`.
  private var added: [Number] = []
  private var removed: [Number] = []
  /// Of all numbers, exact.
  private(set) var sum: Int128
  private(set) var squares: Int128

  /// - Parameter base: ascending.
  init(_ base: Series<Number>) {
    self.base = base
    (sum, squares) = base.withUnsafeBufferPointer { numbers in
      var (sum, squares) = (Int128(0), Int128(0))
      for number in numbers {
        let wide = Int128(number)
        sum += wide
        squares += wide * wide
      }
      return (sum, squares)
    }
  }

  /// How many there are.
  var count: Int { base.count + added.count - removed.count }

  mutating func insert(_ number: Number) {
    note(number, times: 1)
    if !Self.take(number, from: &removed) { Self.put(number, into: &added) }
  }

  /// - Parameter number: one that is there.
  mutating func remove(_ number: Number) {
    note(number, times: -1)
    if !Self.take(number, from: &added) { Self.put(number, into: &removed) }
  }

  /// How many are smaller.
  func count(below number: Number) -> Int {
    base.partitioningIndex { $0 >= number } + added.partitioningIndex { $0 >= number }
      - removed.partitioningIndex { $0 >= number }
  }

  /// How many are as small or smaller.
  func count(upTo number: Number) -> Int { number == .max ? count : count(below: number + 1) }

  /// The number with so many before it.
  subscript(rank: Int) -> Number {
    // One of the base is the answer, unless one of those added is: the least number that more than `rank` do not exceed.
    let inBase = base.indices.partitioningIndex { count(upTo: base[$0]) > rank }
    let inAdded = added.indices.partitioningIndex { count(upTo: added[$0]) > rank }
    guard inAdded < added.count else { return base[inBase] }
    guard inBase < base.count else { return added[inAdded] }
    return min(base[inBase], added[inAdded])
  }

  private mutating func note(_ number: Number, times: Int128) {
    let wide = Int128(number)
    sum += wide * times
    squares += wide * wide * times
  }

  /// Takes one such number out; false if there is none.
  private static func take(_ number: Number, from list: inout [Number]) -> Bool {
    let place = list.partitioningIndex { $0 >= number }
    guard place < list.count, list[place] == number else { return false }
    list.remove(at: place)
    return true
  }

  private static func put(_ number: Number, into list: inout [Number]) {
    list.insert(number, at: list.partitioningIndex { $0 >= number })
  }
}
