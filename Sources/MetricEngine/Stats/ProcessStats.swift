import Domain

/// Process statistics beyond the panel's figures.
public struct ProcessStats: Sendable, Equatable {
  init(_ engine: Engine, _ query: Query, _ selection: Selection) {}
}
