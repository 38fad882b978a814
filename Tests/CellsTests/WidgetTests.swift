import Testing

@testable import Cells

@Suite("Bars, tables, text")
struct WidgetTests {
  @Test("Bars: little is never nothing, past the limit stands out, unknown is not zero")
  func bars() {
    let rows: [(Double?, HorizontalBar.NumberPlace)] = [(0.9, .right), (0.001, .afterBar), (0, .right), (nil, .right)]
    func draw(_ glyphs: GlyphSet) -> Canvas {
      Easel.canvas(24, 4, glyphs) { canvas, rect, look in
        for (index, row) in rows.enumerated() {
          HorizontalBar(
            label: "0–5 min", labelWidth: 5, share: row.0, limitShare: 0.5, number: "\(index) %", numberWidth: 5,
            numberPlace: row.1
          ).draw(in: rect.row(index), on: &canvas, look: look)
        }
      }
    }
    #expect(
      draw(.braille).text == """
        x0–5 … ██████████▊    0 %x
        x0–5 … ▏ 1 %             x
        x0–5 …                2 %x
        x0–5 … ○              3 %x
        """)
    #expect(
      draw(.ascii).foldedToASCII().text == """
        x0-5.. ###########    0 %x
        x0-5.. # 1 %             x
        x0-5..                2 %x
        x0-5.. -              3 %x
        """)
    #expect(
      draw(.braille).styleMap == """
        .......aaaaaabbbbb
        .......a


        a ansi4 on -
        b ansi1 on -
        """)
  }

  @Test("A gauge shows what is reached and what is expected")
  func gauges() {
    func draw(_ gauge: Gauge, _ glyphs: GlyphSet) -> String {
      Easel.text(12, 1, glyphs) { gauge.draw(in: $1, on: &$0, look: $2) }
    }
    #expect(draw(Gauge(share: 0.55, expected: 0.7), .braille) == "x▕█████▌┃▁▁▁▏x")
    #expect(draw(Gauge(share: 0.55, expected: 0.7), .ascii) == "x[######|---]x")
    #expect(draw(Gauge(share: nil), .braille) == "x▕··········▏x")
  }

  static let columns = [
    TableColumn(id: "account", title: "Account", minimum: 6, ideal: 12, priority: 9),
    TableColumn(id: "amount", title: "Amount", alignment: .right, minimum: 6, ideal: 8, priority: 8),
    TableColumn(id: "stage", title: "Stage", minimum: 5, ideal: 9, priority: 1),
  ]

  static func table(rows: Int, selected: Int? = nil, offset: Int = 0) -> Table {
    Table(columns: columns, rowCount: rows, selected: selected, offset: offset, sortedBy: "amount", descending: true)
  }

  static func cells(_ row: Int) -> [TableCell] {
    [TableCell("Kestrel 日本 \(row)"), TableCell("\(row * 1000)", .strong), TableCell("Proposal")]
  }

  @Test("A table asks only for the rows in view and bars the selected one")
  func visible() {
    var asked: [Int] = []
    let canvas = Easel.canvas(32, 4) { canvas, rect, look in
      Self.table(rows: 100, selected: 51, offset: 50).draw(in: rect, on: &canvas, look: look) { row in
        asked.append(row)
        return Self.cells(row)
      }
    }
    #expect(asked == [50, 51, 52])
    #expect(
      canvas.text == """
        xAccount       Amount▼ Stage     x
        xKestrel 日…     50000 Proposal │x
        xKestrel 日…     51000 Proposal █x
        xKestrel 日…     52000 Proposal │x
        """)
    #expect((1...30).allSatisfy { canvas[$0, 2].style.background == .ansi(6) })
    #expect(canvas[1, 1].style.background == .standard && canvas[32, 2].style.background == .standard)
  }

  @Test(
    "Narrow tables drop the least important columns",
    arguments: [
      (26, ["account", "amount", "stage"]), (19, ["account", "amount", "stage"]), (18, ["account", "amount"]),
      (12, ["account"]), (3, ["account"]), (0, ["account"]),
    ])
  func dropping(width: Int, expected: [String]) {
    let layout = TableLayout(columns: Self.columns, width: width)
    #expect(layout.slots.map { Self.columns[$0.column].id } == expected)
    #expect(layout.slots.allSatisfy { $0.x + $0.width <= width })
  }

  @Test(
    "The selected row stays in view with as little scrolling as possible",
    arguments: [
      (0, 5, 100, 10, 0), (0, 10, 100, 10, 1), (50, 20, 100, 10, 20), (95, 99, 100, 10, 90), (7, 3, 4, 10, 0),
      (0, 0, 0, 10, 0), (5, 5, 100, 0, 0),
    ])
  func scrolling(offset: Int, selected: Int, rows: Int, capacity: Int, expected: Int) {
    #expect(Table.offset(offset, showing: selected, rowCount: rows, capacity: capacity) == expected)
  }

  @Test("Clicks find rows and columns")
  func clicks() {
    let table = Self.table(rows: 100, offset: 50)
    let rect = Rect(x: 1, y: 2, width: 32, height: 4)
    #expect(table.row(atY: 2, in: rect) == nil)
    #expect(table.isHeader(y: 2, in: rect))
    #expect(table.row(atY: 3, in: rect) == 50)
    #expect(table.row(atY: 5, in: rect) == 52)
    #expect(table.row(atY: 6, in: rect) == nil)
    #expect(table.column(atX: 1, in: rect)?.id == "account")
    #expect(table.column(atX: 16, in: rect)?.id == "amount")
    #expect(table.column(atX: 60, in: rect) == nil)
    #expect(Self.table(rows: 1).row(atY: 4, in: rect) == nil)
  }

  @Test("Text breaks at spaces, long words are cut, the end is marked")
  func flow() {
    #expect(TextFlow.wrap("leave the process alone", width: 10) == ["leave the", "process", "alone"])
    #expect(TextFlow.wrap("Donaudampfschiff", width: 6) == ["Donaud", "ampfsc", "hiff"])
    #expect(TextFlow.wrap("a\n\nb", width: 6) == ["a", "", "b"])
    #expect(TextFlow.wrap("日本語", width: 4) == ["日本", "語"])
    #expect(TextFlow.wrap("text", width: 0) == [])
    #expect(
      Easel.text(10, 2) { canvas, rect, _ in
        TextFlow.draw("leave the process alone", in: rect, on: &canvas, style: Style())
      } == "xleave thexx\nxprocess…xxx")
  }

  @Test("The way of a deal: stays to scale, deviations stand out, silences are shaded")
  func lane() {
    let lane = StageLane(
      visits: [
        .init(name: "Discovery", start: 0, end: 10), .init(name: "Demo", start: 10, end: 12),
        .init(name: "Proposal", start: 12, end: 30, isDeviation: true),
      ], activities: [0, 2, 11, 30], silences: [13...29], labels: [ChartLabel(0, "3 Mar"), ChartLabel(30, "2 Apr")])
    let canvas = Easel.canvas(40, 4) { lane.draw(in: $1, on: &$0, look: $2) }
    #expect(
      canvas.text == """
        xDiscovery    D… Proposal                x
        x████████████ ██ ██████████████████████  x
        x│  │          │  ░░░░░░░░░░░░░░░░░░░░░░│x
        x3 Mar ─────────────────────────── 2 Apr x
        """)
    #expect(canvas[20, 1].style.foreground == .ansi(1))
    #expect(
      Easel.text(40, 4, .ascii) { lane.draw(in: $1, on: &$0, look: $2) } == """
        xDiscovery    De Proposal                x
        x############ ## ######################  x
        x|  |          |  ......................|x
        x3 Mar --------------------------- 2 Apr x
        """)
  }
}
