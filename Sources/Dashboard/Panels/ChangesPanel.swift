import Cells
import Domain
import MetricEngine

/// The sixth panel: what became different, and where there is room who waits now.
enum ChangesPanel {
  /// What stands at the right end of the border.
  static func note(_ changes: WhatChanged) -> [Span] { changes.looks.map { [.plain($0)] } ?? [] }

  /// - Parameter isOverview: true where what needs a person now stands below, if there is room.
  static func blocks(_ changes: WhatChanged, _ snapshot: Snapshot, isOverview: Bool) -> [Block] {
    var blocks: [Block] = [.line(100, RichLine([[.dim(ChangeWords.since(changes, snapshot))]])), .gap]
    let rows = rows(changes)
    let columns = Columns(rows)
    blocks += rows.map { row in
      Block(priority: priority(row.kind)) { rect, look, canvas in columns.draw(row, rect, look, &canvas) }
    }
    if let forward = changes.all.movedForward {
      let words: RichLine.Segment = [.strong(Numbers.whole(forward)), .plain(" \(Counted.dealNoun(forward))")]
      blocks.append(
        .line(
          60,
          RichLine([[.dim(columns.padded(ChangeWords.movedOnLabel))] + words + [.dim(" \(ChangeWords.toLaterStage)")]]))
      )
    }
    if snapshot.readings.counts.leads > 0 {
      let label = columns.padded(ChangeWords.leadsLabel)
      blocks.append(
        .line(
          70, RichLine([[.dim(label), .plain(ChangeWords.leads(changes.all))]]),
          or: RichLine([[.dim(label), .plain(ChangeWords.leads(changes.all, isShort: true))]])))
    }
    blocks += alerts(snapshot).map { text in
      Block(priority: 88) { rect, look, canvas in
        let used = canvas.put(
          columns.padded(ChangeWords.alertsLabel), x: rect.x, y: rect.y, style: look[.dim], width: rect.width)
        canvas.put(
          WordCut.cut(text, to: rect.width - used, glyphs: look.glyphs), x: rect.x + used, y: rect.y,
          style: look[.text], width: rect.width - used)
      }
    }
    if isOverview, let content = AttentionPanel.content(snapshot) { blocks += [.gap, attention(content, snapshot)] }
    return blocks
  }

  /// Which alerts are new and which ended.
  private static func alerts(_ snapshot: Snapshot) -> [String] {
    guard let changes = snapshot.alertChanges else { return [] }
    return [changes.newWords(snapshot), changes.clearedWords(snapshot)].compactMap(\.self)
  }

  /// What asks for action stays longest where room is short.
  private static func priority(_ kind: ChangeKind) -> Int {
    switch kind {
    case .won: 95
    case .lost: 94
    case .pushed: 93
    case .goneQuiet: 92
    case .movedBack: 91
    case .new: 90
    case .amountChanged: 85
    case .pulledIn: 80
    }
  }

  private static func attention(_ content: AttentionPanel.Content, _ snapshot: Snapshot) -> Block {
    Block(priority: 50, minimum: 4, preferred: 5, ideal: 30) { rect, look, canvas in
      RichLine(
        [[Span(text: AttentionPanel.title(content), role: .title)]],
        right: [.dim(AttentionPanel.note(content, snapshot))]
      ).draw(in: rect.row(0), look, &canvas)
      let below = Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: rect.height - 1)
      AttentionPanel.draw(content, snapshot, in: below, look, &canvas)
    }
  }

  // MARK: - Rows

  struct Row {
    var kind: ChangeKind
    var count: Int
    var money: String
    /// The deal with most money, and how much.
    var largest: String
    var amount: String
  }

  /// Every kind that the data can tell, also those of which there is none: nothing moves when one comes.
  static func rows(_ changes: WhatChanged) -> [Row] {
    ChangeKind.allCases.compactMap { kind in
      guard let group = changes.all[kind] else { return nil }
      let largest = changes.largest[kind]?.first
      return Row(
        kind: kind, count: group.count, money: ChangeWords.money(kind, group.money),
        largest: largest?.displayName ?? "",
        amount: largest?.amount.map { " " + MoneyText.short($0, withCurrency: false) } ?? "")
    }
  }

  /// Where the parts of all rows stand.
  struct Columns {
    private let label: Int
    private let countEnd: Int
    private let moneyEnd: Int

    init(_ rows: [Row]) {
      // The lines of leads and of what moved on stand among them.
      label = 2 + max(8, rows.map { ChangeWords.name($0.kind).count }.max() ?? 0)
      countEnd = label + (rows.map { Numbers.whole($0.count).count }.max() ?? 1)
      moneyEnd = countEnd + 6 + 2 + (rows.map { TextWidth.of($0.money) }.max() ?? 0)
    }

    /// A label filled with blanks up to the figures.
    func padded(_ text: String) -> String { text + String(repeating: " ", count: max(0, label - text.count)) }

    func draw(_ row: Row, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
      let isNone = row.count == 0
      canvas.put(ChangeWords.name(row.kind), x: rect.x, y: rect.y, style: look[.dim], width: label)
      guard !isNone else {
        canvas.putRight(Words.none, endingAt: rect.x + countEnd + 6, y: rect.y, style: look[.dim])
        return
      }
      canvas.putRight(Numbers.whole(row.count), endingAt: rect.x + countEnd, y: rect.y, style: look[.strong])
      canvas.put(Counted.dealNoun(row.count), x: rect.x + countEnd + 1, y: rect.y, style: look[.text])
      let room = rect.maxX - rect.x - moneyEnd
      if room >= 0 { canvas.putRight(row.money, endingAt: rect.x + moneyEnd, y: rect.y, style: look[.text]) }
      if room > 8 {
        let x = rect.x + moneyEnd + 2
        // A long name is cut, never its amount.
        let used = canvas.put(
          row.largest, x: x, y: rect.y, style: look[.dim], width: max(0, room - 2 - TextWidth.of(row.amount)))
        canvas.put(row.amount, x: x + used, y: rect.y, style: look[.dim], width: room - 2 - used)
      }
    }
  }
}
