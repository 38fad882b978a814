import Cells
import Domain

/// The screen at the bottom: what is wrong on top, the five panels below.
enum OverviewScreen: ScreenBehavior {
  static func title(_ state: Int, _ model: Model) -> String { "" }

  static func draw(_ state: Int, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {}
}

extension Model {
  /// Puts the selection on something that is still there after new figures came.
  mutating func keepOverviewSelection() {}
}
