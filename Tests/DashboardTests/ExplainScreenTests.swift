import Cells
import Domain
import MetricEngine
import TestKit
import Testing

@testable import Dashboard

/// How a figure came about.
@Suite struct ExplainScreenTests {
  /// An explanation with several of everything.
  private static let full: Snapshot = {
    var snapshot = Sample.snapshot()
    snapshot.readings.response.explanation = Explanation(
      title: "Lead response time",
      definition: "Of the leads that came in the period, those answered within the limit of their source, in working"
        + " time. Leads without an answer count as still waiting, not as missing.",
      version: 1, window: "28 days to Sat 21 Nov 2026, team EMEA", rowsIn: 30_412,
      exclusions: [
        Exclusion(reason: "came outside the period", count: 28_000),
        Exclusion(reason: "answered before they came", count: 8),
      ],
      formula: "k/n with n = leads aged at least the limit, Wilson 95 %",
      details: [
        ["Share within limit, Wilson 95 %", "24.0 % (22.3\u{2013}25.7 %), 579 of 2412"],
        ["Kaplan-Meier median, working time", "3480 s (3200 s\u{2013}3800 s)"],
        ["Censored (unanswered)", "169 of 2412"],
      ],
      assumptions: [
        "direction absent: all activities count as outbound", "kind absent: no lead is taken for an import",
      ])
    return snapshot
  }()

  private func explain(_ width: Int, _ height: Int, _ snapshot: Snapshot = full) -> Model {
    Sample.model(width, height, snapshot, keys: [.character("x")])
  }

  @Test(arguments: ScreenSizes.kept)
  func looksAsKept(_ size: (Int, Int)) { ScreenSizes.expect(explain(size.0, size.1), "explain") }

  @Test func looksAsKeptInASCII() { ScreenSizes.expectASCII(explain(120, 40), "explain") }

  @Test func nothingIsCutAtAnyWidth() {
    for width in [40, 60, 80, 100, 160] {
      let model = explain(width, 60)
      guard case .explain(let state) = model.screen else { return }
      let lines = ExplainScreen.lines(state, model, width: width)
      let left = width < 60 ? 2 : 19
      #expect(lines.allSatisfy { left + $0.indent + TextWidth.of($0.text) <= width - 3 }, "\(width)")
      let words = lines.map(\.text).joined(separator: " ")
      #expect(words.contains("answered before they came") && words.contains("169 of 2412"), "\(width)")
    }
  }

  @Test func whatWasLeftOutIsCountedWithReasons() {
    let text = Sample.text(explain(120, 40))
    #expect(text.contains("28 000  came outside the period"))
    #expect(text.contains("     8  answered before they came"))
    #expect(text.contains("taken for granted  direction absent"))
  }

  @Test func nothingLeftOutIsSaid() {
    var snapshot = Self.full
    snapshot.readings.response.explanation?.exclusions = []
    #expect(Sample.text(explain(120, 40, snapshot)).contains("left out           none"))
  }

  @Test func aFigureThatCannotBeComputedSaysWhatItNeeds() {
    var snapshot = Sample.snapshot(findings: [])
    snapshot.readings.process = ProcessReading()
    snapshot.readings.process.availability = .needs(["stage_history.entered_at"])
    let model = Sample.model(120, 40, snapshot, keys: [.character("3"), .character("x")])
    #expect(Sample.text(model).contains("needs stage history"))
  }

  @Test func itExplainsWhatTheScreenBelowIsAbout() {
    let model = Sample.model(120, 40, keys: [.character("5"), .character("5"), .character("x")])
    #expect(Sample.text(model).contains("Explain time to close"))
  }

  @Test func yCopiesAllOfIt() {
    var model = explain(80, 24)
    guard case .copy(let text)? = Sample.press(&model, .character("y")).first else {
      Issue.record("nothing copied")
      return
    }
    #expect(text.contains("formula\tk/n") && text.contains("169 of 2412"))
    #expect(model.toast?.text.contains("\n") == false)
  }

  @Test func itScrollsToItsEnd() throws {
    let details = Sample.snapshot().readings.explanation(of: .leadResponse)?.details
    let end = try #require(details?.last?.last?.split(separator: ", ").last)
    var model = explain(40, 10)
    Sample.press(&model, .end)
    #expect(Sample.text(model).contains(end))
  }
}
