import Cells
import Domain
import MetricEngine

/// The events of a record as lines, latest first, with the silences between them.
struct RecordHistory {
  /// A line of the history.
  enum Line: Equatable {
    case event(TimelineEvent)
    /// So many days without anything.
    case silence(Double)
  }

  /// Longer stretches than this are worth a line.
  static let silentDays = 14.0

  let lines: [Line]
  private let snapshot: Snapshot
  private let precision: TimePrecision

  /// - Parameter until: until when something could have happened; ``Instant/never`` where it is over.
  init(_ events: [TimelineEvent], until: Instant, _ snapshot: Snapshot, precision: TimePrecision) {
    self.snapshot = snapshot
    self.precision = precision
    var lines: [Line] = []
    var later = until
    for event in events.reversed() {
      if later.isKnown, event.at.isKnown {
        let days = Double(later.since(event.at)) / Double(Instant.day)
        if days > Self.silentDays { lines.append(.silence(days)) }
      }
      lines.append(.event(event))
      if event.at.isKnown { later = event.at }
    }
    self.lines = lines
  }

  func draw(from top: Int, in rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    if lines.isEmpty {
      canvas.put(RecordWords.nothingRecorded, x: rect.x + 1, y: rect.y, style: look[.dim], width: rect.width - 1)
    }
    for (index, line) in lines.dropFirst(top).prefix(rect.height).enumerated() {
      let row = Rect(x: rect.x + 1, y: rect.y + index, width: rect.width - 2, height: 1)
      switch line {
      case .silence(let days):
        let rule = String(repeating: look.mark(.horizontal), count: 3)
        canvas.put(
          "\(rule) \(RecordWords.nothing(for: Ages.days(days)))", x: row.x, y: row.y, style: look[.dim],
          width: row.width)
      case .event(let event): draw(event, row, look, &canvas)
      }
    }
  }

  private func draw(_ event: TimelineEvent, _ row: Rect, _ look: Look, _ canvas: inout Canvas) {
    let isNarrow = row.width < 50
    let when = time(event, isShort: isNarrow)
    let column = min(isNarrow ? 13 : 22, row.width / 2)
    canvas.put(when, x: row.x, y: row.y, style: look[.dim], width: column - 1)
    let deviation = event.deviation.map { "\(look.mark(.warning)) \(RemarkWords.text($0))" }
    let line = RichLine([
      [Span(text: EventWords.text(event, snapshot), role: event.kind == .activity ? .text : .strong)],
      deviation.map { [Span(text: $0, role: .breaching)] },
      event.who.isEmpty ? nil : [.dim(event.who)],
    ])
    line.draw(
      in: Rect(x: row.x + column, y: row.y, width: row.width - column, height: 1), look, &canvas)
  }

  private func time(_ event: TimelineEvent, isShort: Bool) -> String {
    guard isShort else { return Dates.moment(event.at, snapshot, precision: precision) }
    let day = Dates.short(event.at, snapshot, precision: precision)
    // Of another year there is room for the day only.
    guard event.at.isKnown, precision == .second, day.count <= 6 else { return day }
    return "\(day) \(Dates.time(event.at, snapshot))"
  }
}
