import Domain

/// Attribution statistics beyond the panel's figures.
public struct AttributionStats: Sendable, Equatable {
  init(_ engine: Engine, _ query: Query, _ selection: Selection) {}
}
