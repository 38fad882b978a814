import AlertEngine
import Dashboard
import Domain

/// What rules would have said over the past, printed by `dealtop alerts backtest`.
public struct BacktestReport: Sendable {
  /// One rule.
  public struct Row: Sendable {
    var rule: AlertRule
    var series: AlertSeries?
    var backtest: Backtest
    var suggestion: RuleLevels?

    /// A rule with what it measured from an instant on; what it measured before teaches levels that nobody has set.
    public init(_ rule: AlertRule, _ all: AlertSeries, from start: Instant) {
      let policy = AlertPolicy(rule)
      let series = all.part(from: start, through: .never)
      (self.rule, self.series) = (rule, series)
      backtest =
        rule.learns ? Backtest(learning: rule, over: all, from: start) : Backtest(policy, over: series)
      suggestion = rule.gated ? RuleLevels(suggestedFor: policy, by: series) : nil
    }

    /// A rule about each part of the organisation.
    public init(_ rule: AlertRule, parts: PartSeries, from start: Instant) {
      self.rule = rule
      backtest = Backtest(parts: rule, over: parts, from: start)
    }
  }

  private let rows: [Row]
  private let ticks: [Instant]

  /// A report about rules, all looked back on at the same ticks.
  public init(_ rows: [Row], ticks: [Instant]) { (self.rows, self.ticks) = (rows, ticks) }

  /// One line a rule, its episodes below.
  public var lines: [String] {
    guard let first = ticks.first, let last = ticks.last else { return ["no history"] }
    return ["back-test from \(first.utcDate.iso) to \(last.utcDate.iso), \(ticks.count) days"]
      + rows.flatMap { [line($0)] + $0.backtest.episodes.map { "    \(Self.words($0))" } }
  }

  private func line(_ row: Row) -> String {
    guard let rate = row.backtest.firingsAYear else { return "\(row.rule.id): no history to judge" }
    let count = row.backtest.episodes.count
    let days = Int(row.backtest.days.rounded())
    let levels = row.rule.learns ? ", levels learned as it went" : ""
    var text = "\(row.rule.id)\(levels): fired \(count == 1 ? "once" : "\(count) times") in \(days) days"
    if days < ticks.count { text += " (\(Self.short(rate)) a year)" }
    if let suggestion = row.suggestion {
      text += "; quiet enough now: warn \(Self.short(suggestion.warn))"
      if let critical = suggestion.critical { text += ", critical \(Self.short(critical))" }
    }
    return text
  }

  private static func words(_ episode: Backtest.Episode) -> String {
    let end = episode.endedAt.map(\.utcDate.iso) ?? "now"
    let part = episode.scope == .all ? "" : "  \(AlertKey(rule: "", scope: episode.scope).scopeText)"
    return "\(episode.firedAt.utcDate.iso) to \(end)  \(episode.worst == .critical ? "critical" : "warning")\(part)"
  }

  private static func short(_ number: Double) -> String { "\((number * 1000).rounded() / 1000)" }

  /// The same with all that was measured.
  public var json: JSONValue {
    .object([
      ("from", ticks.first?.json ?? .null), ("through", ticks.last?.json ?? .null),
      ("rules", .array(rows.map(Self.json))),
    ])
  }

  private static func json(_ row: Row) -> JSONValue {
    .object([
      ("rule", .string(row.rule.id)), ("learns", .bool(row.rule.learns)), ("warn", .double(row.rule.warn)),
      ("critical", .number(row.rule.critical)),
      ("gated", .bool(row.rule.gated)), ("days", .number(row.backtest.days)),
      ("firings_a_year", .number(row.backtest.firingsAYear)),
      ("episodes", .array(row.backtest.episodes.map(json))),
      ("suggested_warn", .number(row.suggestion?.warn)), ("suggested_critical", .number(row.suggestion?.critical)),
      ("values", .array(row.series?.observations.map { .number($0.measured?.value) } ?? [])),
      ("n", .array(row.series?.observations.map { .int($0.count) } ?? [])),
    ])
  }

  private static func json(_ episode: Backtest.Episode) -> JSONValue {
    .object([
      ("scope", .string(AlertKey(rule: "", scope: episode.scope).scopeText)), ("from", episode.firedAt.json),
      ("to", episode.endedAt?.json ?? .null),
      ("worst", .string(episode.worst == .critical ? "critical" : "warning")),
    ])
  }
}
