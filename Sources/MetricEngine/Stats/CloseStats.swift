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

  init(_ engine: Engine, _ query: Query, _ selection: Selection) {
    let set = selection.opportunitySet
    guard engine.missingForClose.isEmpty, set.count > 0 else { return }
    let basis = engine.closeBasis(selection, asOf: query.asOf)
    let run = basis.run
    timed = run.count
    let wish = CloseSurvey.Wish(winners: false, restriction: Int64(Self.restriction) * Instant.day)
    restrictedMean = RestrictedDays(CloseSurvey(run.times, wish, logarithms: engine.closeFacts.logarithms).mean)
    bySegment = CloseParts(run, by: engine.dataset.opportunities.segment).parts.map {
      SegmentCurves(engine, $0)
    }.sorted { $0.name < $1.name }
    fillAverages(basis.wins, query.asOf)
    fillCohorts(CloseCohorts(engine, run, query.asOf))
    let verdict = basis.reading.verdict
    period = verdict?.dimension == .segment ? verdict : engine.closePeriod(run, query.asOf, by: .segment).verdict
    velocity = engine.velocity(run, CloseWindows(run, query), basis.segments)
    control = basis.reading.control
  }

  private mutating func fillAverages(_ wins: WonDeals, _ asOf: Instant) {
    let (middle, start) = (asOf.adding(days: -90), asOf.adding(days: -180))
    let now = Describe.seconds(wins.closed(in: TimeWindow(after: middle, through: asOf)))
    averageBefore = Describe.seconds(wins.closed(in: TimeWindow(after: start, through: middle)))
    averagesP = Welch.p(now, averageBefore)
  }

  private mutating func fillCohorts(_ cohorts: CloseCohorts) {
    (cohort, cohortWithin) = (cohorts.together, cohorts.within)
    cohortJudgement = ChangeJudgement(unstratified: cohort, stratified: cohortWithin)
  }
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
    let table = engine.dataset.opportunities
    let (middle, start) = (asOf.adding(days: -180), asOf.adding(days: -360))
    let codes = engine.dataset.vocabulary(.segment).count
    let none = [RiskTimes<Int64>](repeating: RiskTimes(events: [], censored: []), count: codes + 1)
    var (now, before) = (none, none)
    for place in 0..<run.ended.count where run.ended.closedAt[place] > start {
      let row = Int(run.ended.tags[place] >> 1)
      let (created, code) = (table.createdAt[row], Int(table.segment[row]))
      guard created > start else { continue }
      for part in [code, codes] {
        if created > middle {
          now[part].events.append(run.ended.seconds[place])
        } else {
          before[part].events.append(run.ended.seconds[place])
        }
      }
    }
    for (row, age) in zip(run.openRows, run.openAges) where table.createdAt[Int(row)] > start {
      let isNow = table.createdAt[Int(row)] > middle
      for part in [Int(table.segment[Int(row)]), codes] {
        if isNow { now[part].censored.append(age) } else { before[part].censored.append(age) }
      }
    }
    var (whole, parts) = (LogRank(), LogRank())
    whole.addStratum(now: now[codes], before: before[codes])
    for code in 0..<codes { parts.addStratum(now: now[code], before: before[code]) }
    (together, within) = (whole.result, parts.result)
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
