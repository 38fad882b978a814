import Cells
import Domain
import MetricEngine

/// The panels where there is little room: a line each, the selected one open.
enum OverviewLines {
  static func draw(
    _ metric: MetricID, _ model: Model, _ snapshot: Snapshot, _ rect: Rect, isTiny: Bool, _ look: Look,
    _ canvas: inout Canvas
  ) {
    let isSelected = model.overview.part == .panel(metric)
    drawLine(metric, snapshot, rect.row(0), isSelected: isSelected, isTiny: isTiny, look, &canvas)
    guard rect.height > 1 else { return }
    let inner = Rect(x: rect.x + 3, y: rect.y + 1, width: rect.width - 4, height: rect.height - 1)
    Block.draw(
      openBlocks(metric, snapshot, inner.width, look, model.keyMap), in: inner, look, &canvas, view: model.chartView)
  }

  /// What changed, in one line.
  static func drawChanges(
    _ model: Model, _ snapshot: Snapshot, _ row: Rect, _ look: Look, _ canvas: inout Canvas
  ) {
    guard let changes = snapshot.changes else { return }
    let isSelected = model.overview.part == .changes
    if isSelected { canvas.put(look.mark(.selected), x: row.x, y: row.y, style: look[.focus]) }
    let title = isSelected ? look[.focus].adding(.bold) : look[.title]
    canvas.put(model.keyMap.keyName(of: .changes), x: row.x + 1, y: row.y, style: title)
    let room = max(0, row.width - 4)
    canvas.put(
      ChangeWords.line(changes, snapshot, width: room), x: row.x + 3, y: row.y, style: look[.text], width: room)
  }

  /// What the open panel shows below its line.
  private static func openBlocks(
    _ metric: MetricID, _ snapshot: Snapshot, _ width: Int, _ look: Look, _ keys: KeyMap
  ) -> [Block] {
    if let missing = PanelCatalog.missing(metric, snapshot) {
      return [.text(10, missing, role: .text, width: width)]
    }
    let head = PanelHead(metric, snapshot, PanelCatalog.panel(metric).headline(snapshot))
    var blocks = Array(head.blocks(look.glyphs).dropFirst())
    blocks += PanelCatalog.panel(metric).blocks(snapshot, width: width, look: look)
    if metric == .leadResponse, !snapshot.waiting.isEmpty {
      let total = max(snapshot.readings.response.waiting.rows.count, snapshot.waiting.count)
      blocks.append(
        Block(priority: 58, minimum: 3, preferred: 5, ideal: 2 + snapshot.waiting.count) { rect, look, canvas in
          AttentionPanel.drawWaiting(
            snapshot.waiting, total: total, hint: keys.keyName(of: .waiting), in: rect, look, &canvas)
        })
    }
    return blocks
  }

  private static func drawLine(
    _ metric: MetricID, _ snapshot: Snapshot, _ row: Rect, isSelected: Bool, isTiny: Bool, _ look: Look,
    _ canvas: inout Canvas
  ) {
    let verdict = PanelVerdict(metric, snapshot)
    if isSelected { canvas.put(look.mark(.selected), x: row.x, y: row.y, style: look[.focus]) }
    let titleStyle = isSelected ? look[.focus].adding(.bold) : look[.title]
    canvas.put("\(metric.number) \(Words.shortTitle(metric))", x: row.x + 1, y: row.y, style: titleStyle, width: 12)
    let x = row.x + 14
    if case .needs(let fields) = snapshot.readings.availability(of: metric) {
      drawState(verdict, x: x, row, look, &canvas)
      let needs = snapshot.hasNoRows ? Needs.rows : Needs.short(fields)
      canvas.put(needs, x: x + 11, y: row.y, style: look[.dim], width: row.maxX - x - 11)
      return
    }
    let head = PanelHead(metric, snapshot, PanelCatalog.panel(metric).headline(snapshot))
    if isTiny {
      drawState(verdict, x: x, row, look, &canvas)
      RichLine([shortFigure(head)]).draw(
        in: Rect(x: x + 11, y: row.y, width: row.maxX - x - 11, height: 1), look, &canvas)
      return
    }
    RichLine([shortFigure(head)]).draw(in: Rect(x: x, y: row.y, width: 17, height: 1), look, &canvas)
    drawRest(head, verdict, row, look, &canvas)
  }

  /// Change, state, trend and basis, each at its own column in every line.
  private static func drawRest(
    _ head: PanelHead, _ verdict: PanelVerdict, _ row: Rect, _ look: Look, _ canvas: inout Canvas
  ) {
    let comparison = head.headline.comparison
    if let was = comparison.was, head.showsChange {
      let used = canvas.put(look.mark(comparison.glyph), x: row.x + 32, y: row.y, style: look[.text])
      canvas.put(" \(PanelWords.was(was))", x: row.x + 32 + used, y: row.y, style: look[.dim], width: 11)
    }
    drawState(verdict, x: row.x + 45, row, look, &canvas)
    let basis =
      PanelWords.brief(basis: head.breach.map(\.basis) ?? head.headline.basis)
    let basisStart = row.maxX - min(18, max(0, row.width - 66)) - 1
    let trendRect = Rect(x: row.x + 56, y: row.y, width: max(0, min(24, basisStart - row.x - 57)), height: 1)
    if trendRect.width >= 4 { head.headline.sparkline(hasColumns: true)?.draw(in: trendRect, on: &canvas, look: look) }
    canvas.putRight(
      basis, endingAt: row.maxX - 1, y: row.y, style: look[.dim], width: row.maxX - 1 - trendRect.maxX - 1)
  }

  private static func drawState(_ verdict: PanelVerdict, x: Int, _ row: Rect, _ look: Look, _ canvas: inout Canvas) {
    var x = x
    for span in PanelFrame.state(verdict, look, isShort: true) {
      x += canvas.put(span.text, x: x, y: row.y, style: look[span.role])
    }
  }

  private static func shortFigure(_ head: PanelHead) -> RichLine.Segment {
    if let breach = head.breach {
      return [Span(text: breach.value, role: .breaching), .plain(" \(breach.shortWhat)")]
    }
    return [.strong(head.headline.figure), .plain(" \(head.headline.shortWhat)")]
  }
}
