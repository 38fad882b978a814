import Cells
import Domain

/// What the sources screen says: where the data comes from, what is assumed, what is good to know, what was set aside.
struct SourcesText {
  /// A line of the screen.
  struct Line: Equatable {
    var label: String
    var text: String
    var role: Role = .text
    /// What Enter corrects here.
    var assumption: SourcesState.Assumption?
  }

  let lines: [Line]
  /// Columns of the labels; narrow screens put the text below its label.
  let labelWidth: Int

  init(_ snapshot: Snapshot, _ model: Model, width: Int) {
    let isNarrow = width < 60
    labelWidth = isNarrow ? 2 : 18
    let writer = Writer(room: max(16, width - labelWidth - 3), isNarrow: isNarrow)
    lines =
      snapshot.sources.flatMap { writer.source($0, snapshot, model) } + writer.assumptions(snapshot)
      + writer.notes(snapshot) + writer.rejects(snapshot)
  }

  /// The lines that belong to something that can be corrected.
  func range(of assumption: SourcesState.Assumption) -> Range<Int>? {
    guard let first = lines.firstIndex(where: { $0.assumption == assumption }),
      let last = lines.lastIndex(where: { $0.assumption == assumption })
    else { return nil }
    return first..<last + 1
  }
}

/// Breaks what is to be said into lines.
private struct Writer {
  typealias Line = SourcesText.Line
  let room: Int
  let isNarrow: Bool

  private func block(
    _ label: String, _ text: String, _ role: Role = .text, _ assumption: SourcesState.Assumption? = nil
  ) -> [Line] {
    let head = isNarrow && !label.isEmpty ? [Line(label: label, text: "", assumption: assumption)] : []
    return head
      + TextFlow.wrap(text, width: room).enumerated().map { index, part in
        Line(label: index == 0 && !isNarrow ? label : "", text: part, role: role, assumption: assumption)
      }
  }

  private var gap: [Line] { [Line(label: "", text: "")] }

  func source(_ source: SourceStatus, _ snapshot: Snapshot, _ model: Model) -> [Line] {
    let read = source.lastRead.isKnown ? Durations.ago(model.now, source.lastRead) : nil
    let event = Dates.moment(source.newestEvent, snapshot, precision: snapshot.eventPrecision)
    let newest = source.newestEvent.isKnown ? event : nil
    let tables = source.rows.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\(Numbers.whole($0.value)) \($0.key.replacing("_", with: " "))" }.joined(separator: ", ")
    let error = source.lastError.map { block(SourcesWords.lastError, $0, .error) } ?? []
    return block(SourcesWords.source, source.name, .strong)
      + block("", SourcesWords.state(isLive: source.isLive, read: read, newest: newest))
      + block(SourcesWords.rows, tables.isEmpty ? SourcesWords.none : tables)
      + block(
        SourcesWords.setAside, source.rejected == 0 ? SourcesWords.none : Counted.rows(source.rejected),
        source.rejected == 0 ? .text : .strong) + error + gap
  }

  func assumptions(_ snapshot: Snapshot) -> [Line] {
    let (process, hours) = (snapshot.profile.process, snapshot.profile.hours)
    let tag = process.assumed ? "   \(SourcesWords.assumedFromData)" : ""
    func names(_ list: [String]) -> String { list.isEmpty ? SourcesWords.none : list.joined(separator: ", ") }
    return block(SourcesWords.enterCorrects, SourcesWords.computedWith, .title)
      + block(SourcesWords.stages, names(process.stages) + tag, .text, .stages)
      + block(SourcesWords.won, names(process.won) + tag, .text, .won)
      + block(SourcesWords.lost, names(process.lost) + tag, .text, .lost)
      + block(
        SourcesWords.hours, HoursText.text(hours) + (hours.assumed ? "   \(SourcesWords.assumed)" : ""), .text, .hours)
      + calendars(snapshot) + gap
  }

  /// Hours of parts of the organisation, which the settings say.
  private func calendars(_ snapshot: Snapshot) -> [Line] {
    let all = CalendarText.all(snapshot.profile, known: snapshot.names)
    guard !all.isEmpty else { return [] }
    let lines = all.flatMap { calendar in
      block(SourcesWords.hours(of: calendar.name), SourcesWords.kept(calendar.hours, by: calendar.by))
    }
    return block("", SourcesWords.hoursOfOthers, .dim) + lines + block("", CalendarText.rule, .dim)
  }

  func notes(_ snapshot: Snapshot) -> [Line] {
    var notes = snapshot.facts.notes
    let undated = snapshot.facts.opportunitiesWithoutCreation
    if undated > 0 { notes.append(SourcesWords.undated(undated)) }
    for (table, count) in snapshot.facts.orphans.sorted(by: { $0.key < $1.key }) where count > 0 {
      notes.append(SourcesWords.orphans(count, of: table.replacing("_", with: " ")))
    }
    guard !notes.isEmpty else { return [] }
    return notes.enumerated().flatMap { block($0.offset == 0 ? SourcesWords.goodToKnow : "", $0.element) } + gap
  }

  func rejects(_ snapshot: Snapshot) -> [Line] {
    let all = snapshot.sources.flatMap(\.rejects)
    guard !all.isEmpty else { return [] }
    let total = snapshot.sources.map(\.rejected).reduce(0, +)
    return block(SourcesWords.setAside, SourcesWords.rejects(all.count, of: total), .title)
      + all.flatMap { block("", $0) }
  }
}
