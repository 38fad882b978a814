import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct PanelState: Sendable, Equatable {
  public var metric: MetricID

  public init(metric: MetricID) { self.metric = metric }
}

/// One metric on the whole screen.
enum PanelScreen: ScreenBehavior {
  static func title(_ state: PanelState, _ model: Model) -> String { Words.title(state.metric) }

  static func draw(_ state: PanelState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {}
}
