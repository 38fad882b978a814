import Domain

/// The part of the reading that the curves tell.
struct CloseCurves: Sendable {
  var atRisk: [Int] = []
  var anyClose = SurvivalSummary(count: 0)
  var crmAverage = Description(count: 0)
  var old: RowList = []
  var oldMoney = MoneyByCurrency()
  var winnersMedian = Estimate(value: nil)
  var curve: [CurvePoint] = []
  private(set) var wonBy: [Estimate] = []
  private(set) var wonErrors: [Double?] = []
  private(set) var lostBy: [Estimate] = []
  private(set) var lostErrors: [Double?] = []
  private(set) var winsLaterThan: [Double?] = []

  mutating func takeLosses(_ states: [CompetingState]) {
    lostErrors = states.map(\.errors.lost)
    lostBy = states.map { Estimate(share: $0.lost, error: $0.errors.lost) }
  }

  mutating func takeWins(_ states: [CompetingState], end: CompetingState) {
    wonErrors = states.map(\.errors.won)
    wonBy = states.map { Estimate(share: $0.won, error: $0.errors.won) }
    winsLaterThan = states.map { end.won > 0 ? 1 - $0.won / end.won : nil }
  }
}

/// The part of the reading that tells what moved lately, whatever the period.
struct CloseMoves: Sendable {
  var crmAverageRecent = Description(count: 0)
  var bySegment: [SegmentClose] = []
  var trend: [TrendPoint] = []
  var control: CloseControl?
  var verdict: CloseVerdict?
}

extension CloseReading {
  mutating func take(_ curves: CloseCurves) {
    (atRisk, anyClose, crmAverage) = (curves.atRisk, curves.anyClose, curves.crmAverage)
    (old, oldMoney) = (curves.old, curves.oldMoney)
    (wonBy, wonErrors, lostBy, lostErrors) = (curves.wonBy, curves.wonErrors, curves.lostBy, curves.lostErrors)
    (winsLaterThan, winnersMedian, curve) = (curves.winsLaterThan, curves.winnersMedian, curves.curve)
  }

  mutating func take(_ moves: CloseMoves) {
    (crmAverageRecent, bySegment, trend) = (moves.crmAverageRecent, moves.bySegment, moves.trend)
    (control, verdict) = (moves.control, moves.verdict)
  }
}

extension [CurvePoint] {
  /// Puts what was known when the comparison window ended beside the curve.
  /// - Parameter shares: the shares won within so many seconds, which ascend.
  mutating func takeBefore(_ shares: ([Int64]) -> [Double?]) {
    let before = shares(map { Int64(($0.day * Double(Instant.day)).rounded()) })
    for place in indices { self[place].wonBefore = before[place] }
  }
}

extension CloseRun {
  /// How many lasted, or have lasted so far, for at least so many seconds.
  func lasting(atLeast seconds: Int64) -> Int {
    ended.count - ended.seconds.partitioningIndex { $0 >= seconds }
      + openAges.count - openAges.partitioningIndex { $0 >= seconds }
  }
}

extension WonDeals {
  /// The age in days that this share of winners had not passed; nil under 20 wins.
  func quantile(_ share: Double) -> Double? {
    count < AalenJohansen.fewestWins ? nil : Quantile.days(seconds, share)
  }

  /// Seconds of those closed in a window, ascending.
  func closed(in window: TimeWindow) -> Series<Int64> {
    seconds.gathered(RowSet(closedAt) { window.contains($0) }.rows)
  }
}

extension Quantile {
  /// Type 7 in days, of seconds that ascend; nil without data.
  static func days(_ seconds: Series<Int64>, _ q: Double) -> Double? { days(count: seconds.count, q) { seconds[$0] } }

  /// The same of so many seconds that ascend.
  static func days(count: Int, _ q: Double, _ seconds: (Int) -> Int64) -> Double? {
    guard count > 0 else { return nil }
    func days(_ place: Int) -> Double { Double(seconds(place)) / Double(Instant.day) }
    let position = Double(count - 1) * q
    let below = Int(position)
    guard below + 1 < count else { return days(count - 1) }
    let low = days(below)
    return low + (days(below + 1) - low) * (position - Double(below))
  }
}

extension Describe {
  /// In days, of seconds that ascend. The mean is that of the sum, the spread that of the distances from it: two looks
  /// are faster than one with a division a number.
  static func seconds(_ values: Series<Int64>) -> Description {
    guard let least = values.first, let greatest = values.last else { return Description(count: 0) }
    let day = Double(Instant.day)
    let (count, mean, squares) = values.withUnsafeBufferPointer { values in
      var sum = 0.0
      for value in values { sum += Double(value) }
      let mean = sum / Double(values.count)
      var squares = 0.0
      for value in values { squares += (Double(value) - mean) * (Double(value) - mean) }
      return (values.count, mean / day, squares / (day * day))
    }
    return Description(
      count: count, mean: mean, standardDeviation: count > 1 ? (squares / Double(count - 1)).squareRoot() : nil,
      median: Quantile.days(values, 0.5), p75: Quantile.days(values, 0.75), p90: Quantile.days(values, 0.9),
      p95: Quantile.days(values, 0.95), minimum: Double(least) / day, maximum: Double(greatest) / day)
  }
}
