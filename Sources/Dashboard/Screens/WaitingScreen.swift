import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct WaitingState: Sendable, Equatable {
  public init() {}
}

/// Unanswered leads, worst first.
enum WaitingScreen: ScreenBehavior {
  static func title(_ state: WaitingState, _ model: Model) -> String { Words.waiting }

  static func draw(_ state: WaitingState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {}
}
