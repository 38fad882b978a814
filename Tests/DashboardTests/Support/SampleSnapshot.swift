import AlertEngine
import Domain
import MetricEngine

@testable import Dashboard

/// A hand-made organisation with something wrong in most panels, as of Sat 21 Nov 2026 17:40 UTC.
/// The figures are invented; each test changes what it is about.
enum Sample {
  static let asOf = CivilDate(year: 2026, month: 11, day: 21).midnightUTC.adding(17 * 3600 + 40 * 60)
  static let query = Query(asOf: asOf)

  static func snapshot(
    findings: [Finding] = Sample.findings, clock: ClockOrigin = .now, generation: Int = 1
  ) -> Snapshot {
    Snapshot(
      title: "Acme", readings: readings(), findings: findings, facts: facts(), profile: profile(), clock: clock,
      sources: sources(), waiting: waiting(), quiet: quiet(), changes: changes(), computedAt: asOf,
      displayTimeZone: "UTC",
      names: [.rep: ["rep014", "rep101"], .source: ["partner", "web", "events"]], generation: generation)
  }

  static func money(_ units: Int64, _ currency: String = "EUR") -> MoneyByCurrency {
    MoneyByCurrency([Money(hundredths: units * 100, currency: currency)])
  }

  /// A share with plausible bounds.
  static func share(_ successes: Int, _ trials: Int, _ low: Double, _ high: Double) -> Share {
    Share(
      successes: successes, trials: trials, value: trials == 0 ? nil : Double(successes) / Double(trials), low: low,
      high: high)
  }

  static func trend(_ values: [Double], count: Int = 90) -> [TrendPoint] {
    let last = CivilDate(year: 2026, month: 11, day: 9)
    return values.enumerated().map { index, value in
      TrendPoint(week: last.adding(days: -7 * (values.count - 1 - index)), value: value, count: count)
    }
  }

  static func facts() -> DatasetFacts {
    var facts = DatasetFacts()
    facts.newestEvent = asOf
    facts.oldestEvent = asOf.adding(days: -730)
    facts.rejectedRows = 14
    return facts
  }

  static func profile() -> Profile {
    Profile(
      process: SalesProcess(
        stages: ["Discovery", "Qualification", "Demo", "Proposal", "Negotiation"], won: ["Won"], lost: ["Lost"],
        assumed: false),
      hours: BusinessHours(timeZone: "UTC", assumed: true))
  }

  static func sources() -> [SourceStatus] {
    [
      SourceStatus(
        name: "acme.csv", rows: ["leads": 30_412, "opportunities": 4_160], rejected: 14,
        rejects: ["leads.csv:17 created_at: no date: soon"], lastRead: asOf.adding(-2), newestEvent: asOf,
        lastError: nil, isLive: true)
    ]
  }
}
