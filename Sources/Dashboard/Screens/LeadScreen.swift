import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct LeadState: Sendable, Equatable {
  public var row: Int32
  /// What it is called in the list that led here.
  public var name: String

  public init(row: Int32, name: String) {
    self.row = row
    self.name = name
  }
}

/// One lead.
enum LeadScreen: ScreenBehavior {
  static func title(_ state: LeadState, _ model: Model) -> String { state.name }

  static func draw(_ state: LeadState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {}
}
