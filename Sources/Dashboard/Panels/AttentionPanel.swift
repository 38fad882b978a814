import Cells
import Domain
import MetricEngine

/// The sixth panel: what needs a person now. Leads that wait; else quiet deals with most money.
enum AttentionPanel {
  /// What it shows; nil if there is nothing to show and the room goes to others.
  enum Content: Equatable {
    case waiting([LeadRow])
    case quiet([OpportunityRow])
  }

  static func content(_ snapshot: Snapshot) -> Content? {
    if !snapshot.waiting.isEmpty { return .waiting(snapshot.waiting) }
    return snapshot.quiet.isEmpty ? nil : .quiet(snapshot.quiet)
  }

  /// Key and title for the border.
  static func title(_ content: Content) -> String {
    switch content {
    case .waiting: AttentionWords.waiting
    case .quiet: AttentionWords.quiet
    }
  }

  /// What stands at the right end of the border.
  static func note(_ content: Content, _ snapshot: Snapshot) -> String {
    switch content {
    case .waiting:
      let waiting = snapshot.readings.response.waiting
      let soon = waiting.dueSoon > 0 ? [Words.dueSoon(waiting.dueSoon)] : []
      return ([ListWords.late(waiting.late)] + soon).joined(separator: ", ")
    case .quiet: return MoneyText.short(snapshot.readings.activities.quietMoney) ?? ""
    }
  }

  static func draw(_ content: Content, _ snapshot: Snapshot, in rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    switch content {
    case .waiting(let rows):
      let total = snapshot.readings.response.waiting.rows.count
      drawWaiting(rows, total: max(total, rows.count), hint: "b", in: rect, look, &canvas)
    case .quiet(let rows): drawQuiet(rows, total: snapshot.readings.activities.quiet.count, in: rect, look, &canvas)
    }
  }

  /// Leads with source, owner and how late; the last row says how many more there are.
  static func drawWaiting(
    _ rows: [LeadRow], total: Int, hint: String, in rect: Rect, _ look: Look, _ canvas: inout Canvas
  ) {
    let texts = rows.map { row in
      [
        TableCell(row.name.isEmpty ? row.id : row.name), TableCell(row.source, .dim),
        TableCell(row.rep.isEmpty ? Words.noOwner : row.rep, .dim), late(row.secondsLeft),
      ]
    }
    let columns = [
      column("lead", ListWords.lead, 0, texts, shortest: 8, priority: 1),
      column("source", ListWords.source, 1, texts, priority: 2),
      column("rep", ListWords.rep, 2, texts, priority: 3),
      TableColumn(id: "late", title: AttentionWords.workTime, alignment: .right, minimum: 13, ideal: 14, priority: 4),
    ]
    draw(columns, texts, total: total, hint: hint, in: rect, look, &canvas)
  }

  /// A column as wide as its longest text, within reason; in little room it shrinks to `shortest`.
  private static func column(
    _ id: String, _ title: String, _ index: Int, _ rows: [[TableCell]], shortest: Int = 7, priority: Int
  ) -> TableColumn {
    let widest = rows.map { TextWidth.of($0[index].text) }.max() ?? 0
    let ideal = min(30, max(widest, title.count))
    return TableColumn(id: id, title: title, minimum: min(shortest, ideal), ideal: ideal, priority: priority)
  }

  private static func late(_ secondsLeft: Int64) -> TableCell {
    secondsLeft < 0
      ? TableCell(AttentionWords.late(Durations.clock(-secondsLeft)), .strong)
      : TableCell(ListWords.due(in: Durations.work(secondsLeft)), .dim)
  }

  private static func drawQuiet(
    _ rows: [OpportunityRow], total: Int, in rect: Rect, _ look: Look, _ canvas: inout Canvas
  ) {
    let texts = rows.map { row in
      [
        TableCell(row.displayName), TableCell(row.stage, .dim), TableCell(row.rep, .dim),
        TableCell(row.idleDays.map { Durations.days($0.rounded(.down)) } ?? ""),
        TableCell(row.amount.map { MoneyText.short($0) } ?? "", .strong),
      ]
    }
    let columns = [
      column("deal", Counted.dealNoun(1), 0, texts, shortest: 10, priority: 3),
      column("stage", ListWords.stage, 1, texts, priority: 1), column("rep", ListWords.rep, 2, texts, priority: 2),
      TableColumn(id: "quiet", title: ListWords.quiet, alignment: .right, minimum: 6, ideal: 6, priority: 4),
      TableColumn(id: "amount", title: ListWords.amount, alignment: .right, minimum: 8, ideal: 10, priority: 5),
    ]
    draw(columns, texts, total: max(total, rows.count), hint: KeyWords.name(.open), in: rect, look, &canvas)
  }

  private static func draw(
    _ columns: [TableColumn], _ rows: [[TableCell]], total: Int, hint: String, in rect: Rect, _ look: Look,
    _ canvas: inout Canvas
  ) {
    guard rect.height > 1 else { return }
    let fits = rect.height - 1
    let shown = total > fits ? max(1, min(rows.count, fits - 1)) : rows.count
    let table = Table(columns: columns, rowCount: shown)
    table.draw(
      in: Rect(x: rect.x, y: rect.y, width: rect.width, height: shown + 1), on: &canvas, look: look
    ) { rows.indices.contains($0) ? rows[$0] : [] }
    if total > shown, shown + 1 < rect.height {
      canvas.put(
        AttentionWords.more(total - shown, key: hint), x: rect.x, y: rect.y + shown + 1, style: look[.dim],
        width: rect.width)
    }
  }
}

extension OpportunityRow {
  /// What to call it: its name, else its account, else its id.
  var displayName: String { !name.isEmpty ? name : !account.isEmpty ? account : id }
}
