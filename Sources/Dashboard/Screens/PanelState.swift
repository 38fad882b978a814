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
  var breakdown: [BreakdownRow]?
  var breakdownRequest: Int?
  var breakdownScroll = ScrollState()
  /// The list below, with its selection.
  var list: ListState
  /// Week of the trend that is read out, counted from the left; nil reads the last one.
  var week: Int?

  /// A metric on the whole screen, its own list below.
  public init(metric: MetricID) {
    self.metric = metric
    list = ListState(listing: metric.listing, title: PanelWords.listTitle(metric))
  }
}

/// Wording of the full-screen panels.
enum PanelWords {
  /// The list that belongs to a metric.
  static func listTitle(_ metric: MetricID) -> String {
    switch metric {
    case .leadResponse: "Late or unanswered leads"
    case .qualifiedLeads: "Qualified leads"
    case .processSteps: "Deals off the process"
    case .activities: "Quiet deals"
    case .timeToClose: "Deals older than 9 in 10 wins"
    }
  }

  /// The head of the breakdown's column of values.
  static func valueTitle(_ metric: MetricID) -> String {
    switch metric {
    case .leadResponse: "in time"
    case .qualifiedLeads: "qualified"
    case .processSteps: "follow it"
    case .activities: "quiet"
    case .timeToClose: "half won in"
    }
  }

  /// The head of the breakdown's column of rows.
  static func countTitle(_ metric: MetricID) -> String {
    switch metric {
    case .leadResponse, .qualifiedLeads: "leads"
    case .activities: "open"
    case .processSteps, .timeToClose: "deals"
    }
  }

  /// The head of the breakdown's column of items.
  static func itemsTitle(_ metric: MetricID) -> String {
    switch metric {
    case .leadResponse: "late now"
    case .qualifiedLeads: "new"
    case .processSteps: "off it"
    case .activities: "quiet"
    case .timeToClose: "too old"
    }
  }

  /// A value of the metric in its unit.
  static func value(_ value: Double, of metric: MetricID) -> String {
    switch metric {
    case .leadResponse, .processSteps: Numbers.percent(value)
    case .qualifiedLeads, .activities: Numbers.whole(Numbers.clamped(value.rounded()))
    case .timeToClose: Durations.days(value)
    }
  }

  /// A likely range of the metric in its unit.
  static func range(_ low: Double, _ high: Double, of metric: MetricID) -> String {
    switch metric {
    case .leadResponse, .processSteps: Numbers.percentRange(low, high)
    case .qualifiedLeads, .activities: Numbers.range(low, high)
    case .timeToClose: "\(Numbers.range(low, high)) d"
    }
  }
}
