import Domain

/// How the numbers of activities of won opportunities grew with age, arranged so that the floor of any selection is
/// found by counting members of groups: whose next activity came at which age, and who was won at which age.
struct WinPaces: Sendable {
  /// The floor of all rows.
  private(set) var whole = ActivityFloor()
  /// Rows whose activity number `count + 1` came by an age and after the age before it, by (age, count).
  private var rises = Groups()
  /// Rows that were won before an age and not before the age before it, by (age, count then).
  private var ends = Groups()
  /// Wins that set a floor at age 0.
  private var wins: Series<Int32> = []

  /// Entries that a floor has to look at.
  var size: Int { rises.members.count + ends.members.count }

  init() {}

  init(_ maker: WinPacesMaker) {
    rises = Groups(maker.rises)
    ends = Groups(maker.ends)
    wins = Series(maker.wins)
    whole = floor(RowSet(size: maker.rows, all: true))
  }

  /// The floor that these rows set.
  func floor(_ rows: RowSet) -> ActivityFloor {
    var floor = ActivityFloor()
    let ages = ActivityFloorBuilder.ages
    var alive = wins.withUnsafeBufferPointer { rows.count(of: $0) }
    /// How many of those that live have more than so many activities.
    var above = [Int](repeating: 0, count: ActivityFloorBuilder.mostActivities)
    for age in ages.indices {
      ends.forEach(age, rows) { count, number in
        alive -= number
        for lower in 0..<count { above[lower] -= number }
      }
      rises.forEach(age, rows) { count, number in above[count] += number }
      guard alive >= ActivityFloor.fewestWins else { break }
      let end = age + 1 < ages.count ? ages[age + 1] : Int(Int32.max)
      floor.append(age: ages[age], floor: Self.firstQuartile(above, alive), end: end)
    }
    return floor
  }

  /// Type 7, from how many have more than 0, 1, 2, ...
  private static func firstQuartile(_ above: [Int], _ total: Int) -> Double {
    let position = Double(total - 1) * 0.25
    let below = Int(position)
    func value(at rank: Int) -> Double { Double(above.firstIndex { total - $0 > rank } ?? above.count) }
    let (low, high) = (value(at: below), value(at: below + 1))
    return low + (high - low) * (position - Double(below))
  }

  /// Rows by age and count.
  private struct Groups: Sendable {
    var starts: Series<Int32> = []
    var members: Series<Int32> = []

    init() {}

    /// Counting sort: members of a group stay in the order of the table.
    init(_ entries: [WinPacesMaker.Entry]) {
      var starts = [Int32](repeating: 0, count: ActivityFloorBuilder.ages.count * WinPacesMaker.counts + 1)
      for entry in entries { starts[Int(entry.group) + 1] += 1 }
      for group in starts.indices.dropFirst() { starts[group] += starts[group - 1] }
      self.starts = Series(starts)
      members = Series(count: entries.count) { members in
        for entry in entries {
          members.initializeElement(at: Int(starts[Int(entry.group)]), to: entry.row)
          starts[Int(entry.group)] += 1
        }
      }
    }

    @inline(__always)
    func forEach(_ age: Int, _ rows: RowSet, _ body: (_ count: Int, _ number: Int) -> Void) {
      members.withUnsafeBufferPointer { members in
        for count in 0..<WinPacesMaker.counts {
          let group = age * WinPacesMaker.counts + count
          let (start, end) = (Int(starts[group]), Int(starts[group + 1]))
          if end > start { body(count, rows.count(of: UnsafeBufferPointer(rebasing: members[start..<end]))) }
        }
      }
    }
  }
}

/// Collects wins for ``WinPaces``.
struct WinPacesMaker {
  /// A row in the group `age * counts + count`.
  struct Entry {
    var group: Int32
    var row: Int32
  }

  /// Numbers of activities that are told apart; more count as the greatest.
  static let counts = ActivityFloorBuilder.mostActivities + 1

  let rows: Int
  private(set) var rises: [Entry] = []
  private(set) var ends: [Entry] = []
  private(set) var wins: [Int32] = []
  /// By whole days: the first age that is not before them.
  private let ageFrom: [Int32]

  /// For a table of so many rows.
  init(rows: Int) {
    self.rows = rows
    let ages = ActivityFloorBuilder.ages
    var age = 0
    ageFrom = (0...(ages.last ?? 0)).map { day in
      while ages[age] < day { age += 1 }
      return Int32(age)
    }
  }

  /// Adds a win by the moments of its activities, ascending.
  mutating func add(row: Int32, created: Int64, lifetime: Int64, activities: ArraySlice<Int64>) {
    guard lifetime >= 0 else { return }
    wins.append(row)
    // It lives at the ages up to its lifetime.
    let end = age(notBefore: lifetime &+ 1) ?? ageFrom.last.map { $0 + 1 } ?? 0
    var count: Int32 = 0
    for moment in activities {
      guard count < ActivityFloorBuilder.mostActivities, let age = age(notBefore: moment &- created), age < end else {
        break
      }
      rises.append(Entry(group: age * Int32(Self.counts) + count, row: row))
      count += 1
    }
    if Int(end) < ActivityFloorBuilder.ages.count {
      ends.append(Entry(group: end * Int32(Self.counts) + count, row: row))
    }
  }

  /// The first age that is at least so many seconds; nil beyond the last.
  private func age(notBefore seconds: Int64) -> Int32? {
    let days = (seconds &+ (Instant.day - 1)) / Instant.day
    return days >= 0 && days < ageFrom.count ? ageFrom[Int(days)] : nil
  }
}

extension WinPaces: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&whole)
    try visitor.visit(&rises.starts)
    try visitor.visit(&rises.members)
    try visitor.visit(&ends.starts)
    try visitor.visit(&ends.members)
    try visitor.visit(&wins)
  }
}
