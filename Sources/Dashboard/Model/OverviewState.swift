import AlertEngine
import Domain

/// What is selected on the overview.
public struct OverviewState: Sendable, Equatable {
  /// A part that Tab goes through.
  public enum Part: Sendable, Equatable, Hashable {
    /// A line of "What is wrong", by the alert it begins with.
    case alert(AlertKey)
    case panel(MetricID)
    /// The sixth panel: what changed.
    case changes
  }
  /// The part with the focus.
  public var part: Part
  /// The panel last selected; stays when another part has the focus.
  public var metric: MetricID

  /// The overview with this part selected.
  public init(part: Part) {
    self.part = part
    metric = .leadResponse
    if case .panel(let metric) = part { self.metric = metric }
  }

  /// Moves the focus.
  mutating func select(_ part: Part) {
    self.part = part
    if case .panel(let metric) = part { self.metric = metric }
  }
}
