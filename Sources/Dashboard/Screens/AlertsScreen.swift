import Cells
import Domain

/// What the screen remembers.
public struct AlertsState: Sendable, Equatable {
  /// Id of the selected rule.
  var selected: String?

  public init() {}
}

/// All limits, worst first, and how they stand.
enum AlertsScreen: ScreenBehavior {
  static func title(_ state: AlertsState, _ model: Model) -> String { Words.alerts }

  static func draw(_ state: AlertsState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {}
}
