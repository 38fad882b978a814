import Domain

/// Qualified statistics beyond the panel's figures.
public struct QualifiedStats: Sendable, Equatable {
  init(_ engine: Engine, _ query: Query, _ selection: Selection) {}
}
