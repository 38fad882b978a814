import Domain

/// Ascending instants that are asked about together.
struct PastTicks {
  let instants: [Instant]

  init(_ instants: [Instant]) { self.instants = instants }

  var count: Int { instants.count }
  var first: Instant { instants.first ?? .never }
  var last: Instant { instants.last ?? .unknown }

  /// The first instant that is not before another.
  @inline(__always) func place(from instant: Instant) -> Int {
    if instant <= first { return 0 }
    if instant > last { return count }
    return instants.partitioningIndex { $0 >= instant }
  }

  /// The instants from one on and before another.
  @inline(__always) func places(from start: Instant, until end: Instant) -> Range<Int> {
    guard start < end, end > first, start <= last else { return 0..<0 }
    let first = place(from: start)
    return first..<max(first, place(from: end))
  }

  /// Those of a stretch that are not before an instant.
  @inline(__always) func places(_ stretch: Range<Int>, from start: Instant) -> Range<Int> {
    min(stretch.upperBound, max(stretch.lowerBound, place(from: start)))..<stretch.upperBound
  }
}

/// A sum at each of some instants, to which everything adds its share for as long as it counts.
struct TickSums {
  private var changes: [Int]

  init(_ ticks: PastTicks) { changes = Array(repeating: 0, count: ticks.count + 1) }

  /// Adds a number at a stretch of instants.
  @inline(__always) mutating func add(_ number: Int = 1, at places: Range<Int>) {
    guard !places.isEmpty else { return }
    changes[places.lowerBound] += number
    changes[places.upperBound] -= number
  }

  /// The sum at each instant.
  var totals: [Int] {
    var sum = 0
    return changes.dropLast().map { change in
      sum += change
      return sum
    }
  }
}

/// How many things are at each rank, with the rank of the n-th of them found in as many steps as a rank has digits.
struct RankedCounts {
  /// A Fenwick tree: place i holds the counts of as many ranks up to i - 1 as the lowest set bit of i says.
  private var tree: [Int32]
  private(set) var count = 0

  /// Nothing at any of so many ranks.
  init(ranks: Int) { tree = Array(repeating: 0, count: ranks + 1) }

  mutating func add(_ number: Int32, at rank: Int) {
    count += Int(number)
    var place = rank + 1
    while place < tree.count {
      tree[place] += number
      place += place & -place
    }
  }

  /// How many are at ranks below.
  func count(below rank: Int) -> Int {
    var (place, sum) = (rank, 0)
    while place > 0 {
      sum += Int(tree[place])
      place -= place & -place
    }
    return sum
  }

  /// The rank of the one that so many others precede, which must be fewer than there are.
  func rank(after others: Int) -> Int {
    var (place, left) = (0, Int32(truncatingIfNeeded: others))
    var step = 1 << (Int.bitWidth - 1 - tree.count.leadingZeroBitCount)
    while step > 0 {
      if place + step < tree.count, tree[place + step] <= left {
        place += step
        left -= tree[place]
      }
      step >>= 1
    }
    return place
  }
}
