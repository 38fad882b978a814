import Domain
import MetricEngine

// How the engine's figures look in JSON. Keys are part of the documented contract: add, never rename.

extension Share {
  /// `{"k", "n", "p", "lo", "hi"}`; `p` and the bounds are null without trials.
  var json: JSONValue {
    .object([
      ("k", .int(successes)), ("n", .int(trials)), ("p", .number(value)), ("lo", .number(low)), ("hi", .number(high)),
    ])
  }
}

extension Description {
  /// `{"n"}` alone without data, else mean, sd, median and the rest.
  var json: JSONValue {
    guard count > 0 else { return .object([("n", .int(0))]) }
    return .object([
      ("n", .int(count)), ("mean", .number(mean)), ("sd", .number(standardDeviation)), ("median", .number(median)),
      ("p75", .number(p75)), ("p90", .number(p90)), ("p95", .number(p95)), ("min", .number(minimum)),
      ("max", .number(maximum)),
    ])
  }
}

extension SurvivalSummary {
  /// The Kaplan-Meier curve read off at `at`; times in `unit`.
  func json(unit: String) -> JSONValue {
    guard count > 0 else { return .object([("n", .int(0))]) }
    return .object([
      ("n", .int(count)), ("events", .int(events)), ("censored", .int(censored)), ("unit", .string(unit)),
      ("at", .array(at.map { .double($0) })), ("S", .array(survival.map { .double($0) })),
      ("lo", .array(low.map { .number($0) })), ("hi", .array(high.map { .number($0) })),
      ("median", .number(median.value)), ("median_ci", .array([.number(median.low), .number(median.high)])),
      ("q25", .number(q25)), ("q75", .number(q75)), ("q90", .number(q90)),
    ])
  }
}

extension MoneyByCurrency {
  /// Amounts in units, by currency; currencies are never added.
  var json: JSONValue {
    .object(amounts.map { ($0.currency.isEmpty ? "unknown" : $0.currency, .double(Double($0.hundredths) / 100)) })
  }
}

extension Estimate {
  /// `{"value", "lo", "hi"}`.
  var json: JSONValue {
    .object([("value", .number(value)), ("lo", .number(low)), ("hi", .number(high))])
  }
}

extension TrendPoint {
  /// `{"week", "value", "n"}`; `week` is the Monday.
  var json: JSONValue {
    .object([("week", .string(week.iso)), ("value", .number(value)), ("n", .int(count))])
  }
}

extension Availability {
  /// `ready`, `no data`, or the fields that are missing.
  var json: JSONValue {
    switch self {
    case .ready: .string("ready")
    case .empty: .string("no data")
    case .needs(let fields): .object([("needs", .array(fields.map { .string($0) }))])
    }
  }
}

extension Availability {
  /// A metric: its availability, counts that are true in any case, and its figures, of which nothing is said where
  /// they could not be computed.
  func json(counts: [(String, JSONValue)] = [], with figures: [(String, JSONValue)]) -> JSONValue {
    let shown = self == .ready ? figures : figures.map { ($0.0, $0.1.withoutFigures) }
    return .object([("availability", json)] + counts + shown)
  }
}

extension JSONValue {
  /// The same shape with null in place of every number.
  var withoutFigures: JSONValue {
    switch self {
    case .int, .double: .null
    case .array(let items): .array(items.map(\.withoutFigures))
    case .object(let members): .object(members.map { ($0.0, $0.1.withoutFigures) })
    case .null, .bool, .string: self
    }
  }
}

extension Instant {
  /// `2026-06-30T18:00:00Z`, or null where it has not happened or nobody knows when.
  public var json: JSONValue { isoText.map { .string($0) } ?? .null }
}
