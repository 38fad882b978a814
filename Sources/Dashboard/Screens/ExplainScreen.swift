import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct ExplainState: Sendable, Equatable {
  public var metric: MetricID
  var scroll = ScrollState()

  public init(metric: MetricID) { self.metric = metric }
}

/// How a figure came about: the only screen that speaks in statistical terms.
enum ExplainScreen: ScreenBehavior {
  static func title(_ state: ExplainState, _ model: Model) -> String {
    "\(Words.explain) \(Words.title(state.metric).lowercased())"
  }

  static func commands(_ state: ExplainState, _ model: Model) -> [Command] { [.copy] + ScrollState.commands }

  private struct Line {
    var label: String
    var text: String
    var role: Role
  }

  static func draw(_ state: ExplainState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let lines = lines(state, model, width: rect.width)
    for (index, line) in lines.dropFirst(state.scroll.top).prefix(rect.height).enumerated() {
      canvas.put(line.label, x: rect.x + 1, y: rect.y + index, style: look[.dim], width: labelWidth - 1)
      canvas.put(
        line.text, x: rect.x + 1 + labelWidth, y: rect.y + index, style: look[line.role],
        width: max(0, rect.width - labelWidth - 2))
    }
  }

  private static let labelWidth = 16

  private static func lines(_ state: ExplainState, _ model: Model, width: Int) -> [Line] {
    guard let snapshot = model.snapshot else { return [] }
    guard let explanation = snapshot.readings.explanation(of: state.metric) else {
      return [Line(label: "", text: "nothing to explain: no figure could be computed", role: .dim)]
    }
    let room = max(20, min(110, width - labelWidth - 3))
    func block(_ label: String, _ text: String, _ role: Role = .text) -> [Line] {
      TextFlow.wrap(text, width: room).enumerated().map {
        Line(label: $0.offset == 0 ? label : "", text: $0.element, role: role)
      }
    }
    var lines = block("figure", "\(explanation.title)  (definition \(explanation.version))", .strong)
    lines += block("definition", explanation.definition) + block("window", explanation.window)
    lines += block("formula", explanation.formula)
    lines += block("rows in", Numbers.whole(explanation.rowsIn))
    for (index, exclusion) in explanation.exclusions.enumerated() {
      lines += block(index == 0 ? "left out" : "", "\(Numbers.whole(exclusion.count))  \(exclusion.reason)")
    }
    for (index, assumption) in explanation.assumptions.enumerated() {
      lines += block(index == 0 ? "taken for granted" : "", assumption)
    }
    lines.append(Line(label: "", text: "", role: .text))
    let nameWidth = min(44, explanation.details.map { TextWidth.of($0.first ?? "") }.max() ?? 0)
    for detail in explanation.details where detail.count >= 2 {
      let gap = String(repeating: " ", count: max(0, nameWidth - TextWidth.of(detail[0])) + 2)
      lines.append(Line(label: "", text: detail[0] + gap + detail.dropFirst().joined(separator: "  "), role: .text))
    }
    lines += block("fresh", freshness(snapshot, model))
    return lines
  }

  private static func freshness(_ snapshot: Snapshot, _ model: Model) -> String {
    let newest = snapshot.facts.newestEvent
    let read = snapshot.sources.map(\.lastRead).filter(\.isKnown).max()
    let event = newest.isKnown ? "newest event \(Dates.moment(newest, snapshot))" : "no dated event"
    return event + (read.map { ", read \(Durations.ago(model.now, $0))" } ?? "")
  }

  static func perform(_ command: Command, _ state: inout ExplainState, _ model: inout Model) -> [Effect] {
    let rect = Frame(size: model.size, model: model).body
    let lines = lines(state, model, width: rect.width)
    if command == .copy { return [.copy(lines.map { "\($0.label)\t\($0.text)" }.joined(separator: "\n"))] }
    state.scroll.perform(command, lines: lines.count, height: rect.height)
    return []
  }

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout ExplainState, _ model: inout Model
  ) -> [Effect] {
    switch event.kind {
    case .wheelUp: perform(.up, &state, &model)
    case .wheelDown: perform(.down, &state, &model)
    default: []
    }
  }
}
