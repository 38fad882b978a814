import Domain

/// Computes every figure from a data set. A pure value: no clock, no files, no chance.
public struct Engine: Sendable {
  public let dataset: Dataset
  public let profile: Profile

  /// An engine over a data set; building it prepares what queries share, such as the business calendar.
  public init(dataset: Dataset, profile: Profile) {
    self.dataset = dataset
    self.profile = profile
  }
}
