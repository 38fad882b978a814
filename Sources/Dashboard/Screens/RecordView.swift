import Cells
import Domain
import MetricEngine

/// Draws one record: what it is, what is wrong with it, its way as a picture, its history and all that is stored.
/// Opportunities and leads share it.
struct RecordView {
  /// A piece of a line and how it looks.
  struct Piece {
    var text: String
    var role: Role
    init(_ text: String, _ role: Role = .text) {
      self.text = text
      self.role = role
    }
  }

  /// Lines on top, each made of pieces.
  var head: [[Piece]]
  /// What is wrong, worst first.
  var problems: [String]
  var lane: StageLane?
  var events: [TimelineEvent]
  var pages: RecordPages
  var snapshot: Snapshot
  /// Precision of the events' times.
  var precision: TimePrecision

  private static let twoColumns = 96

  func draw(_ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    var y = rect.y
    for line in head where y < rect.maxY {
      var x = rect.x + 1
      for piece in line where !piece.text.isEmpty {
        x += canvas.put(piece.text, x: x, y: y, style: look[piece.role], width: max(0, rect.maxX - x)) + 2
      }
      y += 1
    }
    for problem in problems.prefix(max(1, rect.height / 6)) where y < rect.maxY {
      canvas.put(look.mark(.warning), x: rect.x + 1, y: y, style: look[.warning])
      canvas.put(problem, x: rect.x + 3, y: y, style: look[.strong], width: rect.width - 4)
      y += 1
    }
    if let lane, rect.maxY - y > 10 {
      lane.draw(in: Rect(x: rect.x + 1, y: y + 1, width: rect.width - 2, height: 4), on: &canvas, look: look)
      y += 6
    } else {
      y += 1
    }
    drawParts(Rect(x: rect.x + 1, y: y, width: rect.width - 2, height: rect.maxY - y), look, &canvas)
  }

  /// Lines that the parts below the head have for themselves; a guess that is never too small for scrolling.
  func linesOfPart(width: Int) -> Int { pages.part == .history ? events.count : recordLines(width: width / 2).count }

  private func drawParts(_ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard rect.height > 1 else { return }
    guard rect.width >= Self.twoColumns else {
      pages.part == .history
        ? drawHistory(rect, isActive: true, look, &canvas) : drawRecord(rect, isActive: true, look, &canvas)
      return
    }
    let left = rect.width * 11 / 20
    drawHistory(
      Rect(x: rect.x, y: rect.y, width: left, height: rect.height), isActive: pages.part == .history, look, &canvas)
    drawRecord(
      Rect(x: rect.x + left + 2, y: rect.y, width: rect.width - left - 2, height: rect.height),
      isActive: pages.part == .record, look, &canvas)
  }

  private func title(_ text: String, _ rect: Rect, isActive: Bool, _ look: Look, _ canvas: inout Canvas) {
    let line = look[isActive ? .focus : .border]
    canvas.fill(rect.row(0), style: line, scalar: look.glyphs == .ascii ? 0x2D : 0x2500)
    canvas.put(" \(text) ", x: rect.x + 1, y: rect.y, style: look[.title])
  }

  private func drawHistory(_ rect: Rect, isActive: Bool, _ look: Look, _ canvas: inout Canvas) {
    title("history, latest first", rect, isActive: isActive, look, &canvas)
    let top = isActive ? pages.top : 0
    for (line, event) in events.reversed().dropFirst(top).prefix(rect.height - 1).enumerated() {
      drawEvent(event, Rect(x: rect.x, y: rect.y + 1 + line, width: rect.width, height: 1), look, &canvas)
    }
  }

  private func drawEvent(_ event: TimelineEvent, _ row: Rect, _ look: Look, _ canvas: inout Canvas) {
    let when = Dates.moment(event.at, snapshot, precision: precision)
    canvas.put(when, x: row.x + 1, y: row.y, style: look[.dim], width: min(21, row.width))
    var x = row.x + 23
    let role: Role = event.kind == .activity ? .text : .strong
    x += canvas.put(EventWords.text(event), x: x, y: row.y, style: look[role], width: max(0, row.maxX - x)) + 2
    if !event.deviation.isEmpty {
      let text = "\(look.mark(.warning)) \(event.deviation)"
      x += canvas.put(text, x: x, y: row.y, style: look[.warning], width: max(0, row.maxX - x)) + 2
    }
    if !event.who.isEmpty, x < row.maxX {
      canvas.put(event.who, x: x, y: row.y, style: look[.dim], width: max(0, row.maxX - x))
    }
  }

  private func drawRecord(_ rect: Rect, isActive: Bool, _ look: Look, _ canvas: inout Canvas) {
    title(pages.notes.isEmpty ? "record" : "record and notes", rect, isActive: isActive, look, &canvas)
    let top = isActive ? pages.top : 0
    for (line, pieces) in recordLines(width: rect.width).dropFirst(top).prefix(rect.height - 1).enumerated() {
      let y = rect.y + 1 + line
      canvas.put(pieces.0, x: rect.x + 1, y: y, style: look[.dim], width: 20)
      canvas.put(pieces.1, x: rect.x + 22, y: y, style: look[.text], width: max(0, rect.width - 22))
    }
  }

  private func recordLines(width: Int) -> [(String, String)] {
    let room = max(10, width - 22)
    var lines: [(String, String)] = []
    for note in pages.notes {
      for (index, line) in TextFlow.wrap(note, width: room).enumerated() { lines.append((index == 0 ? "note" : "", line)) }
    }
    for detail in pages.details where detail.count == 2 {
      for (index, line) in TextFlow.wrap(detail[1], width: room).enumerated() {
        lines.append((index == 0 ? detail[0] : "", line))
      }
    }
    return lines
  }
}

/// What a line of a history says.
enum EventWords {
  static func text(_ event: TimelineEvent) -> String {
    switch event.kind {
    case .created: event.text.isEmpty ? "created" : event.text
    case .assigned: "given an owner"
    case .answered: "first answer"
    case .qualified: "qualified"
    case .disqualified: "disqualified"
    case .stage: event.text
    case .activity: event.text
    case .won: "won"
    case .lost: event.text.isEmpty ? "lost" : "lost: \(event.text)"
    }
  }
}
