import Domain

/// What an instance is told.
public enum AlertInput: Sendable, Equatable {
  /// A tick: what was measured.
  case observation(AlertObservation)
  /// Somebody did something.
  case action(AlertAction)
  /// Nothing but time has passed, as when the program starts again.
  case time
}

/// What a rule measured at one instant.
public struct AlertObservation: Sendable, Equatable {
  /// A value and its one-sided bounds.
  public struct Measured: Sendable, Equatable {
    /// The figure itself.
    public var value: Double
    /// The lower bound of the evidence gate; nil without evidence.
    public var low: Double?
    /// The upper bound of the evidence gate; nil without evidence.
    public var high: Double?

    /// A value and its bounds.
    public init(value: Double, low: Double? = nil, high: Double? = nil) {
      self.value = value
      self.low = low
      self.high = high
    }
  }

  /// Nil without data.
  public var measured: Measured?
  /// What the critical level looks at, where that is something else: of an item rule the items beyond it.
  public var criticalMeasured: Measured?
  /// Rows behind it.
  public var count: Int

  /// A measurement; nil if there is nothing to measure.
  public init(_ measured: Measured?, criticalMeasured: Measured? = nil, count: Int) {
    self.measured = measured
    self.criticalMeasured = criticalMeasured
    self.count = count
  }

  /// There is nothing to measure.
  public static let noData = AlertObservation(nil, count: 0)

  /// What a judged rule says. Too few to judge is no data; so many items that they ask to be cleaned up are no alarm,
  /// as if there were none.
  public init(_ finding: Finding) {
    let reading = finding.reading
    switch finding.verdict {
    case .noData, .tooFew: self.init(nil, count: reading.count)
    case .within, .breach, .unproven:
      let value = finding.asksToCleanUp ? 0 : reading.value
      let items = finding.rule.isItem ? (finding.criticalReading?.value ?? 0) : nil
      self.init(
        value.map { Measured(value: $0, low: reading.gateLow, high: reading.gateHigh) },
        criticalMeasured: items.map { Measured(value: $0) }, count: reading.count)
    }
  }

  /// True if a rule with this minimum can be judged by it.
  public func isData(minimum: Int) -> Bool {
    count >= minimum && !(measured?.value.isNaN ?? true)
  }
}

/// What a user does about an alert.
public enum AlertAction: Sendable, Equatable {
  /// Takes note, which keeps it quiet until it resolves, gets worse, or `due` passes.
  case acknowledge(by: String = "", note: String = "", due: Instant? = nil)
  /// Keeps it quiet until an instant; nil until it resolves.
  case snooze(until: Instant?, by: String = "", reason: String = "")
  /// Ends a snooze.
  case unsnooze
}
