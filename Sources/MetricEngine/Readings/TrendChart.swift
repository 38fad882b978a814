import Domain

/// Control limits of a weekly trend (statistics.md section 5, SPC): individuals and moving ranges, on a scale on which
/// counts vary alike whether many or few. Only points beyond the limits and runs of eight on one side speak.
public struct TrendChart: Sendable, Equatable, Codable {
  /// Where the weeks lie, in the unit of the trend.
  public var center: Double
  /// Lower limit, in the unit of the trend.
  public var low: Double
  /// Upper limit, in the unit of the trend.
  public var high: Double
  /// Places in the trend of weeks beyond the limits.
  public var beyond: [Int]
  /// Places in the trend of weeks that end a run of eight on one side of the centre.
  public var runs: [Int]

  /// The limits made of their parts.
  public init(center: Double, low: Double, high: Double, beyond: [Int], runs: [Int]) {
    self.center = center
    self.low = low
    self.high = high
    self.beyond = beyond
    self.runs = runs
  }

  /// Fewer weeks with data set no limits.
  static let fewestWeeks = 13

  /// Limits for counts: on sqrt(count + 3/8).
  static func counts(_ trend: [TrendPoint]) -> TrendChart? {
    let places = trend.indices.filter { trend[$0].value != nil }
    let values = places.compactMap { trend[$0].value.map { (max(0, $0) + 3.0 / 8).squareRoot() } }
    guard values.count >= fewestWeeks, let chart = XmRChart(values) else { return nil }
    func count(_ root: Double) -> Double { max(0, max(0, root) * max(0, root) - 3.0 / 8) }
    return TrendChart(
      center: count(chart.limits.mean), low: count(chart.limits.low), high: count(chart.limits.high),
      beyond: chart.signals.beyondThree.map { places[$0] }, runs: chart.signals.runOfEight.map { places[$0] })
  }
}
