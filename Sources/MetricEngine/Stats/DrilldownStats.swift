import Domain

/// Drilldown statistics beyond the panel's figures.
public struct DrilldownStats: Sendable, Equatable {
  init(_ engine: Engine, _ query: Query, _ selection: Selection) {}
}
