import Domain

/// Close statistics beyond the panel's figures.
public struct CloseStats: Sendable, Equatable {
  init(_ engine: Engine, _ query: Query, _ selection: Selection) {}
}
