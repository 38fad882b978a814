import Domain

/// How many activities an opportunity should have at its age, learned from own wins: the first quartile of what won
/// ones had when they were that old. Only wins that lasted at least that long count, so that nobody is compared with
/// deals that had more time (metrics.md section D 9).
struct ActivityFloor: Equatable {
  /// Ages in days at which the floor is known, ascending.
  private(set) var ages: [Int] = []
  /// First quartile of the activities of wins at those ages.
  private(set) var floors: [Double] = []

  /// The greatest of the floors: whoever has so many is under none.
  private(set) var highest = 0.0

  /// Fewer wins of an age set no floor.
  static let fewestWins = 30

  /// From this age on nothing is known: too few wins took so long.
  private(set) var end = 0

  /// The floor at an age: that of the greatest known age not above it, so that nobody is held to a later one.
  func floor(atDays days: Double) -> Double? {
    guard days >= 0, days < Double(end) else { return nil }
    return floors[ages.partitioningIndex { Double($0) > days } - 1]
  }

  /// Adds the floor from `age` until `end`; ages ascend without gaps from 0.
  mutating func append(age: Int, floor: Double, end: Int) {
    self.end = end
    ages.append(age)
    floors.append(floor)
    highest = max(highest, floor)
  }
}

extension ActivityFloor: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&ages)
    try visitor.visit(&floors)
    try visitor.visit(&highest)
    try visitor.visit(&end)
  }
}

/// Collects won opportunities for an ``ActivityFloor``.
struct ActivityFloorBuilder {
  /// By day for two months, by week for a year, then by four weeks for ten.
  static let ages =
    Array(0..<60) + Array(stride(from: 60, to: 364, by: 7)) + Array(stride(from: 364, to: 3640, by: 28))
  /// More count as so many.
  static let mostActivities = 255

  /// By age and number of activities: how many wins had that many then.
  private var histogram: [UInt32]

  /// A builder for so many wins; too few to set any floor cost nothing.
  init(wins: Int) {
    let size = wins < ActivityFloor.fewestWins ? 0 : Self.ages.count * (Self.mostActivities + 1)
    histogram = [UInt32](repeating: 0, count: size)
  }

  /// Adds a win by the moments of its activities, ascending.
  mutating func add(created: Int64, lifetime: Int64, activities: [Int64]) {
    guard !histogram.isEmpty else { return }
    var next = 0
    for (index, age) in Self.ages.enumerated() {
      let exposure = Int64(age) * Instant.day
      guard exposure <= lifetime else { return }
      while next < activities.count, activities[next] &- created <= exposure { next += 1 }
      histogram[index * (Self.mostActivities + 1) + min(next, Self.mostActivities)] += 1
    }
  }

  func floor() -> ActivityFloor {
    var floor = ActivityFloor()
    guard !histogram.isEmpty else { return floor }
    for (index, age) in Self.ages.enumerated() {
      let start = index * (Self.mostActivities + 1)
      guard let quartile = Self.firstQuartile(histogram[start...start + Self.mostActivities]) else { break }
      let end = index + 1 < Self.ages.count ? Self.ages[index + 1] : Int(Int32.max)
      floor.append(age: age, floor: quartile, end: end)
    }
    return floor
  }

  /// Type 7, from how often each number occurs.
  private static func firstQuartile(_ counts: ArraySlice<UInt32>) -> Double? {
    let total = counts.reduce(0) { $0 + Int($1) }
    guard total >= ActivityFloor.fewestWins else { return nil }
    let position = Double(total - 1) * 0.25
    let below = Int(position)
    let (low, high) = (value(at: below, counts), value(at: below + 1, counts))
    return low + (high - low) * (position - Double(below))
  }

  private static func value(at rank: Int, _ counts: ArraySlice<UInt32>) -> Double {
    var passed = 0
    for (value, count) in counts.enumerated() {
      passed += Int(count)
      if rank < passed { return Double(value) }
    }
    return Double(mostActivities)
  }
}
