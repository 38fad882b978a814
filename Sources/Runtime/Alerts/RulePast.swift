import AlertEngine
import Domain
import MetricEngine

/// What rules measured on each day of the past, by what was known on that day.
public struct RulePast: Sendable {
  /// Days looked back on where nobody says otherwise.
  public static let days = 365
  /// One a day, the last one is the present.
  public let ticks: [Instant]
  private let answers: [MeasureRequest: [Reading]]
  private let scopes: [Dimension: [Scope]]

  /// Looks back from an instant on so many days.
  public init(_ engine: Engine, _ rules: [AlertRule], through present: Instant, days: Int = Self.days) {
    let ticks = (0..<max(1, days)).reversed().map { present.adding(days: -$0) }
    let scopes = Dictionary(
      Set(rules.compactMap(\.each)).map { ($0, engine.parts($0)) }, uniquingKeysWith: { first, _ in first })
    let requests = rules.flatMap { rule in
      guard let each = rule.each else { return [rule.request] + (rule.criticalRequest.map { [$0] } ?? []) }
      return PartSeries.requests(rule, scopes[each] ?? [])
    }
    self.scopes = scopes
    self.ticks = ticks
    answers = engine.histories(requests, Query(asOf: present), at: ticks)
  }

  /// The year before those days teaches the levels that they are judged by.
  public static let lessonDays = 365

  /// What a rule among those looked back for measured, whatever its levels are.
  public func series(_ rule: AlertRule) -> AlertSeries {
    AlertSeries(rule, at: ticks) { answers[$0] ?? [] }
  }

  /// What a rule about each part of the organisation measured, whatever its levels are.
  public func parts(_ rule: AlertRule) -> PartSeries {
    let parts = rule.each.flatMap { scopes[$0] } ?? []
    return PartSeries(rule, parts, at: ticks) { answers[$0] ?? [] }
  }

  /// What a rule learns of its levels.
  /// - Parameter idle: after how many days an opportunity is quiet, where that has been learned.
  func levels(_ rule: AlertRule, at present: Instant, idle: IdleLimits?) -> LearnedLevels {
    rule.each == nil
      ? LearnedLevels(rule, over: series(rule.asking(idle)), at: present, idle: idle)
      : LearnedLevels(rule, over: parts(rule), at: present)
  }
}
