import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct ExplainState: Sendable, Equatable {
  public var metric: MetricID

  public init(metric: MetricID) { self.metric = metric }
}

/// How a figure came about.
enum ExplainScreen: ScreenBehavior {
  static func title(_ state: ExplainState, _ model: Model) -> String { Words.explain }

  static func draw(_ state: ExplainState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {}
}
