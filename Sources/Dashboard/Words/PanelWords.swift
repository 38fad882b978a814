import Domain
import MetricEngine

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

/// A panel on the whole screen: weeks read out, and the breakdown.
extension PanelWords {
  static let wins = "wins"
  static var otherWeeks: String { KeyWords.lead(.left, .right, to: "other weeks") }
  static let beyond = "beyond it"
  static let nothingToRead = "no chart to read here"
  static let oneChart = "the panel has one chart: left and right read it"
  static let oneSided = "8 weeks on one side"
  static let namesNobody = "the data names no teams, reps or sources"
  static let tooFew = "too few"

  /// What a file of weeks is called.
  static func byWeek(_ metric: MetricID) -> String { "\(Words.title(metric)) by week" }
  static func week(_ day: String) -> String { "week of \(day)" }
  static func of(_ count: String, _ rows: String) -> String { "of \(count) \(rows)" }
  static func chance(_ range: String) -> String { "chance alone \(range)" }
  static func position(_ shown: String, of all: String) -> String { "\(shown) of \(all)" }
  static func tab(_ next: Dimension?) -> String {
    KeyWords.lead(.nextPart, to: next.map { "by \($0.rawValue)" } ?? "the figure")
  }

  /// "by team  2 of 5   rows 1–12 of 40".
  static func breakdown(by dimension: Dimension, place: (Int, of: Int)?, rows: String?) -> String {
    "by \(dimension.rawValue)" + (place.map { "  \($0.0) of \($0.of)" } ?? "") + (rows.map { "   rows \($0)" } ?? "")
  }
}

/// What several panels say.
extension PanelWords {
  /// The head of a column of figures before.
  static let was = "was"

  static func likely(_ range: String) -> String { "likely \(range)" }
  static func of(_ count: String) -> String { "of \(count)" }
  /// ``of(_:)`` with the basis bright.
  static func ofBasis(_ basis: String) -> [Span] { [.dim("of "), .plain(basis)] }
  static func was(_ figure: String) -> String { "was \(figure)" }
  static func publishedClaim(_ figure: String) -> String { "published claim \(figure)" }

  /// A basis where there is little room: "412 open" of "412 open deals", "388 deals" of "388 deals opened in 90 d".
  static func brief(basis: String) -> String {
    basis.replacing(" open deals", with: " open").replacing(" waiting", with: "")
      .split(separator: " opened in ").first.map(String.init) ?? ""
  }
}
