import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct ListState: Sendable, Equatable {
  public var listing: Listing
  public var title: String

  public init(listing: Listing, title: String) {
    self.listing = listing
    self.title = title
  }
}

/// A list of leads or opportunities.
enum ListScreen: ScreenBehavior {
  static func title(_ state: ListState, _ model: Model) -> String { state.title }

  static func draw(_ state: ListState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {}
}
