import Cells
import Domain
import MetricEngine

/// The top of the sheet of a rep: the five figures against the middle half of those beside, and what changed.
struct RepHead {
  private let state: RepState
  private let model: Model
  private let snapshot: Snapshot

  init(_ state: RepState, _ model: Model, _ snapshot: Snapshot) {
    (self.state, self.model, self.snapshot) = (state, model, snapshot)
  }

  /// A title, the figures, what changed.
  static let rows = MetricID.allCases.count + 2
  private static let labelWidth = 17
  /// From this width on a picture shows where the middle half lies.
  private static let pictured = 130
  private static let pictureWidth = 24

  /// "team3": those the rep is compared with.
  private var besides: String { state.scope.outer?.names.last ?? PeopleWords.allReps }

  func draw(in rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    title(look).draw(in: rect.row(0), look, &canvas)
    let isNarrow = rect.width < 70
    let indent = isNarrow ? 11 : Self.labelWidth
    for (offset, metric) in MetricID.allCases.enumerated() {
      let row = rect.row(offset + 1)
      canvas.put(
        ElementWords.label(metric, isNarrow: isNarrow), x: row.x, y: row.y, style: look[.dim],
        width: row.height == 0 ? 0 : indent - 1)
      var room = Rect(x: row.x + indent, y: row.y, width: row.width - indent, height: row.height)
      if rect.width >= Self.pictured {
        let picture = Rect(x: room.maxX - Self.pictureWidth, y: row.y, width: Self.pictureWidth, height: row.height)
        draw(metric, picture, look, &canvas)
        room.width -= Self.pictureWidth + 2
      }
      line(metric, look)?.draw(in: room, look, &canvas)
    }
    changes(width: rect.width).draw(in: rect.row(MetricID.allCases.count + 1), look, &canvas)
  }

  private func title(_ look: Look) -> RichLine {
    let name = DimensionWords.name(.rep, state.name)
    let places = (state.scope.outer?.names ?? []).joined(separator: ", ")
    let middle = PeopleWords.against(besides)
    let standing = state.people.flatMap { people in
      state.element.map { ElementState($0, beside: people.elements, snapshot).spans(look, isShort: false) }
    }
    return RichLine([[.strong(name)], places.isEmpty ? nil : [.plain(places)], standing], right: [.dim(middle)])
  }

  /// A figure with its basis and the middle half of all beside.
  private func line(_ metric: MetricID, _ look: Look) -> RichLine? {
    guard let people = state.people else { return metric == .leadResponse ? RichLine([[.dim(Words.reading)]]) : nil }
    guard let element = state.element else { return RichLine([[.dim(Numbers.nothing)]]) }
    let words = ElementWords(metric, element, snapshot)
    let standing = ElementStanding(
      metric, element.figures[metric], beside: people.elements.compactMap { $0.figures[metric] }, snapshot)
    return RichLine(
      [
        [words.isDim ? .dim(words.sentence) : .strong(words.sentence)],
        words.isDim ? nil : words.basis.map { [.dim($0)] },
        words.was.map { [.dim($0)] }, words.likely.map { [.dim($0)] }, ElementLines.state(standing, look),
      ], right: [.dim(middleHalf(metric, people))])
  }

  /// "middle half 40–55 %", or that there are too few to have one.
  private func middleHalf(_ metric: MetricID, _ people: People) -> String {
    guard let half = people.middleHalf(of: metric) else { return PeopleWords.tooFewReps }
    let range =
      metric == .activities
      ? Numbers.percentRange(half.low, half.high) : PanelWords.range(half.low, half.high, of: metric)
    return PeopleWords.middleHalf(range)
  }

  /// A line from the least to the greatest, the middle half thick, a dot for the rep.
  private func draw(_ metric: MetricID, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let people = state.people, let half = people.middleHalf(of: metric), half.greatest > half.least else {
      return
    }
    func x(_ value: Double) -> Int {
      let share = (value - half.least) / (half.greatest - half.least)
      return rect.x + Numbers.clamped((min(max(share, 0), 1) * Double(rect.width - 1)).rounded())
    }
    let thin = String(repeating: look.mark(.horizontal), count: rect.width)
    canvas.put(thin, x: rect.x, y: rect.y, style: look[.axis], width: rect.width)
    let thick = String(repeating: look.glyphs == .ascii ? "=" : "\u{2501}", count: x(half.high) - x(half.low) + 1)
    canvas.put(thick, x: x(half.low), y: rect.y, style: look[.bar])
    guard let row = state.element?.figures[metric], let own = People.compared(metric, row) else { return }
    canvas.put(look.mark(.point), x: x(own), y: rect.y, style: look[.strong])
  }

  private func changes(width: Int) -> RichLine {
    guard let changes = snapshot.changes, model.query.matches(snapshot.readings.query) else {
      return RichLine([[.dim(Words.reading)]])
    }
    let keys = ChangeWords.anyDay(key: model.keyMap.keyName(of: .changesSince))
    let words = ChangeWords.line(changes, snapshot, width: max(20, width - TextWidth.of(keys) - 3))
    return RichLine([[.plain(words)]], right: [.dim(keys)])
  }

  /// All of it as text, for the clipboard.
  var text: String {
    let lines = MetricID.allCases.compactMap { metric in
      line(metric, .plain).map { "\(Words.title(metric)): \($0.text)" }
    }
    return ([title(.plain).text] + lines + [changes(width: .max).text]).joined(separator: "\n")
  }
}
