import AlertEngine
import Cells
import Domain
import MetricEngine

/// Everything about one alert, as lines to scroll through.
struct AlertDetail {
  let entry: AlertEntry
  let snapshot: Snapshot
  private let words: FigureText
  private let memory: AlertText
  private let standing: AlertStanding

  private static let labelWidth = 10

  private let keys: KeyMap

  /// - Parameter keys: those that "do next" names.
  init(_ entry: AlertEntry, _ snapshot: Snapshot, _ keys: KeyMap) {
    self.keys = keys
    self.entry = entry
    self.snapshot = snapshot
    words = snapshot.words(entry)
    memory = AlertText(entry, snapshot)
    standing = snapshot.standing(entry)
  }

  /// All lines, wrapped to a width.
  func lines(width: Int) -> [RichLine] {
    var lines = [figure]
    for (label, text) in facts { lines += Self.labelled(label, text, width: width) }
    if !standing.isCalm { lines.append(next) }
    for (label, text) in remarks { lines += Self.labelled(label, text, width: width) }
    let items = entry.severity > .ok ? AlertItems.lines(entry.finding, snapshot) : []
    if !items.isEmpty { lines += [RichLine([])] + items }
    let log = entry.standingLog
    if !log.isEmpty { lines += [RichLine([]), RichLine([[.dim(AlertWords.whatHappened)]])] }
    for event in log { lines += logged(event, width: width) }
    return lines
  }

  private var figure: RichLine {
    let role: Role = standing.isFiring ? .breaching : standing.isUnjudged ? .dim : .strong
    return RichLine([
      [Span(text: words.value, role: role), .plain(" \(words.what)\(words.otherWindow)")], words.ofBasis,
      words.likely.map { [.dim($0)] },
    ])
  }

  // MARK: - Facts

  private var facts: [(String, String)] {
    let isWrong = !standing.isCalm
    let all: [(String, String?)] = [
      (AlertWords.limit, memory.limits), (AlertWords.pauses, words.pauses(snapshot)), (AlertWords.state, state),
      (AlertWords.since, isWrong ? words.reason?.sinceAbout : nil),
      (AlertWords.why, words.reason?.longCause), (AlertWords.also, parts),
      (AlertWords.touches, isWrong ? touches : nil), (AlertWords.expected, (memory.forecast ?? words.soon)?.full),
      (AlertWords.seenBy, acknowledged), (VerdictWords.snoozed, memory.snooze.map(bySnoozer)), ("", memory.flapping),
    ]
    return Self.told(all)
  }

  /// What the settings say beside the limit.
  private var remarks: [(String, String)] {
    let rule = entry.finding.rule
    return Self.told([
      (AlertWords.owner, rule.owner), (AlertWords.see, rule.runbook), (AlertWords.note, rule.note),
    ])
  }

  private static func told(_ all: [(String, String?)]) -> [(String, String)] {
    all.compactMap { label, text in text.flatMap { $0.isEmpty ? nil : (label, $0) } }
  }

  /// What to do; a key that leads it stands out.
  private var next: RichLine {
    let next = DoNext(entry.finding.rule.doNext, keys)
    let key = next.key.map { [Span(text: $0, role: .key), .plain("  ")] } ?? []
    return RichLine([[.dim(TextWidth.pad(AlertWords.doNext, to: Self.labelWidth))] + key + [.plain(next.words)]])
  }

  private var state: String {
    switch standing {
    case .cleared(let episode): return memory.ended(episode)
    case .pending:
      return [AlertWords.notYetForLong, memory.announcement?.full].compactMap(\.self).joined(
        separator: ": ")
    default: break
    }
    let told = entry.instance?.firedAt.map { ", \(AlertWords.announced) \(Dates.moment($0, snapshot))" } ?? ""
    return judgement + (entry.severity > .ok ? told : "")
  }

  /// The verdict in a sentence.
  private var judgement: String {
    if entry.severity > .ok, entry.finding.severity == .ok, entry.instance != nil {
      return AlertWords.notAnyMore
    }
    switch entry.finding.verdict {
    case .within:
      return entry.finding.asksToCleanUp ? AlertWords.cleanUpFirst : AlertWords.within
    case .breach(.critical):
      return entry.severity == .warning ? AlertWords.criticalSoon : AlertWords.beyondCritical
    case .breach: return AlertWords.beyond
    case .unproven where entry.finding.rule.isItem:
      return AlertWords.noMoreMoney
    case .unproven:
      return AlertWords.unproven(words.likely)
    case .tooFew(let have, let need):
      return AlertWords.tooFew(have, of: need)
    case .noData(let missing):
      return missing.isEmpty ? AlertWords.noData : Needs.text(missing, snapshot)
    }
  }

  private var touches: String {
    let beyond = words.beyondCritical.map(AlertWords.ofThese) ?? ""
    return (beyond.isEmpty ? words.touches : MoneyText.short(entry.finding.reading.money) ?? words.countedValue)
      + beyond
  }

  /// Parts of the organisation about which the same rule is raised: "rep014 12 %, rep022 9 %".
  private var parts: String {
    guard entry.key.scope == .all else { return "" }
    let parts = snapshot.alerts.entries.filter {
      $0.key.rule == entry.key.rule && $0.key != entry.key && $0.severity > .ok
    }
    return parts.compactMap { part in
      AlertText(part, snapshot).part.map { "\($0) \(snapshot.words(part).value)" }
    }.joined(separator: ", ")
  }

  /// "maria since Mon 9 Nov 10:00, due Tue 24 Nov: calls them".
  private var acknowledged: String? {
    guard let known = entry.instance?.acknowledgement else { return nil }
    return AlertWords.acknowledged(
      by: known.by, since: Dates.moment(known.at, snapshot), due: known.due.map { AlertText.due($0, snapshot) },
      note: known.note)
  }

  private func bySnoozer(_ text: String) -> String {
    guard let by = entry.instance?.snooze?.by, !by.isEmpty else { return text }
    return "\(text) (\(by))"
  }

  // MARK: - Lines

  private func logged(_ event: AlertLogLine, width: Int) -> [RichLine] {
    let when = Dates.moment(event.at, snapshot)
    let note = event.note.flatMap { $0.isEmpty ? nil : $0 }
    let text = [AlertText.event(event, snapshot), note].compactMap(\.self).joined(separator: ": ")
    return Self.labelled(when, text, width: width, indent: max(Self.labelWidth, TextWidth.of(when) + 2))
  }

  /// A label and its text, wrapped beside it.
  private static func labelled(_ label: String, _ text: String, width: Int, indent: Int = labelWidth) -> [RichLine] {
    TextFlow.wrap(text, width: max(8, width - indent)).enumerated().map { index, line in
      RichLine([[.dim(TextWidth.pad(index == 0 ? label : "", to: indent)), .plain(line)]])
    }
  }

  // MARK: - The chart

  /// The last weeks of the figure with its limit, where its panel keeps them.
  var trend: Block? {
    let metric = entry.finding.rule.request.metric
    guard entry.key.scope == .all, snapshot.readings.availability(of: metric) == .ready else { return nil }
    let headline = PanelCatalog.panel(metric).headline(snapshot)
    guard headline.ruleStatistic(entry.finding.rule.request.statistic) else { return nil }
    let limit = entry.finding.rule.isItem ? nil : entry.finding.rule.warn
    return TrendBlock.line(10, headline.trend, limit: limit, marks: entry.marks(snapshot), ideal: 18) {
      words.number($0)
    }
  }
}
