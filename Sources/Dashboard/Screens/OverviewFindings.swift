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
    let note = more > 0 ? "\(more) more (!)" : ""
    let inner = PanelFrame.draw(
      layout.findings, title: "! What is wrong", state: note.isEmpty ? [] : [.dim(note)], isSelected: false, look,
      &canvas)
    guard !layout.findingRows.isEmpty else { return drawCalm(snapshot, layout, in: inner, look, &canvas) }
    let columns = columns(snapshot, layout)
    columns.drawTitles(in: inner.row(0), look, &canvas)
    drawRows(model, snapshot, layout, look, &canvas)
    drawCleanUp(
      snapshot, in: inner.row(inner.height - 1), isIn: inner.height > layout.findingRows.count + 1, look, &canvas)
  }

  /// Columns for the rows shown, one measure for all of them.
  private static func columns(_ snapshot: Snapshot, _ layout: OverviewLayout) -> FindingColumns {
    let ids = layout.findingRows.map(\.part)
    let shown = snapshot.findings.filter { ids.contains(.finding($0.id)) }
    return FindingColumns(
      width: (layout.findingRows.first?.rect.width ?? layout.findings.width) - 2, rows: shown.map(snapshot.words))
  }

  private static func drawRows(
    _ model: Model, _ snapshot: Snapshot, _ layout: OverviewLayout, _ look: Look, _ canvas: inout Canvas
  ) {
    let columns = layout.kind == .tiny ? nil : columns(snapshot, layout)
    for place in layout.findingRows {
      guard case .finding(let id) = place.part, let finding = snapshot.findings.first(where: { $0.id == id }) else {
        continue
      }
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
    let unjudged = snapshot.matchesNothing ? [] : unjudgedTitles(snapshot)
    let glyph = snapshot.judgedMetrics.isEmpty ? PanelVerdict.noData : .ok
    var segments: [RichLine.Segment] = [
      [Span(text: look.mark(glyph.glyph), role: glyph.role), .plain(" \(calmWords(snapshot))")]
    ]
    if !unjudged.isEmpty { segments.append([.dim("not judged: \(unjudged.joined(separator: ", "))")]) }
    RichLine(segments).draw(in: rect.row(0), look, &canvas)
    drawCleanUp(snapshot, in: rect.row(1), isIn: rect.height > 1, look, &canvas)
  }

  private static func calmWords(_ snapshot: Snapshot) -> String {
    let (judged, all) = (snapshot.judgedMetrics.count, snapshot.metricsWithRules.count)
    if snapshot.matchesNothing { return "nothing matches the filter" }
    if judged == 0 { return "nothing to judge" }
    return judged == all ? "all \(all == 5 ? "five" : "\(all)") within limits" : "\(judged) of \(all) judged, ok"
  }

  /// What is so common that it is no alarm, in words on a line of its own.
  private static func drawCleanUp(
    _ snapshot: Snapshot, in row: Rect, isIn: Bool, _ look: Look, _ canvas: inout Canvas
  ) {
    guard isIn, let finding = snapshot.cleanUp else { return }
    let words = snapshot.words(finding)
    let line = RichLine([
      [.dim("\(words.value) of \(words.basis) \(words.cleanUpWords): clean up, no alarm")]
    ])
    line.draw(in: row, look, &canvas)
  }

  /// Metrics that no rule could judge.
  private static func unjudgedTitles(_ snapshot: Snapshot) -> [String] {
    MetricID.allCases.compactMap { metric in
      switch PanelVerdict(metric, snapshot) {
      case .noData: "\(Words.title(metric)) (no data)"
      case .tooFew(let have, let need): "\(Words.title(metric)) (\(have) of \(need))"
      case .ok, .noChange, .breach, .noLimit: nil
      }
    }
  }
}
