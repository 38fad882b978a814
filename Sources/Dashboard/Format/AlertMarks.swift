import AlertEngine
import Cells
import Domain
import MetricEngine

/// Something that an alert said or that somebody did about it, as charts mark it on their time axis.
struct AlertMark: Equatable {
  /// What it was; of several at one place the last of these is seen.
  enum Kind: Int { case cleared, seen, changed, warning, critical }

  var at: Instant
  /// The day of it where the screen is.
  var day: CivilDate
  var kind: Kind
  /// "Wed 28 Oct 09:00 announced as a warning".
  var words: String

  /// - Parameter about: the name of its alert, where it does not stand beside it.
  init?(_ line: AlertLogLine, about title: String? = nil, _ snapshot: Snapshot) {
    guard let kind = Kind(line.event), let day = Dates.date(line.at, snapshot) else { return nil }
    (at, self.day, self.kind) = (line.at, day, kind)
    let note = kind == .changed ? line.note.map { ": \($0)" } ?? "" : ""
    let changed = AlertWords.changed(isLimit: line.event == AlertEvent.ruleChanged.rawValue)
    let event = kind == .changed ? changed : AlertText.event(line, snapshot)
    let subject = title.map { "\($0): " } ?? ""
    words = Sanitizer.clean("\(Dates.moment(line.at, snapshot)) \(subject)\(event)\(note)")
  }

  /// The sign on the axis.
  func chartMark(_ place: Double) -> ChartMark { ChartMark(place, kind.glyph, kind.role) }
}

extension AlertMark.Kind {
  /// Nil for what charts do not mark.
  fileprivate init?(_ event: String) {
    switch AlertEvent(rawValue: event) {
    case .firedWarning: self = .warning
    case .firedCritical, .escalated: self = .critical
    case .raisedAfterSnooze, .raisedWhenDue: self = .warning
    case .acknowledged, .snoozed: self = .seen
    case .resolved, .resolvedWithoutData: self = .cleared
    case .ruleChanged, .definitionChanged: self = .changed
    default: return nil
    }
  }

  var glyph: Glyph {
    switch self {
    case .cleared: .ok
    case .seen: .seen
    case .changed: .changed
    case .warning: .warning
    case .critical: .critical
    }
  }

  var role: Role {
    switch self {
    case .cleared: .ok
    case .seen: .seen
    case .changed: .strong
    case .warning: .warning
    case .critical: .critical
    }
  }
}

extension AlertEntry {
  /// What charts of its figure mark, oldest first: what it said, and definitions that were changed.
  func marks(_ snapshot: Snapshot) -> [AlertMark] {
    (ownMarks(snapshot, title: nil) + snapshot.definitionMarks).sorted { $0.at < $1.at }
  }

  fileprivate func ownMarks(_ snapshot: Snapshot, title: String?) -> [AlertMark] {
    standingLog.reversed().compactMap { AlertMark($0, about: title, snapshot) }
  }
}

extension Snapshot {
  /// What charts of a metric mark: of all rules about it that concern the whole organisation, and definitions that were
  /// changed; oldest first.
  func marks(of metric: MetricID) -> [AlertMark] {
    let own = alerts.entries.filter { $0.key.scope == .all && $0.finding.rule.request.metric == metric }
      .flatMap { $0.ownMarks(self, title: AlertText($0, self).title) }
    return (own + definitionMarks).sorted { $0.at < $1.at }
  }

  fileprivate var definitionMarks: [AlertMark] { alerts.definitions.compactMap { AlertMark($0, self) } }
}

extension [AlertMark] {
  /// Those that fall on a week of a trend. The last one has those of the week that is not over yet, too: each says its
  /// own day.
  func falling(on place: Int, of trend: [TrendPoint]) -> [AlertMark] {
    let days = place == trend.count - 1 ? 0..<14 : 0..<7
    return filter { days.contains($0.day.daysSinceEpoch - trend[place].week.daysSinceEpoch) }
  }

  /// Signs for a chart by week, those to be seen above others last.
  func chartMarks(_ trend: [TrendPoint]) -> [ChartMark] {
    trend.indices.flatMap { place in
      falling(on: place, of: trend).sorted { $0.kind.rawValue < $1.kind.rawValue }.map { $0.chartMark(Double(place)) }
    }
  }

  /// One line about those at the place that is read out, the worst first, each behind its sign; what the signs mean
  /// where there are none. Nil where the chart has no sign at all.
  func readout(_ here: [AlertMark], _ look: Look) -> RichLine? {
    guard !isEmpty else { return nil }
    let worst = here.sorted { ($1.kind.rawValue, $0.at) < ($0.kind.rawValue, $1.at) }
    return RichLine(worst.isEmpty ? Self.legend(look) : worst.map { Self.segment($0.kind, $0.words, .text, look) })
  }

  private static func legend(_ look: Look) -> [RichLine.Segment] {
    [
      segment(.warning, AlertWords.announced, .dim, look), segment(.seen, AlertWords.taken, .dim, look),
      segment(.cleared, AlertWords.cleared, .dim, look),
      segment(.changed, AlertWords.anyChange, .dim, look),
    ]
  }

  private static func segment(_ kind: AlertMark.Kind, _ words: String, _ role: Role, _ look: Look) -> RichLine.Segment {
    [Span(text: look.mark(kind.glyph), role: kind.role), Span(text: " \(words)", role: role)]
  }
}
