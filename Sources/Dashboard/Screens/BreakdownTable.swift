import Cells
import Domain
import MetricEngine

/// Whom a figure comes from: one row for each team, rep, source and so on.
enum BreakdownTable {
  /// Fewer rows than this behind a value and it is too little to judge anybody by.
  private static let enough = 30

  static func draw(
    _ state: PanelState, _ snapshot: Snapshot, _ rect: Rect, _ look: Look, _ canvas: inout Canvas
  ) {
    let name = state.dimension?.rawValue ?? "team"
    let inner = PanelFrame.draw(
      rect, title: "by \(name)", state: [.dim("Tab: by something else")], isSelected: false, look, &canvas)
    guard let rows = state.breakdown else {
      let text = state.dimension == nil ? "the data names no teams, reps or sources" : "reading"
      canvas.put(text, x: inner.x, y: inner.y, style: look[.dim], width: inner.width)
      return
    }
    Table(columns: columns(state.metric, name), rowCount: rows.count).draw(in: inner, on: &canvas, look: look) {
      cells(rows[$0], state.metric)
    }
  }

  private static func columns(_ metric: MetricID, _ name: String) -> [TableColumn] {
    [
      TableColumn(id: "name", title: name, minimum: 10, ideal: 24, priority: 100),
      TableColumn(
        id: "value", title: PanelWords.valueTitle(metric), alignment: .right, minimum: 9, ideal: 11, priority: 90),
      TableColumn(id: "likely", title: "likely", alignment: .right, minimum: 8, ideal: 12, priority: 50),
      TableColumn(id: "was", title: "was", alignment: .right, minimum: 6, ideal: 8, priority: 70),
      TableColumn(
        id: "count", title: PanelWords.countTitle(metric), alignment: .right, minimum: 6, ideal: 8, priority: 80),
      TableColumn(
        id: "items", title: PanelWords.itemsTitle(metric), alignment: .right, minimum: 7, ideal: 9, priority: 60),
    ]
  }

  private static func cells(_ row: BreakdownRow, _ metric: MetricID) -> [TableCell] {
    let isEnough = row.count >= enough
    let likely = row.low.flatMap { low in row.high.map { PanelWords.range(low, $0, of: metric) } } ?? ""
    return [
      TableCell(row.name.isEmpty ? "none" : row.name, row.name.isEmpty ? .dim : .text),
      TableCell(row.value.map { PanelWords.value($0, of: metric) } ?? "no data", isEnough ? .strong : .dim),
      TableCell(isEnough ? likely : "too few", .dim),
      TableCell(row.previous.map { PanelWords.value($0, of: metric) } ?? "", .dim),
      TableCell(Numbers.whole(row.count), .dim),
      TableCell(Numbers.whole(row.items), row.items > 0 ? .text : .dim),
    ]
  }
}
