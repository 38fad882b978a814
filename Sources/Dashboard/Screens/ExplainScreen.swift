import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct ExplainState: Sendable, Equatable {
  /// The metric whose figure is explained.
  public var metric: MetricID
  var scroll = ScrollState()

  /// The explanation of a metric, from its beginning.
  public init(metric: MetricID) { self.metric = metric }
}

/// How a figure came about: the only screen that speaks in statistical terms.
enum ExplainScreen: ScreenBehavior {
  static func title(_ state: ExplainState, _ model: Model) -> String {
    "\(Words.explain) \(Words.title(state.metric).lowercased())"
  }

  static func commands(_ state: ExplainState, _ model: Model) -> [Command] { [.copy, .export] + ScrollState.commands }

  /// A line of the screen: a label on the left, what it says on the right.
  struct Line: Equatable {
    var label: String
    var text: String
    var role: Role = .text
    /// Columns that the text begins further right.
    var indent = 0
  }

  private static let labelWidth = 19
  /// Longer lines are hard to read.
  private static let widest = 110

  static func draw(_ state: ExplainState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let lines = lines(state, model, width: rect.width)
    var scroll = state.scroll
    scroll.clamp(lines: lines.count, height: rect.height)
    let left = labelWidth(rect.width)
    for (index, line) in lines.dropFirst(scroll.top).prefix(rect.height).enumerated() {
      canvas.put(line.label, x: rect.x + 1, y: rect.y + index, style: look[.dim], width: rect.width - 3)
      canvas.put(
        line.text, x: rect.x + 1 + left + line.indent, y: rect.y + index, style: look[line.role],
        width: max(0, rect.width - left - line.indent - 4))
    }
    scroll.drawBar(in: rect, lines: lines.count, look, &canvas)
  }

  /// Narrow screens put the text below its label.
  private static func labelWidth(_ width: Int) -> Int { width < 60 ? 2 : labelWidth }

  /// Everything the screen says at this width.
  static func lines(_ state: ExplainState, _ model: Model, width: Int) -> [Line] {
    guard let snapshot = model.snapshot else { return [] }
    guard let explanation = snapshot.readings.explanation(of: state.metric) else {
      let missing = PanelCatalog.missing(state.metric, snapshot) ?? ExplainWords.noFigure
      return block(ExplainWords.figure, Words.title(state.metric), width, .strong)
        + block(Numbers.nothing, missing, width)
    }
    return facts(explanation, model.query.filterText, width) + leftOut(explanation, width)
      + workingHours(state.metric, snapshot.profile, width) + limits(state.metric, snapshot, width)
      + block(ExplainWords.fresh, freshness(snapshot, model), width) + statistics(explanation, width)
  }

  /// Whose hours count, for figures in working time.
  private static func workingHours(_ metric: MetricID, _ profile: Profile, _ width: Int) -> [Line] {
    let kept = CalendarText.kept(profile)
    guard metric == .leadResponse, !profile.hours.assumed || !kept.isEmpty else { return [] }
    let own = HoursText.text(profile.hours)
    guard !kept.isEmpty else { return block(SourcesWords.hours, own, width) }
    let lines = kept.map { "\($0.by): \($0.hours)" } + [ExplainWords.others(own), CalendarText.rule]
    return lines.enumerated().flatMap { block($0.offset == 0 ? SourcesWords.hours : "", $0.element, width) }
  }

  /// What rules hold the figure to, and where that comes from.
  private static func limits(_ metric: MetricID, _ snapshot: Snapshot, _ width: Int) -> [Line] {
    let rules = snapshot.alerts.entries.filter { $0.finding.rule.request.metric == metric && $0.key.scope == .all }
    let sources = metric == .leadResponse ? AnswerLimitText.lines(snapshot.profile) : []
    let lines =
      sources
      + rules.flatMap { entry in
        let pauses = snapshot.words(entry).pauses(snapshot).map { [ExplainWords.pauses($0)] } ?? []
        return ["\(entry.finding.rule.title): \(AlertText(entry, snapshot).limits)"] + pauses
      }
    return lines.enumerated().flatMap { block($0.offset == 0 ? ExplainWords.limits : "", $0.element, width) }
  }

  private static func facts(_ explanation: Explanation, _ filter: String, _ width: Int) -> [Line] {
    block(
      ExplainWords.figure, "\(explanation.title)  (\(ExplainWords.definition) \(explanation.version))", width, .strong)
      + block(ExplainWords.definition, explanation.definition, width)
      + block(ExplainWords.window, explanation.window, width)
      + block(Words.filterLabel, filter.isEmpty ? Words.none : filter, width)
      + block(ExplainWords.formula, explanation.formula, width)
  }

  private static func leftOut(_ explanation: Explanation, _ width: Int) -> [Line] {
    var lines = block(ExplainWords.rowsIn, Numbers.whole(explanation.rowsIn), width)
    let counts = explanation.exclusions.map { Numbers.whole($0.count) }
    let columns = counts.map(TextWidth.of).max() ?? 0
    for (index, exclusion) in explanation.exclusions.enumerated() {
      let gap = String(repeating: " ", count: columns - TextWidth.of(counts[index]))
      lines += block(
        index == 0 ? ExplainWords.leftOut : "", "\(exclusion.reason)", width, prefix: "\(gap)\(counts[index])  ")
    }
    if explanation.exclusions.isEmpty { lines += block(ExplainWords.leftOut, SourcesWords.none, width) }
    for (index, assumption) in explanation.assumptions.enumerated() {
      lines += block(index == 0 ? ExplainWords.assumptions : "", assumption, width)
    }
    return lines
  }

  /// Name and value side by side where all of them fit, else the value below its name.
  private static func statistics(_ explanation: Explanation, _ width: Int) -> [Line] {
    let pairs = explanation.details.filter { !$0.isEmpty }.map { ($0[0], $0.dropFirst().joined(separator: "  ")) }
    guard !pairs.isEmpty else { return [] }
    let room = room(width)
    let name = pairs.map { TextWidth.of($0.0) }.max() ?? 0
    let isWide = pairs.allSatisfy { name + 2 + TextWidth.of($0.1) <= room }
    var lines = [Line(label: "", text: "")]
    for (index, pair) in pairs.enumerated() {
      let label = index == 0 ? ExplainWords.statistics : ""
      if isWide {
        let gap = String(repeating: " ", count: name + 2 - TextWidth.of(pair.0))
        lines += labelled(label, [Line(label: "", text: pair.0 + gap + pair.1)], width)
      } else {
        let values = TextFlow.wrap(pair.1, width: max(8, room - 2)).map { Line(label: "", text: $0, indent: 2) }
        let names = TextFlow.wrap(pair.0, width: room).map { Line(label: "", text: $0, role: .dim) }
        lines += labelled(label, names + values, width)
      }
    }
    return lines
  }

  private static func room(_ width: Int) -> Int { max(16, min(widest, width - labelWidth(width) - 4)) }

  /// A label with wrapped text; what stands before the text is not repeated, the text stays behind it.
  private static func block(
    _ label: String, _ text: String, _ width: Int, _ role: Role = .text, prefix: String = ""
  ) -> [Line] {
    let indent = TextWidth.of(prefix)
    let lines = TextFlow.wrap(text, width: max(8, room(width) - indent)).enumerated().map { index, part in
      index == 0
        ? Line(label: "", text: prefix + part, role: role) : Line(label: "", text: part, role: role, indent: indent)
    }
    return labelled(label, lines, width)
  }

  private static func labelled(_ label: String, _ lines: [Line], _ width: Int) -> [Line] {
    guard !label.isEmpty else { return lines }
    if labelWidth(width) < labelWidth { return [Line(label: label, text: "")] + lines }
    var labelled = lines
    if !labelled.isEmpty { labelled[0].label = label }
    return labelled
  }

  private static func freshness(_ snapshot: Snapshot, _ model: Model) -> String {
    let newest = snapshot.facts.newestEvent
    let read = snapshot.sources.map(\.lastRead).filter(\.isKnown).max()
    let day = Dates.moment(newest, snapshot, precision: snapshot.eventPrecision)
    return ExplainWords.freshness(
      event: newest.isKnown ? (day, Durations.ago(model.now, newest)) : nil,
      read: read.map { Durations.ago(model.now, $0) })
  }

  static func perform(_ command: Command, _ state: inout ExplainState, _ model: inout Model) -> [Effect] {
    let rect = Frame(size: model.size, model: model).body
    let lines = lines(state, model, width: rect.width)
    if command == .copy {
      let text = lines.map { [$0.label, $0.text].filter { !$0.isEmpty }.joined(separator: "\t") }
      return model.copy(text.joined(separator: "\n"))
    }
    if command == .export {
      let table = ScreenExport.lines(lines.map { ($0.label, $0.text) })
      return model.write(table, named: ListExport.fileName(title(state, model), model))
    }
    state.scroll.perform(command, lines: lines.count, height: rect.height)
    return []
  }

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout ExplainState, _ model: inout Model
  ) -> [Effect] {
    _ = state.scroll.follow(event, in: rect, lines: lines(state, model, width: rect.width).count, &model)
    return []
  }
}
