import Domain

/// What the alert machine has to know of a rule: levels, evidence, delays (statistics.md section 2). Kept with every
/// instance, so that a rule that was edited meanwhile is noticed.
public struct AlertPolicy: Sendable, Equatable {
  /// On which side of its levels a value is bad.
  public var direction: Direction
  /// The warning level; nil for none.
  public var warn: Double?
  /// The critical level; nil for none.
  public var critical: Double?
  /// Share of a level that a value must be better by before it recovers, where no level of recovery is given.
  public var margin = 0.05
  /// Level of recovery from a warning.
  public var recoverWarn: Double?
  /// Level of recovery from a critical breach.
  public var recoverCritical: Double?
  /// Fewer rows than this are no data.
  public var minimumCount = 30
  /// True if the near bound of the interval must be beyond the level too.
  public var gated = true
  /// Seconds a breach must last before it fires.
  public var holdFor = 0
  /// Seconds a recovery must last before it resolves.
  public var keepFor = 0
  /// Seconds without data after which that is said.
  public var staleAfter = 129_600
  /// Seconds without data after which a firing alert ends.
  public var endWithoutDataAfter = 604_800
  /// So many raises within `flapWindow` are flapping.
  public var flapRaises = 4
  /// Seconds back that raises count.
  public var flapWindow = 604_800
  /// How many times longer a recovery must last while flapping.
  public var flapKeepFactor = 3
  /// What is asked of the engine: another question makes another rule.
  public var requests: [MeasureRequest] = []

  /// A policy with the usual evidence and without delays.
  public init(direction: Direction, warn: Double?, critical: Double? = nil) {
    self.direction = direction
    self.warn = warn
    self.critical = critical
  }

  /// The policy of a rule. An item rule becomes critical by the items that its critical question finds.
  public init(_ rule: AlertRule) {
    let criticalItems = rule.criticalRequest == nil ? nil : rule.critical ?? rule.warn
    self.init(direction: rule.direction, warn: rule.warn, critical: rule.isItem ? criticalItems : rule.critical)
    margin = rule.margin
    recoverWarn = rule.recoverWarn
    recoverCritical = rule.recoverCritical
    minimumCount = rule.isItem ? 0 : rule.minimumCount
    gated = rule.isGated
    holdFor = rule.holdFor
    keepFor = rule.keepFor
    staleAfter = rule.staleAfter
    requests = [rule.request] + (rule.criticalRequest.map { [$0] } ?? [])
  }

  /// True if a measurement is beyond a level, and proven to be where evidence is asked for.
  func isBreached(_ level: Double, by measured: AlertObservation.Measured) -> Bool {
    guard isBeyond(measured.value, level, direction) else { return false }
    guard gated else { return true }
    let near = direction == .below ? measured.high : measured.low
    return near.map { isBeyond($0, level, direction) } ?? false
  }

  /// True if a value is on the good side of the level of recovery; `given` is that level where the rule names it.
  func hasRecovered(_ value: Double, from level: Double, given: Double?) -> Bool {
    let distance = margin * abs(level)
    let recovery = given ?? (direction == .below ? level + distance : level - distance)
    return !isBeyond(value, recovery, direction)
  }

  /// Seconds a recovery must last now.
  func keep(isFlapping: Bool) -> Int64 {
    let (longer, overflow) = keepFor.multipliedReportingOverflow(by: flapKeepFactor)
    return Int64(isFlapping ? (overflow ? .max : longer) : keepFor)
  }
}

/// Written with the names of the specification; what is left out is as usual.
extension AlertPolicy: Codable {
  private enum Key: String, CodingKey {
    case direction, warn, crit, margin, recover, gate, requests
    case minimumCount = "min_n"
    case holdFor = "for_s"
    case keepFor = "keep_s"
    case staleAfter = "stale_s"
    case endWithoutDataAfter = "nodata_resolve_s"
    case flapRaises = "flap_raises"
    case flapWindow = "flap_window_s"
    case flapKeepFactor = "flap_keep_factor"
  }

  private struct Recovery: Codable {
    var warn: Double?
    var crit: Double?
  }

  /// Reads a policy.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let side = try values.decodeIfPresent(String.self, forKey: .direction) ?? Direction.below.rawValue
    guard let direction = Direction(rawValue: side) else {
      throw DecodingError.dataCorruptedError(
        forKey: .direction, in: values, debugDescription: "expected above or below, found \(side)")
    }
    self.direction = direction
    warn = try values.decodeIfPresent(Double.self, forKey: .warn)
    critical = try values.decodeIfPresent(Double.self, forKey: .crit)
    let recovery = try values.decodeIfPresent(Recovery.self, forKey: .recover)
    recoverWarn = recovery?.warn
    recoverCritical = recovery?.crit
    margin = try values.decodeIfPresent(Double.self, forKey: .margin) ?? margin
    gated = try values.decodeIfPresent(Bool.self, forKey: .gate) ?? gated
    requests = try values.decodeIfPresent([MeasureRequest].self, forKey: .requests) ?? requests
    for (key, field) in Self.counts {
      self[keyPath: field] = try values.wholeIfPresent(Int.self, forKey: key) ?? self[keyPath: field]
    }
  }

  /// Writes everything, usual or not, so that a later change of what is usual is a change of the rule.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(direction, forKey: .direction)
    try values.encode(warn, forKey: .warn)
    try values.encode(critical, forKey: .crit)
    if recoverWarn != nil || recoverCritical != nil {
      try values.encode(Recovery(warn: recoverWarn, crit: recoverCritical), forKey: .recover)
    }
    try values.encode(margin, forKey: .margin)
    try values.encode(gated, forKey: .gate)
    if !requests.isEmpty { try values.encode(requests, forKey: .requests) }
    for (key, field) in Self.counts { try values.encode(self[keyPath: field], forKey: key) }
  }

  private static var counts: [(Key, WritableKeyPath<AlertPolicy, Int>)] {
    [
      (.minimumCount, \.minimumCount), (.holdFor, \.holdFor), (.keepFor, \.keepFor), (.staleAfter, \.staleAfter),
      (.endWithoutDataAfter, \.endWithoutDataAfter), (.flapRaises, \.flapRaises), (.flapWindow, \.flapWindow),
      (.flapKeepFactor, \.flapKeepFactor),
    ]
  }
}
