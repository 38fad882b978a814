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

  /// Ages in days that are looked at: by day for two months, by week for a year, then by four weeks for ten.
  static let allAges =
    Array(0..<60) + Array(stride(from: 60, to: 364, by: 7)) + Array(stride(from: 364, to: 3640, by: 28))
  /// More activities count as so many.
  static let mostActivities = 255
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
