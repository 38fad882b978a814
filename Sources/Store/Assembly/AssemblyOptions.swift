import Domain

/// What decides how rows become a data set beside the rows themselves.
public struct AssemblyOptions: Sendable, Hashable {
  /// Names of the stages that mean won; empty for the names in ``Domain/WellKnownStages``.
  public var wonStages: [String]
  /// Names of the stages that mean lost; empty for the names in ``Domain/WellKnownStages``.
  public var lostStages: [String]
  /// Only what was imported by then: rows first seen later are left out, fields hold what was known, rows deleted
  /// later are there. Nil for all that is known now.
  public var knownAt: Instant?

  /// Without names the well-known ones hold.
  public init(wonStages: [String] = [], lostStages: [String] = [], knownAt: Instant? = nil) {
    self.wonStages = wonStages
    self.lostStages = lostStages
    self.knownAt = knownAt
  }
}
