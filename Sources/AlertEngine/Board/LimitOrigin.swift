import Domain

/// Where the levels of a rule come from.
public enum LimitOrigin: Sendable, Equatable, Codable {
  /// From the settings or the defaults.
  case set
  /// From the organisation's own history: what would have fired at most twice a year.
  case learned
  /// Too little history yet: nothing is announced before an instant.
  case learning(alarmsFrom: Instant)
}
