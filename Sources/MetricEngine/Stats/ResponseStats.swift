import Domain

/// Response statistics beyond the panel's figures.
public struct ResponseStats: Sendable, Equatable {
  init(_ engine: Engine, _ query: Query, _ selection: Selection) {}
}
