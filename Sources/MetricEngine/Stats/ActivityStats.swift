import Domain

/// Activity statistics beyond the panel's figures.
public struct ActivityStats: Sendable, Equatable {
  init(_ engine: Engine, _ query: Query, _ selection: Selection) {}
}
