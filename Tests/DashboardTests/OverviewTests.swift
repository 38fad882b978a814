import Cells
import Domain
import TestKit
import Testing

@testable import Dashboard

/// The overview as it looks, at the sizes people have.
@Suite struct OverviewTests {
  static let sizes = [(160, 44), (200, 60), (120, 40), (80, 24), (40, 10)]

  @Test(arguments: sizes)
  func looksAsKept(_ size: (Int, Int)) {
    Golden.expect(Sample.text(Sample.model(size.0, size.1)), "overview-\(size.0)x\(size.1)")
  }

  @Test(arguments: [(120, 40), (80, 24)])
  func theAlertsScreenLooksAsKept(_ size: (Int, Int)) {
    var model = Sample.model(size.0, size.1)
    _ = update(&model, .event(.key(.character("!"))))
    Golden.expect(Sample.text(model), "alerts-\(size.0)x\(size.1)")
  }

  @Test func aPanelWithoutRoomForItsChartHasTheTrendOnItsBorder() throws {
    func border(_ height: Int) throws -> String {
      let lines = Sample.text(Sample.model(120, height, Sample.alertSnapshot())).split(separator: "\n").map(String.init)
      return try #require(lines.first { $0.contains("5 Time to close") })
    }
    let trend = #/5 Time to close [\u{2801}-\u{28FF}]+ /#
    #expect(try border(40).contains(trend))
    #expect(try !border(100).contains(trend), "the chart is there itself")
  }

  @Test func looksAsKeptInASCII() {
    let look = Look(theme: Sample.look.theme, glyphs: .ascii)
    let text = Sample.text(Sample.model(120, 40), look)
    Golden.expect(text, "overview-120x40-ascii")
    let foreign = text.unicodeScalars.filter { $0.value > 126 }
    #expect(foreign.isEmpty, "\(String(String.UnicodeScalarView(foreign)))")
  }

  @Test func theLastSelectedPanelIsTheOpenOne() {
    var model = Sample.model(80, 24)
    _ = update(&model, .event(.key(.character("5"))))
    Golden.expect(Sample.text(model), "overview-80x24-panel5")
  }

  @Test func nothingShowsBeforeTheFirstFiguresButHowFarReadingIs() {
    var model = Model(size: Size(width: 80, height: 24), now: Sample.asOf)
    _ = update(&model, .loading(0.4, "leads.csv  120 000 rows, 1.2 M a second"))
    #expect(Sample.text(model).contains("leads.csv  120 000 rows"))
    #expect(Sample.text(model).contains("40 %"))
  }

  @Test func anySizeIsDrawnWithoutHarm() {
    for (width, height) in [(1, 1), (39, 10), (40, 9), (40, 10), (59, 11), (61, 13), (95, 22), (97, 30), (300, 100)] {
      let canvas = view(Sample.model(width, height), look: Sample.look, size: Size(width: width, height: height))
      #expect(canvas.size == Size(width: width, height: height))
    }
  }

  @Test func theFirstPanelWithDataIsSelectedUntilSomebodyChooses() {
    // given: data without leads
    var snapshot = Sample.snapshot()
    snapshot.readings.response.availability = .needs(["leads.created_at"])
    snapshot.readings.qualified.availability = .needs(["leads.created_at"])
    // then
    #expect(Sample.model(80, 24, snapshot).overview.metric == .processSteps)
    #expect(Sample.model(80, 24).overview.metric == .leadResponse)
    // and who chose another finds that again
    var model = Model(size: Size(width: 80, height: 24), now: Sample.asOf, state: ScreenState(selectedPanel: 2))
    _ = update(&model, .snapshot(snapshot, request: nil))
    #expect(model.overview.metric == .qualifiedLeads)
  }

  @Test func partsNeverOverlap() {
    for (width, height) in [(160, 44), (150, 30), (120, 40), (100, 33), (80, 24), (60, 16), (40, 10)] {
      let model = Sample.model(width, height)
      let body = Frame(size: model.size, model: model).body
      let layout = OverviewLayout(body, model)
      let rects = layout.panels.map(\.rect) + [layout.alerts]
      for (index, rect) in rects.enumerated() {
        #expect(rect.y >= body.y && rect.maxY <= body.maxY && rect.maxX <= body.maxX, "\(width)x\(height)")
        for other in rects.dropFirst(index + 1) {
          let apart =
            rect.maxX <= other.x || other.maxX <= rect.x || rect.maxY <= other.y || other.maxY <= rect.y
          #expect(apart, "\(width)x\(height): \(rect) \(other)")
        }
      }
    }
  }

  @Test func redStandsOnlyOnItsSignAndSoDoAmberAndGreen() {
    // given: a theme that gives each state a colour of its own
    let colours: [(Role, Color, UInt32)] = [
      (.critical, .ansi(1), 0x25A0), (.warning, .ansi(3), 0x25B2), (.ok, .ansi(2), 0x25CF),
    ]
    let styles = Dictionary(uniqueKeysWithValues: colours.map { ($0.0, Style(foreground: $0.1)) })
    let look = Look(theme: Theme(name: "states", isDark: true, styles: styles), glyphs: .braille)
    // when
    let canvas = view(Sample.model(160, 44), look: look, size: Size(width: 160, height: 44))
    // then
    for (role, colour, scalar) in colours {
      let cells = canvas.cells.filter { $0.style.foreground == colour }
      #expect(!cells.isEmpty, "\(role)")
      #expect(cells.allSatisfy { $0.scalar == scalar }, "\(role)")
    }
  }
}
