import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct SourcesState: Sendable, Equatable {
  /// The assumption that Enter corrects.
  var selected = Assumption.stages
  var scroll = ScrollState()

  /// The screen from its beginning.
  public init() {}

  /// What is taken for granted until somebody says otherwise.
  enum Assumption: Int, CaseIterable, Sendable { case stages, won, lost, hours }
}

/// Where the data comes from: rows, freshness, rows set aside with reasons, and what was assumed about them.
enum SourcesScreen: ScreenBehavior {
  static func title(_ state: SourcesState, _ model: Model) -> String { Words.sources }

  static func commands(_ state: SourcesState, _ model: Model) -> [Command] { [.open, .export] + ScrollState.commands }

  static func draw(_ state: SourcesState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let snapshot = model.snapshot else { return OverviewLoading.draw(model, rect, look, &canvas) }
    let text = SourcesText(snapshot, model, width: rect.width)
    var scroll = state.scroll
    scroll.clamp(lines: text.lines.count, height: rect.height)
    for (index, line) in text.lines.dropFirst(scroll.top).prefix(rect.height).enumerated() {
      let y = rect.y + index
      let left = rect.x + 1 + text.labelWidth
      canvas.put(line.label, x: rect.x + 1, y: y, style: look[.dim], width: rect.width - 2)
      canvas.put(line.text, x: left, y: y, style: look[line.role], width: max(0, rect.maxX - left - 2))
      guard line.assumption == state.selected else { continue }
      canvas.restyle(Rect(x: rect.x, y: y, width: rect.width - 1, height: 1)) { _ in look[.selection] }
    }
    scroll.drawBar(in: rect, lines: text.lines.count, look, &canvas)
  }

  // MARK: - Keys

  static func perform(_ command: Command, _ state: inout SourcesState, _ model: inout Model) -> [Effect] {
    guard let snapshot = model.snapshot else { return [] }
    switch command {
    case .open:
      model.prompt = Prompt(
        kind: .screen, label: label(state.selected), text: ProfileCorrection.text(state.selected, snapshot.profile),
        hint: ProfileCorrection.hint(state.selected, snapshot.profile))
    case .export:
      return model.write(ScreenExport.sources(snapshot), named: ListExport.fileName(Words.sources, model))
    case .up, .down: step(command, &state, model, snapshot)
    default:
      let rect = Frame(size: model.size, model: model).body
      let text = SourcesText(snapshot, model, width: rect.width)
      state.scroll.perform(command, lines: text.lines.count, height: rect.height)
    }
    return []
  }

  /// To the next thing that can be corrected; past the last of them the text is scrolled.
  private static func step(
    _ command: Command, _ state: inout SourcesState, _ model: Model, _ snapshot: Snapshot
  ) {
    let rect = Frame(size: model.size, model: model).body
    let text = SourcesText(snapshot, model, width: rect.width)
    let next = SourcesState.Assumption(rawValue: state.selected.rawValue + (command == .up ? -1 : 1))
    guard let next, let range = text.range(of: next) else {
      state.scroll.perform(command, lines: text.lines.count, height: rect.height)
      return
    }
    state.selected = next
    state.scroll.show(range, lines: text.lines.count, height: rect.height)
  }

  private static func label(_ assumption: SourcesState.Assumption) -> String {
    switch assumption {
    case .stages: "stages"
    case .won: "won"
    case .lost: "lost"
    case .hours: "hours"
    }
  }

  /// Says at each key what is wrong; on Enter a line that cannot be taken over stays to be mended.
  static func typed(
    _ prompt: Prompt, isFinal: Bool, _ state: inout SourcesState, _ model: inout Model
  ) -> [Effect] {
    guard let snapshot = model.snapshot else { return [] }
    guard prompt.text != prompt.original else {
      model.prompt?.hint = ProfileCorrection.hint(state.selected, snapshot.profile)
      return []
    }
    switch ProfileCorrection.apply(prompt.text, to: state.selected, of: snapshot.profile) {
    case .success(let corrected):
      if isFinal { return [.correctProfile(corrected)] }
      let doubt = ProfileCorrection.unknown(prompt.text, state.selected, known: snapshot.names[.stage] ?? [])
      model.prompt?.hint = doubt ?? SourcesWords.enterTakesOver
    case .failure(let problem):
      if isFinal {
        model.prompt = Prompt(kind: .screen, label: label(state.selected), text: prompt.text, hint: problem.text)
      } else {
        model.prompt?.hint = problem.text
      }
    }
    return []
  }

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout SourcesState, _ model: inout Model
  ) -> [Effect] {
    guard let snapshot = model.snapshot else { return [] }
    let text = SourcesText(snapshot, model, width: rect.width)
    if state.scroll.follow(event, in: rect, lines: text.lines.count, &model) { return [] }
    let index = event.y - rect.y + state.scroll.top
    guard event.kind == .press, text.lines.indices.contains(index), let assumption = text.lines[index].assumption
    else { return [] }
    if assumption == state.selected { return perform(.open, &state, &model) }
    state.selected = assumption
    return []
  }
}
