import Domain

/// Time-to-close statistics beyond the panel's figures (statistics.md sections 5 and 6).
public struct CloseStats: Sendable, Equatable {
  /// Opportunities that can be timed; without any there are no curves.
  public var timed = 0
  /// Mean days until any end within 180 days, and its standard error.
  public var restrictedMean = RestrictedDays(days: nil, error: nil)
  /// Curves by segment, in the order of names.
  public var bySegment: [SegmentCurves] = []
  /// Days of the wins closed 180 to 90 days ago: what a CRM averages, open ones left out.
  public var averageBefore = Description(count: 0)
  /// Welch's test of the wins of the last 90 days against those of the 90 before; nil under two wins in either.
  public var averagesP: Double?
  /// Created in the last 180 days against created in the 180 before.
  public var cohort = LogRankResult()
  /// The same within each segment, added up.
  public var cohortWithin = LogRankResult()
  /// The verdict on the cohorts.
  public var cohortJudgement = ChangeJudgement(unstratified: LogRankResult(), stratified: LogRankResult())
  /// The period view: risk time within the last 90 days against that within the 90 before, by segment.
  public var period: CloseVerdict?
  /// Sales velocity.
  public var velocity: VelocityReading?
  /// Weekly wins and their limits.
  public var control: CloseControl?

  /// Days up to which means are taken.
  public static let restriction = 180

  /// Nothing known yet.
  init() {}

  /// The wins of the last 90 days against those of the 90 before.
  fileprivate mutating func fillAverages(_ wins: WonDeals, _ asOf: Instant) {
    let (middle, start) = (asOf.adding(days: -90), asOf.adding(days: -180))
    let now = Describe.seconds(wins.closed(in: TimeWindow(after: middle, through: asOf)))
    averageBefore = Describe.seconds(wins.closed(in: TimeWindow(after: start, through: middle)))
    averagesP = Welch.p(now, averageBefore)
  }

  fileprivate mutating func fillCohorts(_ cohorts: CloseCohorts) {
    (cohort, cohortWithin) = (cohorts.together, cohorts.within)
    cohortJudgement = ChangeJudgement(unstratified: cohort, stratified: cohortWithin)
  }
}

/// What is the same for every period.
final class LastingCloseStats: Sendable {
  fileprivate let dealsBySegment = Once<CloseParts>()
  fileprivate let segments = Once<[SegmentCurves]>()
  fileprivate let cohorts = Once<CloseCohorts>()
  fileprivate let mean = Once<RestrictedDays>()
  fileprivate let verdict = Once<CloseVerdict>()
}

/// The time-to-close statistics in parts that need not wait for each other.
struct CloseStatsWork: Sendable {
  private let engine: Engine
  private let query: Query
  private let selection: Selection
  private let lasting: LastingCloseStats
  private let made = Once<CloseStats>()
  /// False without rows or without the fields that it takes; then none of the parts is there.
  private let isReady: Bool

  init(_ engine: Engine, _ query: Query, _ selection: Selection) {
    (self.engine, self.query, self.selection) = (engine, query, selection)
    lasting = selection.parts.stats.close
    isReady = engine.missingForClose.isEmpty && selection.opportunitySet.count > 0
  }

  private func ready<Value>(_ part: Once<Value>, _ make: () -> Value) -> Value? { isReady ? part.get(make) : nil }

  /// The same by segment.
  var dealsBySegment: CloseParts? {
    ready(lasting.dealsBySegment) { CloseParts(run, by: engine.dataset.opportunities.segment) }
  }

  /// Curves by segment, in the order of names.
  var segments: [SegmentCurves]? {
    ready(lasting.segments) {
      (dealsBySegment?.parts ?? []).map { SegmentCurves(engine, $0) }.sorted { $0.name < $1.name }
    }
  }

  /// Mean days until any end.
  var mean: RestrictedDays? {
    ready(lasting.mean) {
      let wish = CloseSurvey.Wish(winners: false, restriction: Int64(CloseStats.restriction) * Instant.day)
      return RestrictedDays(CloseSurvey(run.times, wish, logarithms: engine.closeFacts.logarithms).mean)
    }
  }

  var cohorts: CloseCohorts? { ready(lasting.cohorts) { CloseCohorts(engine, run, query.asOf) } }

  /// The period view, which has windows of its own.
  var verdict: CloseVerdict? {
    ready(lasting.verdict) {
      // The panel's is by source where there is one segment only.
      if let verdict = basis.reading.verdict, verdict.dimension == .segment { return verdict }
      return engine.closeVerdict(run, query.asOf, by: .segment)
    }
  }

  /// What is told of wins by week and by window.
  var moves: CloseStats? {
    ready(made) {
      var stats = CloseStats()
      stats.fillAverages(basis.wins, query.asOf)
      stats.velocity = engine.velocity(run, CloseWindows(run, query), basis.segments)
      stats.control = basis.reading.control
      return stats
    }
  }

  /// All parts together.
  var stats: CloseStats {
    guard var stats = moves, let mean, let segments, let cohorts else { return CloseStats() }
    stats.timed = run.count
    (stats.restrictedMean, stats.bySegment, stats.period) = (mean, segments, verdict)
    stats.fillCohorts(cohorts)
    return stats
  }

  /// The selected opportunities as curves pass them.
  var run: CloseRun { basis.run }

  /// What the panel makes of the same rows.
  var basis: CloseBasis { engine.closeBasis(selection, asOf: query.asOf) }
}

/// A mean over a limited time.
public struct RestrictedDays: Sendable, Equatable, Codable {
  /// Days; nil without data.
  public var days: Double?
  /// Standard error.
  public var error: Double?

  /// The value made of its parts.
  public init(days: Double?, error: Double?) {
    self.days = days
    self.error = error
  }

  init(_ mean: CurveArea?) { self.init(days: mean?.days, error: mean?.error) }
}

/// The curves of one segment.
public struct SegmentCurves: Sendable, Equatable, Codable {
  /// What to call it.
  public var name: String
  /// Share won by each of 30, 60, 90, 180, 365 days, with standard errors.
  public var won: [Double]
  /// Standard errors of `won`; nil where nobody is left to estimate them from.
  public var wonErrors: [Double?]
  /// Share lost by then.
  public var lost: [Double]
  /// Standard errors of `lost`.
  public var lostErrors: [Double?]
  /// Days until any end.
  public var anyClose: SurvivalSummary
  /// Mean days until any end within 180 days.
  public var restrictedMean: RestrictedDays

  init(_ engine: Engine, _ part: CloseParts.Part) {
    name = engine.dataset.vocabulary(.segment)[part.code]
    let days = CloseReading().atDays
    let moments = days.map { Int64($0) * Instant.day }
    let wish = CloseSurvey.Wish(
      moments: moments, winners: false, restriction: Int64(CloseStats.restriction) * Instant.day)
    let survey = CloseSurvey(part.times, wish, logarithms: engine.closeFacts.logarithms)
    let states = moments.map { survey.state(at: $0) ?? CompetingState() }
    (won, wonErrors) = (states.map(\.won), states.map(\.errors.won))
    (lost, lostErrors) = (states.map(\.lost), states.map(\.errors.lost))
    anyClose = survey.summary(atDays: days)
    restrictedMean = RestrictedDays(survey.mean)
  }
}

/// Opportunities created in the last 180 days against those created in the 180 before, from their creation on.
struct CloseCohorts {
  private(set) var together = LogRankResult()
  private(set) var within = LogRankResult()

  init(_ engine: Engine, _ run: CloseRun, _ asOf: Instant) {
    let codes = engine.dataset.vocabulary(.segment).count
    var times = CohortTimes(codes, middle: asOf.adding(days: -180), start: asOf.adding(days: -360))
    times.addEnded(run.ended, wholeDays: engine.countsWholeDays, engine.dataset.opportunities)
    times.addOpen(run, engine.dataset.opportunities)
    var (whole, parts) = (LogRank(), LogRank())
    whole.addStratum(now: times.now[codes], before: times.before[codes])
    for code in 0..<codes { parts.addStratum(now: times.now[code], before: times.before[code]) }
    (together, within) = (whole.result, parts.result)
  }
}

/// Times of two cohorts by segment, and after those of all segments together.
private struct CohortTimes {
  private(set) var now: [RiskTimes<Int64>]
  private(set) var before: [RiskTimes<Int64>]
  private let middle: Instant
  private let start: Instant
  private let all: Int

  init(_ segments: Int, middle: Instant, start: Instant) {
    (self.middle, self.start, all) = (middle, start, segments)
    now = Array(repeating: RiskTimes(events: [], censored: []), count: segments + 1)
    before = now
  }

  mutating func addEnded(_ ended: EndedDeals, wholeDays: Bool, _ table: OpportunityTable) {
    ended.closedAt.withUnsafeBufferPointer { closedAt in
      ended.seconds.withUnsafeBufferPointer { seconds in
        for place in closedAt.indices where closedAt[place] > start {
          // Rows lie in another order than places: a look at each would take longer than all the rest.
          let created =
            wholeDays
            ? table.createdAt[Int(ended.tags[place] >> 1)] : Instant(closedAt[place].seconds &- seconds[place])
          guard created > start else { continue }
          let segment = Int(ended.segment[place])
          if created > middle {
            now[segment].events.append(seconds[place])
            now[all].events.append(seconds[place])
          } else {
            before[segment].events.append(seconds[place])
            before[all].events.append(seconds[place])
          }
        }
      }
    }
  }

  mutating func addOpen(_ run: CloseRun, _ table: OpportunityTable) {
    for (row, age) in zip(run.openRows, run.openAges) {
      let created = table.createdAt[Int(row)]
      guard created > start else { continue }
      for segment in [Int(table.segment[Int(row)]), all] {
        if created > middle { now[segment].censored.append(age) } else { before[segment].censored.append(age) }
      }
    }
  }
}

/// Welch's test of two means whose spreads differ.
enum Welch {
  /// Two-sided p-value; nil under two numbers in either, or without any spread.
  static func p(_ first: Description, _ second: Description) -> Double? {
    guard let mean = first.mean, let other = second.mean, let spread = first.standardDeviation,
      let otherSpread = second.standardDeviation
    else { return nil }
    let (a, b) = (spread * spread / Double(first.count), otherSpread * otherSpread / Double(second.count))
    guard a + b > 0 else { return nil }
    let squared = (mean - other) * (mean - other) / (a + b)
    let freedom = (a + b) * (a + b) / (a * a / Double(first.count - 1) + b * b / Double(second.count - 1))
    return Special.betaI(freedom / 2, 0.5, freedom / (freedom + squared))
  }
}
