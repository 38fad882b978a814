import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct SourcesState: Sendable, Equatable {
  public init() {}
}

/// Where the data comes from.
enum SourcesScreen: ScreenBehavior {
  static func title(_ state: SourcesState, _ model: Model) -> String { Words.sources }

  static func draw(_ state: SourcesState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {}
}
