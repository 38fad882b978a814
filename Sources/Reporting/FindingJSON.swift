import AlertEngine
import Dashboard
import Domain
import MetricEngine

/// A judged rule as JSON, shared by `report` and `check`.
public enum FindingJSON {
  /// `state` is one of ok, warning, critical, too_few, unproven, no_data.
  public static func value(_ finding: Finding, _ snapshot: Snapshot) -> JSONValue {
    value(finding, reason: snapshot.reasons[finding.id], snapshot)
  }

  /// The same with since when and why.
  static func value(_ finding: Finding, reason: FindingReason?, _ snapshot: Snapshot) -> JSONValue {
    let profile = snapshot.profile
    let rule = finding.rule
    let hasValue = finding.reading.value != nil
    return .object([
      ("rule", .string(rule.id)), ("title", .string(rule.title)),
      ("metric", .string(rule.request.metric.rawValue)), ("state", .string(state(finding.verdict))),
      ("value", .number(finding.reading.value)), ("n", .int(finding.reading.count)),
      ("expected", .number(finding.reading.expected)),
      ("lo", .number(finding.reading.low)), ("hi", .number(finding.reading.high)),
      ("warn", .double(rule.warn)), ("critical", .number(rule.critical)),
      ("level", LevelJSON.value(rule.request, else: rule.warn, profile)),
      ("critical_level", criticalLevel(rule, profile)), ("limit", .string(limit(rule.limit))),
      ("items", hasValue ? .int(finding.reading.rows.count) : .null),
      ("critical_items", .number(finding.criticalReading?.value).whole),
      ("amount", finding.reading.money.json),
      ("missing", .array(finding.reading.missing.map { .string($0) })), ("since", reason?.since?.instant.json ?? .null),
      ("since_by", (reason?.since?.method.rawValue).map { .string($0) } ?? .null),
      ("cause", reason?.cause.map(cause) ?? .null), ("do_next", .string(rule.doNext)),
    ])
  }

  private static func cause(_ cause: Cause) -> JSONValue {
    .object([
      ("kind", .string(cause.kind.rawValue)), ("dimension", .string(cause.dimension.rawValue)),
      ("element", .string(cause.element)), ("part", .double(cause.part)), ("count", .int(cause.count)),
      ("total", .int(cause.total)), ("before", .number(cause.before)), ("now", .number(cause.now)),
      (
        "within",
        cause.within.map {
          .object([
            ("dimension", .string($0.dimension.rawValue)), ("element", .string($0.element)), ("part", .double($0.part)),
          ])
        } ?? .null
      ),
    ])
  }

  private static func criticalLevel(_ rule: AlertRule, _ profile: Profile) -> JSONValue {
    if let request = rule.criticalRequest { return LevelJSON.value(request, else: nil, profile) }
    return rule.isItem ? .null : .number(rule.critical)
  }

  /// Where levels come from.
  private static func limit(_ origin: LimitOrigin) -> String {
    switch origin {
    case .set: "set"
    case .learned: "learned"
    case .learning(let alarmsFrom): "learning, alarms from \(alarmsFrom.utcDate.iso)"
    }
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

/// The level of a rule as JSON: what a single item must not pass, or the rule's own level for a figure.
private enum LevelJSON {
  /// Days, seconds, or words such as `P90` where the level is learned from the data.
  static func value(_ request: MeasureRequest, else level: Double?, _ profile: Profile) -> JSONValue {
    switch request.statistic {
    case .unanswered(let seconds?): .int(seconds)
    case .unanswered: profile.responseLimits.isEmpty ? .int(profile.responseLimit) : .string("limit of the source")
    case .idle(let days): .int(days)
    case .idleBeyond: .string("P90 of pauses in wins")
    case .stageAge(let quantile, let factor): .string((factor == 1 ? "" : "\(plain(factor))*") + name(quantile))
    case .olderThanWinners(let quantile): .string(name(quantile))
    default: .number(level)
    }
  }

  private static func name(_ quantile: Double) -> String { "P\(plain(quantile * 100))" }

  /// `2` and not `2.0`.
  private static func plain(_ number: Double) -> String {
    let rounded = (number * 100).rounded() / 100
    return Int(exactly: rounded).map { "\($0)" } ?? "\(rounded)"
  }
}

extension JSONValue {
  /// A number without fraction where it has none.
  fileprivate var whole: JSONValue {
    if case .double(let value) = self, let count = Int(exactly: value) { .int(count) } else { self }
  }
}
