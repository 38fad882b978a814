import Domain

/// How the numbers of activities of won opportunities grew with age, win by win: at which age each activity counts and
/// from which age on a win no longer lives. Ages are places in ``ActivityFloor/allAges``, few enough for one byte.
struct WinPaces: Sendable {
  /// The floor of all rows.
  private(set) var whole = ActivityFloor()
  /// Rows of the wins that set a floor.
  private var wins: Series<Int32> = []
  /// By win: where its activities begin; one more at the end.
  private var starts: Series<Int32> = [0]
  /// By activity: the first age that is not before it.
  private var ages: Series<UInt8> = []
  /// By win: the first age that it did not live to; the number of ages if it lived to all.
  private var ends: Series<UInt8> = []

  init() {}

  init(_ maker: WinPacesMaker) {
    (wins, starts) = (Series(maker.wins), Series(maker.starts))
    (ages, ends) = (Series(maker.ages), Series(maker.ends))
    whole = floor { _ in true }
  }

  /// The floor that the wins among these rows set.
  func floor(_ rows: RowSet) -> ActivityFloor { rows.isAll ? whole : floor { rows.contains($0) } }

  @inline(__always)
  private func floor(where belongs: (Int32) -> Bool) -> ActivityFloor {
    guard wins.count >= ActivityFloor.fewestWins else { return ActivityFloor() }
    var histogram = PaceHistogram()
    forEach(where: belongs) { ages, end in histogram.add(ages, end: end) }
    return histogram.floor()
  }

  /// Calls `body` with each win among these rows: the ages of its activities, and the first age it did not live to.
  func forEach(in rows: RowSet, _ body: (UnsafeBufferPointer<UInt8>, UInt8) -> Void) {
    forEach(where: { rows.contains($0) }, body)
  }

  @inline(__always)
  private func forEach(where belongs: (Int32) -> Bool, _ body: (UnsafeBufferPointer<UInt8>, UInt8) -> Void) {
    wins.withUnsafeBufferPointer { wins in
      starts.withUnsafeBufferPointer { starts in
        ages.withUnsafeBufferPointer { ages in
          ends.withUnsafeBufferPointer { ends in
            for win in wins.indices where belongs(wins[win]) {
              body(UnsafeBufferPointer(rebasing: ages[Int(starts[win])..<Int(starts[win + 1])]), ends[win])
            }
          }
        }
      }
    }
  }
}

/// How many wins of a selection had how many activities at which age.
struct PaceHistogram: Sendable {
  private static let counts = ActivityFloor.mostActivities + 1
  private static let ages = ActivityFloor.allAges.count

  private var wins = 0
  /// By age and number: whose next activity after so many came by this age and not by the age before.
  private var rises: [Int32]
  /// By age and number: who had so many and lived to the age before, but not to this one.
  private var ends: [Int32]

  init() {
    rises = Array(repeating: 0, count: Self.ages * Self.counts)
    ends = rises
  }

  @inline(__always)
  mutating func add(_ ages: UnsafeBufferPointer<UInt8>, end: UInt8, times: Int32 = 1) {
    wins += Int(times)
    for count in ages.indices { rises[Int(ages[count]) * Self.counts + count] &+= times }
    if Int(end) < Self.ages { ends[Int(end) * Self.counts + ages.count] &+= times }
  }

  func floor() -> ActivityFloor {
    var floor = ActivityFloor()
    guard wins >= ActivityFloor.fewestWins else { return floor }
    let ages = ActivityFloor.allAges
    var alive = wins
    /// How many of those that live have exactly so many activities.
    var having = [Int](repeating: 0, count: Self.counts)
    having[0] = wins
    for age in ages.indices {
      for count in 0..<Self.counts {
        let place = age * Self.counts + count
        having[count] -= Int(ends[place])
        alive -= Int(ends[place])
        guard rises[place] > 0 else { continue }
        having[count] -= Int(rises[place])
        having[count + 1] += Int(rises[place])
      }
      guard alive >= ActivityFloor.fewestWins else { break }
      let end = age + 1 < ages.count ? ages[age + 1] : Int(Int32.max)
      floor.append(age: ages[age], floor: Self.firstQuartile(having, alive), end: end)
    }
    return floor
  }

  /// Type 7, from how many have 0, 1, 2, ...
  private static func firstQuartile(_ having: [Int], _ total: Int) -> Double {
    let position = Double(total - 1) * 0.25
    let below = Int(position)
    let (low, high) = (value(at: below, having), value(at: below + 1, having))
    return low + (high - low) * (position - Double(below))
  }

  private static func value(at rank: Int, _ having: [Int]) -> Double {
    var passed = 0
    for (value, number) in having.enumerated() {
      passed += number
      if rank < passed { return Double(value) }
    }
    return Double(ActivityFloor.mostActivities)
  }
}

/// Collects wins for ``WinPaces``.
struct WinPacesMaker {
  private(set) var wins: [Int32] = []
  private(set) var starts: [Int32] = [0]
  private(set) var ages: [UInt8] = []
  private(set) var ends: [UInt8] = []
  /// By whole days: the first age that is not before them.
  private static let ageFrom: [UInt8] = {
    let ages = ActivityFloor.allAges
    var age = 0
    return (0...(ages.last ?? 0)).map { day in
      while ages[age] < day { age += 1 }
      return UInt8(age)
    }
  }()

  /// Adds a win by the moments of its activities, ascending.
  mutating func add(row: Int32, created: Int64, lifetime: Int64, activities: ArraySlice<Int64>) {
    guard lifetime >= 0 else { return }
    // It lives at the ages up to its lifetime.
    let end = age(notBefore: lifetime &+ 1) ?? UInt8(ActivityFloor.allAges.count)
    for moment in activities.prefix(ActivityFloor.mostActivities) {
      guard let age = age(notBefore: moment &- created), age < end else { break }
      ages.append(age)
    }
    wins.append(row)
    starts.append(Int32(truncatingIfNeeded: ages.count))
    ends.append(end)
  }

  /// The first age that is at least so many seconds; nil beyond the last.
  private func age(notBefore seconds: Int64) -> UInt8? {
    let days = (seconds &+ (Instant.day - 1)) / Instant.day
    return days >= 0 && days < Self.ageFrom.count ? Self.ageFrom[Int(days)] : nil
  }
}

extension WinPaces: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&whole)
    try visitor.visit(&wins)
    try visitor.visit(&starts)
    try visitor.visit(&ages)
    try visitor.visit(&ends)
  }
}
