import Cells
import Domain
import MetricEngine

/// One element in plain words, a line a figure: what it is, how sure, what it was, what the others have, how it stands.
struct ElementLines {
  private let element: PartFigures
  private let people: People
  private let snapshot: Snapshot

  init(_ element: PartFigures, _ people: People, _ snapshot: Snapshot) {
    (self.element, self.people, self.snapshot) = (element, people, snapshot)
  }

  /// Rows that it takes: a title and a line for each figure.
  static let rows = MetricID.allCases.count + 1
  private static let labelWidth = 17

  private var name: String { DimensionWords.name(people.dimension, element.name) }

  func draw(_ hint: String, in rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let rule = String(repeating: look.mark(.horizontal), count: max(0, rect.width))
    canvas.put(rule, x: rect.x, y: rect.y, style: look[.border], width: rect.width)
    canvas.put(" \(name) ", x: rect.x + 1, y: rect.y, style: look[.title], width: rect.width - 2)
    if rect.width > 60 { canvas.putRight(" \(hint) ", endingAt: rect.maxX - 1, y: rect.y, style: look[.dim]) }
    let isNarrow = rect.width < 70
    for (offset, metric) in MetricID.allCases.enumerated() where offset + 1 < rect.height {
      let label = ElementWords.label(metric, isNarrow: isNarrow)
      let indent = isNarrow ? 11 : Self.labelWidth
      canvas.put(label, x: rect.x, y: rect.y + offset + 1, style: look[.dim], width: indent - 1)
      let room = Rect(x: rect.x + indent, y: rect.y + offset + 1, width: rect.width - indent, height: 1)
      line(metric, look).draw(in: room, look, &canvas)
    }
  }

  private func line(_ metric: MetricID, _ look: Look) -> RichLine {
    let words = ElementWords(metric, element, snapshot)
    let standing = standing(metric)
    let others = standing.others.map { [Span.dim(PeopleWords.others(Numbers.percent($0)))] }
    return RichLine(
      [
        [words.isDim ? .dim(words.sentence) : .strong(words.sentence)],
        words.isDim ? nil : words.basis.map { [.dim($0)] },
        words.likely.map { [.dim($0)] }, words.items.map { [.plain($0)] }, others, words.was.map { [.dim($0)] },
      ], right: Self.state(standing, look))
  }

  private func standing(_ metric: MetricID) -> ElementStanding {
    ElementStanding(
      metric, element.figures[metric], beside: people.elements.compactMap { $0.figures[metric] }, snapshot)
  }

  /// "■ CRITICAL", "▼ worse than the others".
  static func state(_ standing: ElementStanding, _ look: Look) -> RichLine.Segment {
    if case .breach = standing.verdict { return PanelFrame.state(standing.verdict, look) }
    switch standing.difference {
    case .worse: return [.strong("\(look.mark(.falling)) \(PeopleWords.worse)")]
    case .better: return [.plain("\(look.mark(.rising)) \(PeopleWords.better)")]
    case nil: return standing.verdict == .ok ? PanelFrame.state(.ok, look) : []
    }
  }

  /// All of it as text, for the clipboard.
  var text: String {
    let lines = MetricID.allCases.map { "\(Words.title($0)): \(line($0, .plain).text)" }
    return ([name] + lines).joined(separator: "\n")
  }
}
