import Domain

/// The demo's own clock: simulated time that runs faster than the viewer's.
public struct DemoClock: Sendable {
  /// The simulated instant at which the demo opens.
  public let start: Instant
  /// Simulated seconds in a real second.
  public let speed: Double
  private let elapsed: @Sendable () -> Double

  /// - Parameters:
  ///   - hoursPerSecond: simulated hours that pass in a real second.
  ///   - elapsed: real seconds since the demo was opened.
  public init(
    start: Instant = DemoOrganisation.start, hoursPerSecond: Double = 2, elapsed: @escaping @Sendable () -> Double
  ) {
    self.start = start
    speed = hoursPerSecond * 3600
    self.elapsed = elapsed
  }

  /// The simulated present; never before ``start``.
  public var now: Instant {
    let passed = elapsed() * speed
    guard passed.isFinite, passed > 0 else { return start }
    return start.adding(Int64(min(passed, Double(DemoOrganisation.longestRun))))
  }
}
