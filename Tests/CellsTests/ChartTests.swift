import Testing

@testable import Cells

@Suite("Charts")
struct ChartTests {
  static let trend = LineChart(
    series: [Series([55, 55, 50, 50, nil, nil, 45, 40, 35, 30, 30, 30])], yRange: 25...55,
    yLabels: [ChartLabel(55, "55 %"), ChartLabel(45, "45 %"), ChartLabel(25, "25 %")],
    xLabels: [ChartLabel(0, "Jun"), ChartLabel(6, "Aug"), ChartLabel(11, "Oct")], xNote: "26 weeks",
    limit: ChartLabel(45, "limit"), event: ChartLabel(6, "5 Nov"))

  @Test("A trend with a gap, its limit and the week it broke")
  func trend() {
    #expect(
      Easel.text(40, 5) { Self.trend.draw(in: $1, on: &$0, look: $2) } == """
        x55 %┤⠉⠉⠉⠉⠒⠒⠤⠤⠤⠤         ▼ 5 Nov         x
        x45 %┤╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌⠒⠤⢄⡀╌╌╌╌╌╌ limitx
        x    │                      ⠈⠑⠢⠤⣀⡀       x
        x25 %┤                           ⠈⠉⠉⠉⠉⠉⠉⠉x
        x    └ Jun ───────────── Aug ─── 26 weeksx
        """)
  }

  @Test("The same in ASCII holds nothing else", arguments: [GlyphSet.ascii])
  func ascii(glyphs: GlyphSet) {
    let text = Easel.text(40, 5, glyphs) { Self.trend.draw(in: $1, on: &$0, look: $2) }
    #expect(text.utf8.allSatisfy { $0 < 0x7F })
    #expect(
      text == """
        x55 %+**********         v 5 Nov         x
        x45 %+-------------------*****----- limitx
        x    |                        ***********x
        x25 %+                                   x
        x    + Jun ------------- Aug --- 26 weeksx
        """)
  }

  @Test("Marks stand on the axis, the last where two meet, and months give way to them")
  func marks() {
    var chart = Self.trend
    chart.marks = [
      ChartMark(0, .warning, .warning), ChartMark(6, .ok, .ok), ChartMark(6, .changed, .strong),
      ChartMark(99, .critical, .critical),
    ]
    let axis = Easel.text(40, 5) { chart.draw(in: $1, on: &$0, look: $2) }.split(separator: "\n").last
    #expect(axis == "x    └▲ Jun ─────────────Δ Aug ─ 26 weeksx")
  }

  @Test("A cumulative curve keeps its height until the next point")
  func steps() {
    let chart = LineChart(
      series: [
        Series(points: [.init(x: 0, y: 0), .init(x: 90, y: 0.2), .init(x: 180, y: 0.4)], isSteps: true, name: "won")
      ], yRange: 0...0.5, xRange: 0...180)
    #expect(
      Easel.text(20, 4, .block) { chart.draw(in: $1, on: &$0, look: $2) } == """
        x                   ▄x
        x                   █x
        x          █▀▀▀▀▀▀▀▀▀x
        x▄▄▄▄▄▄▄▄▄▄█         x
        """)
  }

  @Test("Two lines that cross share cells in braille")
  func crossing() {
    let chart = LineChart(series: [Series([0, 1]), Series([1, 0], role: .second)])
    #expect(
      Easel.text(4, 2) { chart.draw(in: $1, on: &$0, look: $2) } == """
        x⠑⢄⡠⠊x
        x⡠⠊⠑⢄x
        """)
  }

  @Test("The cross-hair stands where x says, and x is found again from its column")
  func crosshair() throws {
    var chart = Self.trend
    chart.crosshair = 11
    let canvas = Easel.canvas(40, 5) { chart.draw(in: $1, on: &$0, look: $2) }
    let column = try #require((0..<42).first { canvas[$0, 0].scalar == 0x2502 })
    #expect(chart.x(atColumn: column, in: Rect(x: 1, y: 0, width: 40, height: 5)) == 11)
    #expect(chart.x(atColumn: 2, in: Rect(x: 1, y: 0, width: 40, height: 5)) == nil)
  }

  @Test("Columns by week: nothing known is a dot, zero is blank, the expected line is behind")
  func columns() {
    let chart = ColumnChart(
      values: [4, 8, 0, nil, 6, 2], expected: Array(repeating: 6, count: 6), top: 8,
      yLabels: [ChartLabel(8, "8"), ChartLabel(0, "0")], xLabels: [ChartLabel(0, "Jun"), ChartLabel(4, "Jul")])
    #expect(
      Easel.text(14, 5) { chart.draw(in: $1, on: &$0, look: $2) } == """
        x8┤╌╌█╌╌╌╌╌╌╌╌╌x
        x │  █     █   x
        x │█ █     █   x
        x0┤█ █   · █ █ x
        x └ Jun ── Jul x
        """)
    #expect(
      Easel.text(14, 5, .ascii) { chart.draw(in: $1, on: &$0, look: $2) } == """
        x8+--#---------x
        x |  #     #   x
        x |# #     #   x
        x0+# #   . # # x
        x + Jun -- Jul x
        """)
  }

  @Test("Where there is no room for all weeks the last are shown, and clicks find them")
  func narrowColumns() {
    let chart = ColumnChart(values: (1...20).map { Double($0) })
    #expect(Easel.text(5, 1) { chart.draw(in: $1, on: &$0, look: $2) } == "x▆▇▇██x")
    #expect(chart.index(atColumn: 1, in: Rect(x: 1, y: 0, width: 5, height: 1)) == 15)
    #expect(chart.index(atColumn: 6, in: Rect(x: 1, y: 0, width: 5, height: 1)) == nil)
  }

  @Test("A trend in one row")
  func sparklines() {
    let values: [Double?] = [5, 5, 4, 4, nil, 2, 1, 0]
    func draw(_ kind: Sparkline.Kind, _ glyphs: GlyphSet) -> String {
      Easel.text(8, 1, glyphs) { Sparkline(values: values, kind: kind).draw(in: $1, on: &$0, look: $2) }
    }
    #expect(draw(.line, .braille) == "x⠉⠒⠠⢄    x")
    #expect(draw(.columns, .braille) == "x██▇▇·▄▂▁x")
    #expect(draw(.line, .ascii) == "x^^^^.-__x")
  }

  @Test("No size and no value breaks a chart", arguments: [GlyphSet.braille, .block, .ascii])
  func hostile(glyphs: GlyphSet) {
    let values: [Double?] = [.nan, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, nil, 0]
    for width in 0...9 {
      for height in 0...4 {
        let size = (max(1, width), max(1, height))
        _ = Easel.canvas(size.0, size.1, glyphs) { canvas, _, look in
          let rect = Rect(x: -2, y: -1, width: width, height: height)
          for some in [values, [], [nil], [1], [.infinity]] {
            LineChart(
              series: [Series(some), Series(some)], yLabels: [ChartLabel(.nan, "nan"), ChartLabel(0, "long label")],
              xLabels: [ChartLabel(.infinity, "x"), ChartLabel(0, "long")], xNote: "note", limit: ChartLabel(.nan, "l"),
              event: ChartLabel(.infinity, "e"), crosshair: .nan
            ).draw(in: rect, on: &canvas, look: look)
            ColumnChart(values: some, expected: some, top: .nan, xLabels: [ChartLabel(.nan, "x")], marked: 99)
              .draw(in: rect, on: &canvas, look: look)
            Sparkline(values: some, kind: .columns).draw(in: rect, on: &canvas, look: look)
            Sparkline(values: some).draw(in: rect, on: &canvas, look: look)
          }
          for value in values {
            Gauge(share: value, expected: value).draw(in: rect, on: &canvas, look: look)
            HorizontalBar(
              label: "label", labelWidth: 4, share: value, limitShare: value, number: "12", numberWidth: 3
            ).draw(in: rect, on: &canvas, look: look)
            StageLane(
              visits: [.init(name: "a", start: value ?? 0, end: 3)], activities: [value ?? 1],
              labels: [ChartLabel(value ?? 2, "l")]
            ).draw(in: rect, on: &canvas, look: look)
          }
        }
      }
    }
  }
}
