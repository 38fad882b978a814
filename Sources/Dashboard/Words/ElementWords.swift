import Domain
import MetricEngine

/// A figure of an element in words.
struct ElementWords {
  let metric: MetricID
  let row: BreakdownRow?
  /// True if it counts over more days than the header says.
  let isWidened: Bool
  let snapshot: Snapshot

  init(_ metric: MetricID, _ element: PartFigures, _ snapshot: Snapshot) {
    self.metric = metric
    row = element.figures[metric]
    isWidened = element.widened.contains(metric)
    self.snapshot = snapshot
  }

  /// Marks a figure that counts over more days.
  static let widenedMark = "*"

  /// What stands before a figure, at most 16 columns.
  static func label(_ metric: MetricID, isNarrow: Bool) -> String {
    isNarrow || metric == .activities ? Words.shortTitle(metric) : Words.title(metric)
  }

  /// Whether there is a number at all; if not, why: there is nothing to count, or too little to judge by.
  private enum Content {
    case value(Double)
    case tooFew(Int)
    case nothing
  }

  private var content: Content {
    guard let row, row.count > 0 || row.items > 0 else { return .nothing }
    let isCount = metric == .qualifiedLeads || metric == .activities
    guard let value = row.value, isCount || metric == .timeToClose || !row.isTooFew else { return .tooFew(row.count) }
    return .value(value)
  }

  /// True where nothing can be judged by it.
  var isDim: Bool { if case .value = content { false } else { true } }

  /// "31 %", "434", "121 d", "too few", "no data".
  var short: String {
    switch content {
    case .value(let value): PanelWords.value(value, of: metric) + (isWidened ? Self.widenedMark : "")
    case .tooFew: "too few"
    case .nothing: Numbers.nothing
    }
  }

  /// ``short`` with what it is out of: "31 % of 2 412", "too few (12 of 30)".
  var long: String {
    switch content {
    case .value: [short, outOf].filter { !$0.isEmpty }.joined(separator: " of ")
    case .tooFew(let count) where metric == .timeToClose: "too few wins of \(Numbers.whole(count))"
    case .tooFew(let count): "too few (\(Numbers.whole(count)) of \(People.fewest))"
    case .nothing: Numbers.nothing
    }
  }

  /// What it is out of, but for the median of wins, whose deals are no whole of it.
  private var outOf: String {
    metric == .timeToClose ? "" : row.map { Numbers.whole($0.count) } ?? ""
  }

  /// "31 % answered in 5 min", "69 of 1 160 open deals quiet over 14 d".
  var sentence: String {
    guard case .value(let value) = content, let row else { return long }
    let number = PanelWords.value(value, of: metric)
    switch metric {
    case .leadResponse:
      return "\(number) answered in \(limit)\(isWidened ? " in \(People.widenedDays) d" : "")"
    case .qualifiedLeads: return "\(number) qualified"
    case .processSteps: return "\(number) follow the process"
    case .activities: return "\(number) of \(Numbers.whole(row.count)) open deals quiet over 14 d"
    case .timeToClose: return "half of wins take over \(number)"
    }
  }

  private var limit: String {
    snapshot.profile.responseLimits.isEmpty
      ? Durations.limit(seconds: snapshot.profile.responseLimit) : ResponseWords.theirLimit
  }

  /// "likely 29–33 %"; nil without bounds.
  var likely: String? {
    guard case .value = content, let row, let low = row.low, let high = row.high else { return nil }
    return "likely \(PanelWords.range(low, high, of: metric))"
  }

  /// "was 52 %"; nil where nothing is known of it.
  var was: String? {
    guard case .value = content, !isWidened else { return nil }
    return row?.previous.map { "was \(PanelWords.value($0, of: metric))" }
  }

  /// "2 412 leads"; nil where the sentence says it.
  var basis: String? {
    guard let row, metric != .activities else { return nil }
    return metric.countsLeads ? "of \(Counted.leads(row.count))" : "of \(Counted.deals(row.count))"
  }

  /// "338 late now", "12 too old": what of it wants a look.
  var items: String? {
    guard let row, row.items > 0 else { return nil }
    switch metric {
    case .leadResponse, .timeToClose, .processSteps:
      return "\(Numbers.whole(row.items)) \(PanelWords.itemsTitle(metric))"
    case .activities: return row.count > 0 ? Numbers.percent(Double(row.items) / Double(row.count)) : nil
    case .qualifiedLeads: return nil
    }
  }
}
