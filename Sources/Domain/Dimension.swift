/// What figures can be broken down and filtered by.
public enum Dimension: String, CaseIterable, Sendable, Codable {
  case rep, team, manager, region, source, segment, stage, account, pipeline, kind, currency, country
}

/// The part of the organisation that a figure or a rule speaks of.
public enum Scope: Hashable, Sendable, Codable {
  /// Everybody.
  case all
  /// One element of a dimension, such as rep `rep014`.
  case element(Dimension, String)
}
