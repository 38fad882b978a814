/// What decides how rows become a data set beside the rows themselves.
public struct AssemblyOptions: Sendable, Hashable {
  /// Names of the stages that mean won; empty for the names in ``Domain/WellKnownStages``.
  public var wonStages: [String]
  /// Names of the stages that mean lost; empty for the names in ``Domain/WellKnownStages``.
  public var lostStages: [String]

  /// Without names the well-known ones hold.
  public init(wonStages: [String] = [], lostStages: [String] = []) {
    self.wonStages = wonStages
    self.lostStages = lostStages
  }
}
