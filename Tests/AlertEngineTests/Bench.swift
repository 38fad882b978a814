import AlertEngine
import Domain

/// An instance under test, told of things at seconds, and everything it said.
struct Bench {
  /// What was said at a second.
  struct Said: Equatable {
    var at: Int64
    var events: [AlertEvent]
    init(_ at: Int64, _ events: AlertEvent...) {
      self.at = at
      self.events = events
    }
  }

  var instance: AlertInstance
  private(set) var said: [Said] = []

  init(_ policy: AlertPolicy) { instance = AlertInstance(policy) }

  var state: AlertDisplay { instance.display }
  var events: [AlertEvent] { said.flatMap(\.events) }

  mutating func take(_ input: AlertInput, at second: Int64) {
    let events = instance.take(input, at: Instant(second))
    guard !events.isEmpty else { return }
    var line = Said(second)
    line.events = events
    said.append(line)
  }

  /// A value without doubt: both bounds are the value.
  mutating func value(_ value: Double, at second: Int64, count: Int = 100) {
    let measured = AlertObservation.Measured(value: value, low: value, high: value)
    take(.observation(AlertObservation(measured, count: count)), at: second)
  }

  mutating func values(_ values: [(second: Int64, value: Double)]) {
    for step in values { value(step.value, at: step.second) }
  }

  mutating func nothing(at second: Int64) { take(.observation(.noData), at: second) }
  mutating func act(_ action: AlertAction, at second: Int64) { take(.action(action), at: second) }
}

/// Below 20 is a warning, below 10 critical; no delays, no margin, unless said otherwise.
func policy(
  hold: Int = 0, keep: Int = 0, margin: Double = 0, _ change: (inout AlertPolicy) -> Void = { _ in }
) -> AlertPolicy {
  var policy = AlertPolicy(direction: .below, warn: 20, critical: 10)
  policy.holdFor = hold
  policy.keepFor = keep
  policy.margin = margin
  change(&policy)
  return policy
}
