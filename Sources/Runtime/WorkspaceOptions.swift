import Domain

/// What the command line says about the data.
public struct WorkspaceOptions: Sendable {
  /// What to call the organisation when its settings do not say.
  public var title: String
  /// `--as-of`.
  public var asOf: AsOfChoice
  /// `--tz`, else the settings' zone, else the local one.
  public var timeZone: String?
  /// `--known-at`: only rows imported by then, with what they said then; nil for all that is known.
  public var knownAt: Instant?
  /// The present of the data: the world's, or the demo's fast clock.
  public var present: @Sendable () -> Instant
  /// True for the demo, whose clock is its own.
  public var isDemo: Bool
  /// `--config`; nil for the user's own settings file.
  public var config: String?

  /// What the command line says.
  public init(
    title: String, asOf: AsOfChoice, timeZone: String?, knownAt: Instant? = nil,
    present: @escaping @Sendable () -> Instant, isDemo: Bool = false, config: String? = nil
  ) {
    self.title = title
    self.asOf = asOf
    self.timeZone = timeZone
    self.knownAt = knownAt
    self.present = present
    self.isDemo = isDemo
    self.config = config
  }
}
