import Cells
import Domain
import MetricEngine

/// Draws one record: what it is, what is wrong with it, its way as a picture, its history and all that is stored.
/// Opportunities and leads share it.
struct RecordView {
  var head: RecordHead
  var lane: StageLane?
  var history: RecordHistory
  var pages: RecordPages

  /// From this width on history and record stand side by side.
  private static let twoColumns = 96
  /// The lane, its legend and the empty rows around them.
  private static let laneRows = 7
  private static let labelWidth = 21

  /// Where everything stands.
  struct Layout {
    var head: Rect
    var lane: Rect?
    var history: Rect?
    var record: Rect?
  }

  func layout(_ rect: Rect) -> Layout {
    let inner = Rect(x: rect.x + 1, y: rect.y, width: rect.width - 2, height: rect.height)
    // At least half of a low screen is for what happened.
    let limit = max(2, rect.height - (rect.height < 14 ? 4 : rect.height / 3))
    var probe = Canvas(size: Size(width: max(1, inner.width), height: max(1, limit)))
    let rows = head.draw(in: Rect(x: 0, y: 0, width: inner.width, height: limit), Look.plain, &probe)
    var top = rect.y + rows
    var laneRect: Rect?
    if lane != nil, rect.maxY - top >= Self.laneRows + 4 {
      laneRect = Rect(x: inner.x, y: top + 1, width: inner.width, height: Self.laneRows - 2)
      top += Self.laneRows
    } else if rect.maxY - top > 6 {
      top += 1
    }
    let parts = Rect(x: inner.x, y: top, width: inner.width, height: max(0, rect.maxY - top))
    let head = Rect(x: inner.x, y: rect.y, width: inner.width, height: rows)
    guard inner.width < Self.twoColumns else {
      let left = parts.width * 11 / 20
      return Layout(
        head: head, lane: laneRect, history: Rect(x: parts.x, y: parts.y, width: left, height: parts.height),
        record: Rect(x: parts.x + left + 2, y: parts.y, width: parts.width - left - 2, height: parts.height))
    }
    let isHistory = pages.part == .history
    return Layout(head: head, lane: laneRect, history: isHistory ? parts : nil, record: isHistory ? nil : parts)
  }

  func draw(_ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let layout = layout(rect)
    _ = head.draw(in: layout.head, look, &canvas)
    if let link = pages.link, let name = head.title.first {
      canvas.link(link, x: layout.head.x, y: layout.head.y, width: min(layout.head.width, name.width))
    }
    if let lane, let part = layout.lane { draw(lane, part, look, &canvas) }
    if let part = layout.history {
      let other = layout.record == nil ? RecordWords.tabRecord : ""
      let inside = title(RecordWords.history, .history, other, part, history.lines.count, look, &canvas)
      history.draw(from: pages.part == .history ? pages.scroll.top : 0, in: inside, look, &canvas)
    }
    if let part = layout.record { drawRecord(part, isAlone: layout.history == nil, look, &canvas) }
  }

  /// How far the part with the keys can be scrolled: its lines, and the rows it has for them.
  func extent(_ rect: Rect) -> (lines: Int, height: Int) {
    lines(pages.part, rect).map { ($0.count, max(1, $0.inside.height)) } ?? (0, 1)
  }

  /// Lines of a part, and where they stand with their bar; nil where the part is not shown.
  func lines(_ part: RecordPages.Part, _ rect: Rect) -> (count: Int, inside: Rect)? {
    let layout = layout(rect)
    guard let place = part == .history ? layout.history : layout.record else { return nil }
    let count = part == .history ? history.lines.count : recordLines(width: place.width).count
    return (count, Self.inside(place))
  }

  /// What is below the title of a part.
  private static func inside(_ part: Rect) -> Rect {
    Rect(x: part.x, y: part.y + 1, width: part.width, height: max(0, part.height - 1))
  }

  /// The part that a click meant.
  func part(atX x: Int, _ y: Int, _ rect: Rect) -> RecordPages.Part? {
    let layout = layout(rect)
    if layout.history?.contains(x: x, y: y) == true { return .history }
    return layout.record?.contains(x: x, y: y) == true ? .record : nil
  }

  // MARK: - Pieces

  private func draw(_ lane: StageLane, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    lane.draw(in: Rect(x: rect.x, y: rect.y, width: rect.width, height: 4), on: &canvas, look: look)
    var legend: [RichLine.Segment] = []
    let shade = look.glyphs == .ascii ? "." : "\u{2591}"
    if !lane.activities.isEmpty {
      legend.append([Span(text: look.mark(.crosshair), role: .series), .dim(" \(RecordWords.activity)")])
    }
    if !lane.silences.isEmpty {
      legend.append([.dim("\(shade) \(RecordWords.silent(over: Durations.days(RecordHistory.silentDays)))")])
    }
    if lane.visits.contains(where: \.isDeviation) {
      legend.append([Span(text: look.mark(.full), role: .barPast), .dim(" \(RecordWords.offProcess)")])
    }
    let below = Rect(x: rect.x, y: rect.y + 4, width: rect.width, height: 1)
    RichLine(legend).draw(in: below, look, &canvas)
  }

  /// The line above a part; returns what is below it.
  private func title(
    _ text: String, _ part: RecordPages.Part, _ hint: String, _ rect: Rect, _ lines: Int, _ look: Look,
    _ canvas: inout Canvas
  ) -> Rect {
    let isActive = pages.part == part
    let rule = String(repeating: look.mark(.horizontal), count: max(0, rect.width))
    canvas.put(rule, x: rect.x, y: rect.y, style: look[isActive ? .focus : .border], width: rect.width)
    canvas.put(" \(text) ", x: rect.x + 1, y: rect.y, style: look[.title], width: rect.width - 2)
    if !hint.isEmpty, rect.width > 30 {
      canvas.putRight(" \(hint) ", endingAt: rect.maxX - 1, y: rect.y, style: look[.dim])
    }
    let inside = Self.inside(rect)
    let scroll = isActive ? pages.scroll : ScrollState()
    scroll.drawBar(in: inside, lines: lines, look, &canvas)
    return inside
  }

  private func drawRecord(_ rect: Rect, isAlone: Bool, _ look: Look, _ canvas: inout Canvas) {
    let lines = recordLines(width: rect.width)
    let name = RecordWords.record(hasNotes: !pages.notes.isEmpty)
    let inside = title(name, .record, isAlone ? RecordWords.tabHistory : "", rect, lines.count, look, &canvas)
    if lines.isEmpty {
      canvas.put(RecordWords.nothingElse, x: inside.x + 1, y: inside.y, style: look[.dim], width: inside.width - 1)
    }
    let top = pages.part == .record ? pages.scroll.top : 0
    for (index, line) in lines.dropFirst(top).prefix(inside.height).enumerated() {
      let y = inside.y + index
      canvas.put(line.label, x: inside.x + 1, y: y, style: look[.dim], width: labelWidth(inside.width) - 1)
      canvas.put(
        line.text, x: inside.x + 1 + labelWidth(inside.width), y: y, style: look[line.isNote ? .strong : .text],
        width: max(0, inside.width - labelWidth(inside.width) - 3))
      if let link = pages.link, line.isLink {
        canvas.link(link, x: inside.x + 1 + labelWidth(inside.width), y: y, width: TextWidth.of(line.text))
      }
    }
  }

  private func labelWidth(_ width: Int) -> Int { min(Self.labelWidth, width / 2) }

  private struct RecordLine {
    var label: String
    var text: String
    var isNote: Bool
    var isLink = false
  }

  private func recordLines(width: Int) -> [RecordLine] {
    let room = max(8, width - labelWidth(width) - 3)
    func lines(_ label: String, _ text: String, isNote: Bool) -> [RecordLine] {
      TextFlow.wrap(text, width: room).enumerated().map {
        RecordLine(
          label: $0.offset == 0 ? label : "", text: $0.element, isNote: isNote, isLink: !isNote && label == "link")
      }
    }
    return pages.notes.reversed().flatMap { lines(Words.noteLabel, $0, isNote: true) }
      + pages.details.filter { $0.count == 2 }.flatMap { lines($0[0], $0[1], isNote: false) }
  }
}
