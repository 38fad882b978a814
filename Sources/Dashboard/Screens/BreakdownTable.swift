import Cells
import Domain
import MetricEngine

/// Whom a figure comes from: one row for each team, rep, source and so on.
enum BreakdownTable {
  /// Fewer rows than this behind a value and it is too little to judge anybody by.
  private static let enough = 30

  /// Draws the rows into the inside of the panel's breakdown.
  static func draw(_ state: PanelState, in rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let rows = state.breakdown else {
      let text = state.dimension == nil ? PanelWords.namesNobody : Words.reading
      canvas.put(text, x: rect.x, y: rect.y, style: look[.dim], width: rect.width)
      return
    }
    guard !rows.isEmpty else {
      canvas.put(Words.nothingListed, x: rect.x, y: rect.y, style: look[.dim], width: rect.width)
      return
    }
    table(state, rows).draw(in: rect, on: &canvas, look: look) { row in
      let cells = cells(rows[row], state.metric)
      return places(state.metric, rows).map { cells[$0] }
    }
  }

  /// "1–12 of 40", where not all rows fit; nil where they do.
  static func position(_ state: PanelState, in rect: Rect, _ look: Look) -> String? {
    guard let rows = state.breakdown else { return nil }
    let table = table(state, rows)
    let shown = table.visibleRows(in: rect)
    guard shown.count < rows.count, !shown.isEmpty else { return nil }
    let dash = look.mark(.dash)
    return PanelWords.position("\(shown.lowerBound + 1)\(dash)\(shown.upperBound)", of: Numbers.whole(rows.count))
  }

  /// Rows that fit into the inside of the breakdown.
  static func capacity(_ rect: Rect) -> Int { Table(columns: [], rowCount: 0).capacity(in: rect) }

  private static func table(_ state: PanelState, _ rows: [BreakdownRow]) -> Table {
    let name = state.dimension?.rawValue ?? ""
    let width = rows.map { TextWidth.of($0.name) }.max() ?? 0
    let columns = columns(state.metric, name, width: width)
    return Table(
      columns: places(state.metric, rows).map { columns[$0] }, rowCount: rows.count,
      offset: state.breakdownScroll.top)
  }

  /// The places of the columns that say anything: likely ranges where there are any, items unless they are the value.
  private static func places(_ metric: MetricID, _ rows: [BreakdownRow]) -> [Int] {
    let hasRanges = rows.contains { $0.low != nil && $0.high != nil }
    let isItems = PanelWords.valueTitle(metric) == PanelWords.itemsTitle(metric)
    return (0..<6).filter { $0 == 2 ? hasRanges : $0 == 5 ? !isItems : true }
  }

  private static func columns(_ metric: MetricID, _ name: String, width: Int) -> [TableColumn] {
    [
      TableColumn(
        id: "name", title: name, minimum: min(max(4, width), 14), ideal: min(max(8, width), 32), priority: 100),
      number("value", PanelWords.valueTitle(metric), ideal: 11, priority: 90),
      number("likely", ClaimWords.likely, least: 9, ideal: 12, priority: 75),
      number("was", PanelWords.was, ideal: 8, priority: 70),
      number("count", PanelWords.countTitle(metric), ideal: 8, priority: 80),
      number("items", PanelWords.itemsTitle(metric), ideal: 9, priority: 60),
    ]
  }

  /// A column of numbers, at least as wide as its title.
  private static func number(
    _ id: String, _ title: String, least: Int = 6, ideal: Int, priority: Int
  ) -> TableColumn {
    TableColumn(
      id: id, title: title, alignment: .right, minimum: max(least, TextWidth.of(title)), ideal: ideal,
      priority: priority)
  }

  private static func cells(_ row: BreakdownRow, _ metric: MetricID) -> [TableCell] {
    let isEnough = row.count >= enough
    let likely = row.low.flatMap { low in row.high.map { PanelWords.range(low, $0, of: metric) } } ?? ""
    return [
      TableCell(row.name.isEmpty ? Words.none : row.name, row.name.isEmpty ? .dim : .text),
      TableCell(row.value.map { PanelWords.value($0, of: metric) } ?? Numbers.nothing, isEnough ? .strong : .dim),
      TableCell(isEnough ? likely : PanelWords.tooFew, .dim),
      TableCell(row.previous.map { PanelWords.value($0, of: metric) } ?? "", .dim),
      TableCell(Numbers.whole(row.count), .dim),
      TableCell(Numbers.whole(row.items), row.items > 0 ? .text : .dim),
    ]
  }
}
