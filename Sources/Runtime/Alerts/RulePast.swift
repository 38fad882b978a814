import AlertEngine
import Domain
import MetricEngine

/// What rules measured on each day of the last year, and what they would have said.
public struct RulePast: Sendable {
  /// Days looked back on.
  public static let days = 365
  /// One a day, the last one is the present.
  public let ticks: [Instant]
  private let answers: [MeasureRequest: [Reading]]

  /// Looks back from an instant.
  public init(_ engine: Engine, _ rules: [AlertRule], through present: Instant) {
    let ticks = (0..<Self.days).reversed().map { present.adding(days: -$0) }
    let requests = rules.flatMap { [$0.request] + ($0.criticalRequest.map { [$0] } ?? []) }
    self.ticks = ticks
    answers = engine.histories(requests, Query(asOf: present), at: ticks)
  }

  /// What a rule among those looked back for measured, whatever its levels are.
  public func series(_ rule: AlertRule) -> AlertSeries {
    AlertSeries(rule, at: ticks) { answers[$0] ?? [] }
  }
}
