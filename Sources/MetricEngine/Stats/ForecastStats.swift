import Domain

/// Forecast statistics beyond the panel's figures.
public struct ForecastStats: Sendable, Equatable {
  init(_ engine: Engine, _ query: Query, _ selection: Selection) {}
}
