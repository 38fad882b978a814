import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct SourcesState: Sendable, Equatable {
  /// The assumption that Enter corrects.
  var selected = Assumption.stages
  var scroll = ScrollState()

  public init() {}

  /// What is taken for granted until somebody says otherwise.
  enum Assumption: Int, CaseIterable, Sendable { case stages, won, lost, hours }
}

/// Where the data comes from: rows, freshness, rows set aside with reasons, and what was assumed about them.
enum SourcesScreen: ScreenBehavior {
  static func title(_ state: SourcesState, _ model: Model) -> String { Words.sources }

  static func commands(_ state: SourcesState, _ model: Model) -> [Command] {
    [.open, .up, .down, .pageUp, .pageDown, .first, .last]
  }

  /// A line of the screen.
  struct Line {
    var label: String
    var text: String
    var role: Role = .text
    var assumption: SourcesState.Assumption?
  }

  private static let labelWidth = 18

  static func draw(_ state: SourcesState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let snapshot = model.snapshot else { return OverviewLoading.draw(model, rect, look, &canvas) }
    let lines = lines(snapshot, model, width: rect.width)
    for (index, line) in lines.dropFirst(state.scroll.top).prefix(rect.height).enumerated() {
      let y = rect.y + index
      canvas.put(line.label, x: rect.x + 1, y: y, style: look[.dim], width: labelWidth - 1)
      canvas.put(
        line.text, x: rect.x + 1 + labelWidth, y: y, style: look[line.role],
        width: max(0, rect.width - labelWidth - 2))
      guard line.assumption == state.selected else { continue }
      canvas.restyle(Rect(x: rect.x, y: y, width: rect.width, height: 1)) { _ in look[.selection] }
    }
  }

  // MARK: - What it says

  static func lines(_ snapshot: Snapshot, _ model: Model, width: Int) -> [Line] {
    snapshot.sources.flatMap { source($0, snapshot, model) } + assumptions(snapshot) + notes(snapshot, width)
      + rejects(snapshot)
  }

  private static func source(_ source: SourceStatus, _ snapshot: Snapshot, _ model: Model) -> [Line] {
    let read = source.lastRead.isKnown ? "read \(Durations.ago(model.now, source.lastRead))" : "not read yet"
    let newest = source.newestEvent.isKnown ? ", newest event \(Dates.moment(source.newestEvent, snapshot))" : ""
    let tables = source.rows.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\(Numbers.whole($0.value)) \($0.key.replacing("_", with: " "))" }.joined(separator: ", ")
    var lines = [
      Line(label: "source", text: source.name, role: .strong),
      Line(label: "", text: "\(source.isLive ? "live, " : "")\(read)\(newest)"),
      Line(label: "rows", text: tables.isEmpty ? "none" : tables),
      Line(
        label: "set aside", text: source.rejected == 0 ? "none" : Counted.rows(source.rejected),
        role: source.rejected == 0 ? .text : .warning),
    ]
    if let error = source.lastError { lines.append(Line(label: "last error", text: error, role: .error)) }
    return lines + [Line(label: "", text: "")]
  }

  private static func assumptions(_ snapshot: Snapshot) -> [Line] {
    let process = snapshot.profile.process
    let tag = process.assumed ? "   assumed from the data" : ""
    func names(_ list: [String]) -> String { list.isEmpty ? "none" : list.joined(separator: ", ") }
    let hours = snapshot.profile.hours
    return [
      Line(label: "Enter corrects", text: "what figures are computed with", role: .title),
      Line(label: "stages in order", text: names(process.stages) + tag, assumption: .stages),
      Line(label: "won is called", text: names(process.won) + tag, assumption: .won),
      Line(label: "lost is called", text: names(process.lost) + tag, assumption: .lost),
      Line(
        label: "working hours", text: HoursInput.text(hours) + (hours.assumed ? "   assumed" : ""), assumption: .hours),
      Line(label: "", text: ""),
    ]
  }

  private static func notes(_ snapshot: Snapshot, _ width: Int) -> [Line] {
    var notes = snapshot.facts.notes
    let undated = snapshot.facts.opportunitiesWithoutCreation
    if undated > 0 { notes.append("\(Counted.deals(undated)) without a creation date: counted, in no duration") }
    for (table, count) in snapshot.facts.orphans.sorted(by: { $0.key < $1.key }) where count > 0 {
      notes.append("\(Counted.rows(count)) of \(table.replacing("_", with: " ")) belong to nothing that is there")
    }
    let lines = notes.flatMap { TextFlow.wrap($0, width: max(20, width - labelWidth - 2)) }
    return lines.enumerated().map { Line(label: $0.offset == 0 ? "good to know" : "", text: $0.element) }
      + (lines.isEmpty ? [] : [Line(label: "", text: "")])
  }

  private static func rejects(_ snapshot: Snapshot) -> [Line] {
    let all = snapshot.sources.flatMap(\.rejects)
    guard !all.isEmpty else { return [] }
    let total = snapshot.sources.map(\.rejected).reduce(0, +)
    let head = total > all.count ? "the first \(Numbers.whole(all.count)) of \(Counted.rows(total))" : Counted.rows(total)
    return [Line(label: "set aside", text: "\(head); dealtop rejects lists all", role: .title)]
      + all.map { Line(label: "", text: $0) }
  }

  // MARK: - Keys

  static func perform(_ command: Command, _ state: inout SourcesState, _ model: inout Model) -> [Effect] {
    guard let snapshot = model.snapshot else { return [] }
    let all = SourcesState.Assumption.allCases
    switch command {
    case .up where state.scroll.top == 0: state.selected = all[max(0, state.selected.rawValue - 1)]
    case .down where state.selected != all.last: state.selected = all[state.selected.rawValue + 1]
    case .open:
      model.prompt = Prompt(
        kind: .screen, label: label(state.selected), text: ProfileCorrection.text(state.selected, snapshot.profile),
        hint: ProfileCorrection.hint(state.selected))
    default:
      let rect = Frame(size: model.size, model: model).body
      state.scroll.perform(
        command, lines: lines(snapshot, model, width: rect.width).count, height: rect.height)
    }
    return []
  }

  private static func label(_ assumption: SourcesState.Assumption) -> String {
    switch assumption {
    case .stages: "stages"
    case .won: "won"
    case .lost: "lost"
    case .hours: "hours"
    }
  }

  static func typed(
    _ prompt: Prompt, isFinal: Bool, _ state: inout SourcesState, _ model: inout Model
  ) -> [Effect] {
    guard isFinal, prompt.text != prompt.original, let profile = model.snapshot?.profile else { return [] }
    guard let corrected = ProfileCorrection.apply(prompt.text, to: state.selected, of: profile) else {
      model.tell("not understood: \(ProfileCorrection.hint(state.selected))", isError: true)
      return []
    }
    return [.correctProfile(corrected)]
  }

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout SourcesState, _ model: inout Model
  ) -> [Effect] {
    switch event.kind {
    case .wheelUp: return perform(.pageUp, &state, &model)
    case .wheelDown: return perform(.pageDown, &state, &model)
    case .press:
      guard let snapshot = model.snapshot else { return [] }
      let lines = lines(snapshot, model, width: rect.width)
      let index = event.y - rect.y + state.scroll.top
      guard lines.indices.contains(index), let assumption = lines[index].assumption else { return [] }
      if assumption == state.selected { return perform(.open, &state, &model) }
      state.selected = assumption
      return []
    default: return []
    }
  }
}
