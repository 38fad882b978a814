import Domain

/// What a rule measured at ticks of the past, in order.
public struct AlertSeries: Sendable, Equatable {
  /// When.
  public private(set) var ticks: [Instant]
  /// What, tick by tick.
  public private(set) var observations: [AlertObservation]

  /// Measurements in the order of their ticks; what has no counterpart is left out.
  public init(ticks: [Instant], observations: [AlertObservation]) {
    let count = min(ticks.count, observations.count)
    self.ticks = Array(ticks.prefix(count))
    self.observations = Array(observations.prefix(count))
  }

  /// What a rule makes of readings.
  /// - Parameter history: what a question measured at each of the ticks.
  public init(_ rule: AlertRule, at ticks: [Instant], history: (MeasureRequest) -> [Reading]) {
    let requests = [rule.request] + (rule.criticalRequest.map { [$0] } ?? [])
    let readings = Dictionary(uniqueKeysWithValues: Set(requests).map { ($0, history($0)) })
    self.init(
      ticks: ticks,
      observations: ticks.indices.map { place in
        AlertObservation(
          finding(rule) { request in
            let known = readings[request] ?? []
            return place < known.count ? known[place] : Reading(value: nil, count: 0)
          })
      })
  }

  /// The measurements from one instant through another.
  public func part(from start: Instant, through end: Instant) -> AlertSeries {
    let places = ticks.indices.filter { ticks[$0] >= start && ticks[$0] <= end }
    return AlertSeries(ticks: places.map { ticks[$0] }, observations: places.map { observations[$0] })
  }

  /// The values that a policy can be judged by, in the order of their ticks.
  public func values(_ policy: AlertPolicy) -> [(at: Instant, value: Double)] {
    zip(ticks, observations).compactMap { tick, observation in
      guard observation.isData(minimum: policy.minimumCount), let value = observation.measured?.value else {
        return nil
      }
      return (tick, value)
    }
  }

  /// Days from the first tick that a policy can be judged at to the last one, both counted; 0 without any.
  public func days(_ policy: AlertPolicy) -> Double {
    guard let first = values(policy).first?.at, let last = ticks.last else { return 0 }
    return Double(last.since(first)) / Double(Instant.day) + 1
  }
}
