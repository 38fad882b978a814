import AlertEngine
import Domain

/// Cases of the alert machine as JSON, in the shape that they are read in.
public enum AlertCaseJSON {
  /// `{"cases": [...]}`: each case with what came of it under `expect`, so that it is a file of cases itself.
  public static func document(_ results: [(case: AlertCase, outcome: AlertOutcome)]) -> JSONValue {
    .object([("cases", .array(results.map { value($0.case, $0.outcome) }))])
  }

  private static func value(_ subject: AlertCase, _ outcome: AlertOutcome) -> JSONValue {
    .object([
      ("name", .string(subject.name)), ("spec", spec(subject.policy)), ("steps", .array(subject.steps.map(step))),
      ("expect", expect(outcome)),
    ])
  }

  private static func spec(_ policy: AlertPolicy) -> JSONValue {
    let recovery = JSONValue.object([
      ("warn", .number(policy.recoverWarn)), ("crit", .number(policy.recoverCritical)),
    ])
    let hasRecovery = policy.recoverWarn != nil || policy.recoverCritical != nil
    return .object([
      ("direction", .string(policy.direction.rawValue)), ("warn", .number(policy.warn)),
      ("crit", .number(policy.critical)), ("margin", .number(policy.margin)),
      ("recover", hasRecovery ? recovery : .null), ("min_n", .int(policy.minimumCount)), ("gate", .bool(policy.gated)),
      ("for_s", .int(policy.holdFor)), ("keep_s", .int(policy.keepFor)), ("stale_s", .int(policy.staleAfter)),
      ("nodata_resolve_s", .int(policy.endWithoutDataAfter)), ("flap_raises", .int(policy.flapRaises)),
      ("flap_window_s", .int(policy.flapWindow)), ("flap_keep_factor", .int(policy.flapKeepFactor)),
    ])
  }

  private static func step(_ step: AlertStep) -> JSONValue {
    let time = ("t", seconds(step.at))
    switch step.input {
    case .time: return .object([time, ("do", .string("restart"))])
    case .action(.acknowledge): return .object([time, ("do", .string("ack"))])
    case .action(.unsnooze): return .object([time, ("do", .string("unsnooze"))])
    case .action(.snooze(let until, _, _)):
      return .object([time, ("do", .string("snooze")), ("until", until.map(seconds) ?? .null)])
    case .observation(let observation):
      let measured = observation.measured
      return .object([
        time, ("value", .number(measured?.value)), ("n", .int(observation.count)), ("lo", .number(measured?.low)),
        ("hi", .number(measured?.high)),
      ])
    }
  }

  private static func expect(_ outcome: AlertOutcome) -> JSONValue {
    let events = outcome.moments.map { moment in
      JSONValue.object([
        ("t", .int(Int(moment.time))), ("events", .array(moment.events.map { JSONValue.string($0) })),
      ])
    }
    return .object([
      ("events", .array(events)), ("state", .string(outcome.state)),
      ("severity", outcome.severity.map { .string($0) } ?? .null), ("flapping", .bool(outcome.isFlapping)),
    ])
  }

  private static func seconds(_ instant: Instant) -> JSONValue { .int(Int(instant.seconds)) }
}
