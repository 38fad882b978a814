import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct OpportunityState: Sendable, Equatable {
  public var row: Int32
  /// What it is called in the list that led here.
  public var name: String

  public init(row: Int32, name: String) {
    self.row = row
    self.name = name
  }
}

/// One opportunity.
enum OpportunityScreen: ScreenBehavior {
  static func title(_ state: OpportunityState, _ model: Model) -> String { state.name }

  static func draw(_ state: OpportunityState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {}
}
