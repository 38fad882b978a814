import Domain

/// What a rule is expected to say soon, if nobody does anything.
public enum BreachForecast: Sendable, Equatable, Codable {
  /// Of a rule about items, exact: how many more are beyond its limit by an instant.
  case items(Int, by: Instant)
  /// Of a rule about a figure: when it crosses a level if it goes on as in the last weeks.
  case crossing(Severity, at: Instant)
}
