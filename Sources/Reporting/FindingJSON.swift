import AlertEngine
import Domain

/// A judged rule as JSON, shared by `report` and `check`.
public enum FindingJSON {
  /// `state` is one of ok, warning, critical, too_few, unproven, no_data.
  public static func value(_ finding: Finding) -> JSONValue {
    .object([
      ("rule", .string(finding.rule.id)), ("title", .string(finding.rule.title)),
      ("metric", .string(finding.rule.request.metric.rawValue)), ("state", .string(state(finding.verdict))),
      ("value", .number(finding.reading.value)), ("n", .int(finding.reading.count)),
      ("lo", .number(finding.reading.low)), ("hi", .number(finding.reading.high)),
      ("warn", .double(finding.rule.warn)), ("critical", .number(finding.rule.critical)),
      ("items", .int(finding.reading.rows.count)), ("amount", finding.reading.money.json),
      ("missing", .array(finding.reading.missing.map { .string($0) })), ("do_next", .string(finding.rule.doNext)),
    ])
  }

  /// The word for a verdict.
  public static func state(_ verdict: Verdict) -> String {
    switch verdict {
    case .within: "ok"
    case .breach(.critical): "critical"
    case .breach: "warning"
    case .tooFew: "too_few"
    case .unproven: "unproven"
    case .noData: "no_data"
    }
  }
}
