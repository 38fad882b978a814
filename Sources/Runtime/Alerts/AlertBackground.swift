import AlertEngine
import Dashboard
import Domain

/// What is known of alerts beside what the figures on screen tell: found out behind them, for it takes long with many
/// rows.
public struct AlertBackground: Sendable {
  /// What was last found about parts of the organisation.
  public var parts: [AlertKey: Finding] = [:]
  /// Since when and why alerts are raised, where the figures do not tell it.
  public var reasons: [AlertKey: FindingReason] = [:]
  /// What is expected of each rule.
  public var forecasts: [String: BreachForecast] = [:]

  /// All of it; what is left out is not known.
  public init(
    parts: [AlertKey: Finding] = [:], reasons: [AlertKey: FindingReason] = [:],
    forecasts: [String: BreachForecast] = [:]
  ) {
    self.parts = parts
    self.reasons = reasons
    self.forecasts = forecasts
  }
}
