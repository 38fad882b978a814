import AlertEngine
import Cells
import Domain

/// What the screen of limits says in words.
struct LimitsText {
  private let state: LimitsState
  private let snapshot: Snapshot
  private let words: FigureText

  init(_ state: LimitsState, _ snapshot: Snapshot) {
    (self.state, self.snapshot) = (state, snapshot)
    let finding =
      snapshot.findings.first { $0.id == state.rule.id }
      ?? Finding(rule: state.rule, reading: Reading(value: nil, count: 0), verdict: .noData(missing: []))
    words = snapshot.words(finding)
  }

  /// A level or value in the unit of the rule, as exact as levels are.
  func number(_ value: Double) -> String { words.exact(value) }

  /// What stands above the chart.
  var lines: [RichLine] {
    [
      RichLine([
        [.strong(words.value), .plain(" \(words.what)")], words.reading.map { [.dim($0)] }, [.dim(origin)],
      ]),
      RichLine([level(.warning), state.rule.isItem ? nil : level(.critical)]),
      RichLine([[.plain(spoken)]]), suggestion,
    ].compactMap(\.self)
  }

  /// "warns below 45 %, was 50 %", "warns over 40 leads waiting over 5 min".
  private func level(_ severity: Severity) -> RichLine.Segment {
    let isSelected = state.selected == severity
    let (now, before) =
      severity == .critical
      ? (state.levels.critical, state.rule.critical) : (state.levels.warn, Optional(state.rule.warn))
    let side = state.rule.isItem ? "at more than" : state.rule.direction == .below ? "below" : "above"
    let verb = severity == .critical ? "critical" : "warns"
    var spans = [
      Span(text: isSelected ? "\u{25B8} " : "  ", role: .key),
      Span(text: "\(verb) \(side) ", role: isSelected ? .text : .dim),
      Span(text: now.map(number) ?? "none", role: severity == .critical ? .critical : .warning),
    ]
    if state.rule.isItem { spans.append(Span(text: " \(words.what)", role: isSelected ? .text : .dim)) }
    if now != before { spans.append(.dim(", was \(before.map(number) ?? "none")")) }
    return spans
  }

  /// Where the levels in force come from.
  private var origin: String {
    switch state.rule.limit {
    case .set: "limit: set"
    case .learned: "limit: learned from the last year"
    case .learning(let alarmsFrom): "learning, alarms from \(Dates.day(alarmsFrom.utcDate))"
    }
  }

  /// "would have fired 4 times in 365 days, once as critical; last from 12 May to 3 Jun".
  private var spoken: String {
    guard let past = state.past else { return "" }
    guard past.days > 0 else { return "could not be judged on any day of the last year" }
    let days = Numbers.whole(Int(past.days.rounded()))
    guard let last = past.last else { return "would not have fired in \(days) days" }
    let (all, critical) = (past.episodes.count, past.episodes.count { $0.worst == .critical })
    let worst = critical == 0 ? "" : critical == all ? ", as critical" : ", \(Self.times(critical)) as critical"
    let end = last.endedAt.map { "to \(day($0))" } ?? "until now"
    return "would have fired \(Self.times(all)) in \(days) days\(worst); last from \(day(last.firedAt)) \(end)"
  }

  /// "12 May", with the year if it is not that of the last day.
  private func day(_ instant: Instant) -> String {
    let day = instant.utcDate
    let isThisYear = day.year == state.series?.ticks.last?.utcDate.year
    return isThisYear ? Dates.day(day) : Dates.full(day)
  }

  private static func times(_ count: Int) -> String { count == 1 ? "once" : "\(Numbers.whole(count)) times" }

  /// What the past suggests, and what it costs.
  private var suggestion: RichLine? {
    guard let (levels, past) = state.suggested else { return nil }
    let count = past.episodes.count
    let alarms = count == 0 ? "no alarm" : count == 1 ? "one alarm" : "\(Numbers.whole(count)) alarms"
    return RichLine([
      [.dim("suggested "), .plain(number(levels.warn))],
      levels.critical.map { [.dim("critical "), .plain(number($0))] },
      [.dim("cost "), .plain(alarms), .dim(" in that time")], [.dim("false ones if nothing was behind them")],
    ])
  }

  private var other: [RichLine.Segment] {
    state.rule.isItem ? [] : [[.dim(LimitsWords.otherLevel(isCritical: state.selected == .critical))]]
  }

  /// "12 May 2026: 31 % of 2 412", below what really happened on that day.
  func readout(_ marks: [AlertMark], _ look: Look) -> [Block] {
    guard let series = state.series, !series.ticks.isEmpty else { return [] }
    let place = min(state.day ?? series.ticks.count - 1, series.ticks.count - 1)
    let (day, observation) = (series.ticks[place].utcDate, series.observations[place])
    let value = observation.measured.map { number($0.value) } ?? Numbers.nothing
    let figure: [RichLine.Segment] = [
      [.dim("\(Dates.full(day))  "), .strong(value)], [.dim("of \(Numbers.whole(observation.count))")],
    ]
    let line = RichLine(figure + [[.dim(LimitsWords.otherDays)], [.dim(LimitsWords.moves)]] + other)
    let happened = marks.readout(marks.filter { series.day(of: $0.at) == place }, look)
    return [.line(70, line)] + (happened.map { [.line(69, $0)] } ?? [])
  }
}

extension LimitsState {
  /// What really happened about the rule, oldest first.
  func marks(_ snapshot: Snapshot) -> [AlertMark] {
    let key = AlertKey(rule: rule.id, scope: rule.request.scope)
    return snapshot.alerts[key].map { $0.marks(snapshot) } ?? []
  }
}

extension FigureText {
  /// "of 2 412 leads"; nil without rows.
  fileprivate var reading: String? { finding.reading.count > 0 ? outOf : nil }
}
