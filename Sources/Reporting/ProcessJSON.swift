import Domain
import MetricEngine

/// Parts of the process figures in JSON.
enum ProcessJSON {
  /// The verdict of a change; null where there is nothing to compare.
  static func judgement(_ judgement: ChangeJudgement?) -> JSONValue {
    guard let judgement else { return .null }
    return .object([
      ("verdict", .string(judgement.verdict.rawValue)), ("log_e", .double(judgement.logE)),
      ("mde_hazard_ratio", .number(judgement.detectableHazardRatio)),
    ])
  }

  static func loss(_ loss: LossReading) -> JSONValue {
    .object([
      ("stage", loss.stage.map { .string($0) } ?? .null), ("reason", .string(loss.reason)), ("n", .int(loss.count)),
      ("amount", loss.money.json),
    ])
  }

  static func chart(_ chart: CountChart?) -> JSONValue {
    guard let chart else { return .null }
    return .object([
      ("center", .double(chart.center)), ("lcl", .array(chart.low.map { .double($0) })),
      ("ucl", .array(chart.high.map { .double($0) })), ("widening", .double(chart.widening)),
    ])
  }
}
