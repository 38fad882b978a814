import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct HelpState: Sendable, Equatable {
  public init() {}
}

/// All keys.
enum HelpScreen: ScreenBehavior {
  static func title(_ state: HelpState, _ model: Model) -> String { Words.help }

  static func draw(_ state: HelpState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {}
}
