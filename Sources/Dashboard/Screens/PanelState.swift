import Domain
import MetricEngine

/// What the full-screen panel remembers.
public struct PanelState: Sendable, Equatable {
  /// The metric that fills the screen.
  public var metric: MetricID
  /// What the figure is broken down by.
  var dimension: Dimension?
  /// True once the user asked for a breakdown: where there is room for one of them it stands instead of the figure.
  var prefersBreakdown = false
  /// True while the figure has the place of all parts.
  var isAlone = false
  var breakdown: [BreakdownRow]?
  var breakdownRequest: Int?
  var breakdownScroll = ScrollState()
  /// The list below, with its selection.
  var list: ListState
  /// Week of the trend that is read out, counted from the left; nil reads the last one.
  var week: Int?
  /// Point of the curve of time to close that is read out, counted from the left; nil reads the last one.
  var age: Int?
  /// True if the weeks are read out where there is a curve too.
  var readsWeeks = false

  /// A metric on the whole screen, its own list below.
  public init(metric: MetricID) {
    self.metric = metric
    list = ListState(listing: metric.listing, title: PanelWords.listTitle(metric))
  }
}
