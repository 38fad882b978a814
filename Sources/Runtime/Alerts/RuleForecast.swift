import AlertEngine
import Domain
import MetricEngine

/// What rules are expected to say soon, if nobody does anything (statistics.md section 5, breach forecast): the same
/// questions asked at days to come of what is known now.
struct RuleForecast {
  private let engine: Engine
  private let present: Instant

  /// Days ahead that items are counted for.
  private static let itemDays = 7
  /// Days ahead that a share is followed for.
  private static let shareDays = 28
  /// Weeks of a trend: at least, at most, and how far ahead it is followed.
  private static let (fewestWeeks, mostWeeks, weeksAhead) = (8, 13, 8.0)

  init(_ engine: Engine, present: Instant) {
    self.engine = engine.knowing(through: present)
    self.present = present
  }

  /// By rule; nothing of rules that are judged part by part or have no levels yet.
  func all(_ rules: [AlertRule]) -> [String: BreachForecast] {
    let whole = rules.filter { $0.each == nil && !$0.isLearning }
    let found = TwoCores.map(whole.count) { forecast(whole[$0]) }
    return Dictionary(zip(whole.map(\.id), found).compactMap { id, found in found.map { (id, $0) } }) { $1 }
  }

  private func forecast(_ rule: AlertRule) -> BreachForecast? {
    switch rule.request.statistic {
    case .unanswered, .idle, .idleBeyond, .stageAge, .olderThanWinners: items(rule)
    // Nobody can say what comes in the next hours, or what a test will confirm.
    case .brokenNow, .closingPace: nil
    case .shareWithin, .conformingShare, .gaveUpShare: share(rule)
    case .responseQuantile, .qualifiedCount, .qualifiedRatio, .qualifiedForAge, .activitiesMean, .wonWithin:
      trend(rule)
    }
  }

  /// How many more are beyond the limit in a week: exact, as long as nobody touches them.
  private func items(_ rule: AlertRule) -> BreachForecast? {
    let then = present.adding(days: Self.itemDays)
    let readings = history(rule.request, [present, then])
    guard let now = readings[0].value, let later = readings[1].value, later > now else { return nil }
    return .items(Int(later - now), by: then)
  }

  /// What leaves the window is known; what comes is taken to be as in the last seven days.
  private func share(_ rule: AlertRule) -> BreachForecast? {
    var lately = rule.request
    lately.windowDays = 7
    let days = history(rule.request, (0...Self.shareDays).map { present.adding(days: $0) })
    let recent = history(lately, [present])[0]
    let (rate, each) = (recent.value ?? 0, Double(recent.count) / 7)
    guard days[0].count >= rule.minimumCount, let target = target(rule, days[0].value) else { return nil }
    for (day, reading) in days.enumerated().dropFirst() {
      let new = each * Double(day)
      let count = Double(reading.count) + new
      guard count > 0 else { return nil }
      let value = ((reading.value ?? 0) * Double(reading.count) + rate * new) / count
      if isBeyond(value, target.level, rule) { return .crossing(target.severity, at: present.adding(days: day)) }
    }
    return nil
  }

  /// Where the line through the last weeks crosses the level, if it goes that way beyond doubt.
  private func trend(_ rule: AlertRule) -> BreachForecast? {
    let weeks = (0..<Self.mostWeeks).reversed().map { present.adding(days: -7 * $0) }
    let readings = history(rule.request, weeks)
    let values = Array(readings.reversed().prefix { $0.count >= rule.minimumCount }.compactMap(\.value).reversed())
    guard values.count >= Self.fewestWeeks, let line = TheilSen(values), let target = target(rule, values.last) else {
      return nil
    }
    guard rule.direction == .below ? line.high < 0 : line.low > 0 else { return nil }
    let now = line.intercept + line.slope * Double(values.count - 1)
    let left = (target.level - now) / line.slope
    guard left.isFinite, left > 0, left <= Self.weeksAhead else { return nil }
    return .crossing(target.severity, at: present.adding(Int64(left * 7 * Double(Instant.day))))
  }

  /// The next level that a value is not beyond; nil without a value, and where it is beyond all.
  private func target(_ rule: AlertRule, _ value: Double?) -> (severity: Severity, level: Double)? {
    guard let value else { return nil }
    let levels = [(Severity.warning, rule.warn)] + (rule.critical.map { [(Severity.critical, $0)] } ?? [])
    return levels.first { !isBeyond(value, $0.1, rule) }.map { (severity: $0.0, level: $0.1) }
  }

  private func isBeyond(_ value: Double, _ level: Double, _ rule: AlertRule) -> Bool {
    rule.direction == .below ? value < level : value > level
  }

  private func history(_ request: MeasureRequest, _ ticks: [Instant]) -> [Reading] {
    engine.history(request, Query(asOf: present), at: ticks)
  }
}
