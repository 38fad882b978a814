import AlertEngine
import Cells
import Domain

/// "What is wrong": the broken limits, worst first, or one line that says that none is.
enum OverviewFindings {
  static func draw(_ model: Model, _ layout: OverviewLayout, _ look: Look, _ canvas: inout Canvas) {
    guard let snapshot = model.snapshot else { return }
    switch layout.kind {
    case .wide, .medium: drawFramed(model, snapshot, layout, look, &canvas)
    case .narrow:
      for y in [layout.findings.y, layout.findings.maxY - 1] {
        let rule = Rect(x: layout.findings.x, y: y, width: layout.findings.width, height: 1)
        let line = String(repeating: look.mark(.horizontal), count: rule.width)
        canvas.put(line, x: rule.x, y: y, style: look[.border], ellipsis: false)
      }
      drawRows(model, snapshot, layout, look, &canvas)
      drawCalm(snapshot, layout, in: layout.findings.inset(1, 1), look, &canvas)
    case .tiny:
      drawRows(model, snapshot, layout, look, &canvas)
      drawCalm(snapshot, layout, in: layout.findings, look, &canvas)
    }
  }

  private static func drawFramed(
    _ model: Model, _ snapshot: Snapshot, _ layout: OverviewLayout, _ look: Look, _ canvas: inout Canvas
  ) {
    let broken = snapshot.breaches.count
    let more = broken - layout.findingRows.count
    let note = more > 0 ? "\(more) more (!)" : calmNote(snapshot)
    let inner = PanelFrame.draw(
      layout.findings, title: "! What is wrong", state: note.isEmpty ? [] : [.dim(note)], isSelected: false, look,
      &canvas)
    guard !layout.findingRows.isEmpty else { return drawCalm(snapshot, layout, in: inner, look, &canvas) }
    let columns = FindingColumns(width: inner.width)
    columns.drawTitles(in: inner.row(0), look, &canvas)
    drawRows(model, snapshot, layout, look, &canvas)
  }

  private static func drawRows(
    _ model: Model, _ snapshot: Snapshot, _ layout: OverviewLayout, _ look: Look, _ canvas: inout Canvas
  ) {
    for place in layout.findingRows {
      guard case .finding(let id) = place.part, let finding = snapshot.findings.first(where: { $0.id == id }) else {
        continue
      }
      let columns = layout.kind == .tiny ? nil : FindingColumns(width: place.rect.width - 2)
      let row = place.rect.inset(1, 0)
      if let columns {
        columns.draw(snapshot.words(finding), in: row, look, &canvas)
      } else {
        drawTiny(snapshot.words(finding), in: row, look, &canvas)
      }
      if model.overview.part == place.part { canvas.restyle(place.rect) { _ in look[.selection] } }
    }
  }

  /// One line where nothing else fits: glyph, figure, what.
  private static func drawTiny(_ words: FigureText, in row: Rect, _ look: Look, _ canvas: inout Canvas) {
    let verdict = PanelVerdict.breach(words.finding.severity)
    RichLine([
      PanelFrame.state(verdict, look, isShort: true)
        + [Span(text: " \(words.value)", role: .breaching), .plain(" \(words.what)")]
    ]).draw(in: row, look, &canvas)
  }

  /// Says that nothing is wrong, as far as can be judged.
  private static func drawCalm(
    _ snapshot: Snapshot, _ layout: OverviewLayout, in rect: Rect, _ look: Look, _ canvas: inout Canvas
  ) {
    guard layout.findingRows.isEmpty else { return }
    let judged = snapshot.findings.contains(where: \.isJudged)
    let unjudged = unjudgedTitles(snapshot)
    let glyph = judged ? PanelVerdict.ok : .noData
    var segments: [RichLine.Segment] = [
      [
        Span(text: look.mark(glyph.glyph), role: glyph.role),
        .plain(
          judged
            ? (unjudged.isEmpty ? " all five within limits" : " all that can be judged is within limits")
            : " nothing can be judged yet"),
      ]
    ]
    if !unjudged.isEmpty { segments.append([.dim("not judged: \(unjudged.joined(separator: ", "))")]) }
    RichLine(segments).draw(in: rect, look, &canvas)
  }

  /// Metrics that no rule could judge.
  private static func unjudgedTitles(_ snapshot: Snapshot) -> [String] {
    MetricID.allCases.compactMap { metric in
      switch PanelVerdict(metric, snapshot) {
      case .noData: "\(Words.title(metric)) (no data)"
      case .tooFew(let have, let need): "\(Words.title(metric)) (\(have) of \(need))"
      case .ok, .breach, .noLimit: nil
      }
    }
  }

  private static func calmNote(_ snapshot: Snapshot) -> String {
    guard let cleanUp = snapshot.findings.first(where: \.asksToCleanUp) else { return "" }
    let words = snapshot.words(cleanUp)
    return "clean up: \(words.value) \(words.what)"
  }
}

/// The columns of "What is wrong"; where there is little room the last ones go.
struct FindingColumns {
  private var what: Int
  private var nowEnd: Int
  private var limit: Int
  private var basis: Int?
  private var touches: Int?
  private var doNext: Int?
  private let width: Int

  init(width: Int) {
    self.width = width
    let isWide = width >= 120
    what = 7
    nowEnd = what + (isWide ? 40 : width >= 90 ? 34 : 27) + 8
    limit = nowEnd + 2
    var x = limit + (width >= 90 ? 13 : 11)
    if width >= 140 {
      basis = x
      x += 19
    }
    if width >= 104 {
      touches = x
      x += isWide ? 23 : 22
    }
    if width - x >= 16 { doNext = x }
  }

  /// Draws the titles above their columns.
  func drawTitles(in row: Rect, _ look: Look, _ canvas: inout Canvas) {
    for (x, title, alignment) in titles {
      if alignment == .right {
        canvas.putRight(title, endingAt: row.x + x, y: row.y, style: look[.dim])
      } else {
        canvas.put(title, x: row.x + x, y: row.y, style: look[.dim])
      }
    }
  }

  /// Where each title stands; right-aligned ones end there.
  private var titles: [(Int, String, Alignment)] {
    var titles: [(Int, String, Alignment)] = [(what, "what", .left), (nowEnd, "now", .right), (limit, "limit", .left)]
    if let basis { titles.append((basis, "of", .left)) }
    if let touches { titles.append((touches, "touches", .left)) }
    if let doNext { titles.append((doNext, "do next", .left)) }
    return titles
  }

  func draw(_ words: FigureText, in row: Rect, _ look: Look, _ canvas: inout Canvas) {
    let verdict = words.finding.shownVerdict
    let used = canvas.put(look.mark(verdict.glyph), x: row.x, y: row.y, style: look[verdict.role])
    canvas.put(verdict.shortWord, x: row.x + used + 1, y: row.y, style: look[.text])
    canvas.put(
      words.finding.rule.title, x: row.x + what, y: row.y, style: look[.text], width: nowEnd - what - 8)
    canvas.putRight(words.value, endingAt: row.x + nowEnd, y: row.y, style: look[verdict.isCalm ? .text : .breaching])
    canvas.put(
      words.limit, x: row.x + limit, y: row.y, style: look[.dim],
      width: (basis ?? touches ?? doNext ?? width) - limit - 1)
    if let basis {
      canvas.put(
        words.basis, x: row.x + basis, y: row.y, style: look[.dim], width: (touches ?? doNext ?? width) - basis - 1)
    }
    if let touches {
      canvas.put(
        words.touches, x: row.x + touches, y: row.y, style: look[.text], width: (doNext ?? width) - touches - 1)
    }
    if let doNext { drawNext(words.finding.rule.doNext, x: row.x + doNext, limit: row.maxX, row.y, look, &canvas) }
  }

  /// A key that leads the line stands out.
  private func drawNext(_ text: String, x: Int, limit: Int, _ y: Int, _ look: Look, _ canvas: inout Canvas) {
    guard let range = text.range(of: "  ") else {
      canvas.put(text, x: x, y: y, style: look[.text], width: limit - x)
      return
    }
    let key = String(text[..<range.lowerBound])
    let column = width >= 90 ? 6 : TextWidth.of(key) + 2
    canvas.put(key, x: x, y: y, style: look[.key], width: column - 1)
    canvas.put(
      String(text[range.upperBound...]), x: x + column, y: y, style: look[.text], width: limit - x - column)
  }
}
