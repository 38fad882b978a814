import AlertEngine
import Cells
import Domain
import MetricEngine
import Testing

@testable import Dashboard

@Suite("What charts mark of alerts")
struct AlertMarksTests {
  /// Fired, taken, its limit edited, cleared; besides what charts leave out.
  private let log = [
    AlertLogLine(at: Sample.moment(-2), event: "resolved"),
    AlertLogLine(at: Sample.moment(-4), event: "rule_changed", actor: "bob", note: "warn 0.5 -> 0.4"),
    AlertLogLine(at: Sample.moment(-9), event: "noted", actor: "ann", note: "called"),
    AlertLogLine(at: Sample.moment(-10), event: "acknowledged", actor: "maria"),
    AlertLogLine(at: Sample.moment(-12), event: "fired_crit"),
  ]

  private func snapshot() -> Snapshot {
    var entry = Sample.responseAlert
    entry.log = log
    return Sample.alertSnapshot([entry, Sample.idleAlert])
  }

  /// The axis of the chart: the row with the months.
  private func axis(_ model: Model) throws -> String {
    let rows = Sample.text(model).split(separator: "\n").map(String.init)
    return try #require(rows.first { $0.contains("└") && $0.contains("Oct") })
  }

  @Test("are firings, acknowledgements, ends and edited limits, in words")
  func words() {
    let marks = snapshot().alerts.entries[0].marks(snapshot())
    #expect(marks.map(\.kind) == [.critical, .seen, .changed, .cleared])
    #expect(
      marks.map { $0.words.split(separator: " ").dropFirst(4).joined(separator: " ") } == [
        "announced as critical", "maria has it", "limit changed: warn 0.5 -> 0.4", "cleared",
      ])
  }

  @Test("stand on the axis of the trend of their metric, and in the readout of their week")
  func panel() throws {
    let model = Sample.model(160, 48, snapshot(), keys: [.character("1"), .character("1")])
    let axis = try axis(model)
    // All of it fell on the last week; the worst is seen.
    #expect(axis.contains("■") && !axis.contains("Δ"), "\(axis)")
    let text = Sample.text(model)
    #expect(text.contains("■ Mon 9 Nov 17:40 Leads answered in time: announced as critical"))
    // Of another metric nothing.
    #expect(!text.contains("Open deals gone quiet: announced"))
  }

  @Test("stand on the chart of the alert and of its limits")
  func detail() throws {
    var model = Sample.model(160, 48, snapshot(), keys: [.character("!")])
    #expect(try axis(model).contains("■"))
    _ = update(&model, .event(.key(.character("E"))))
    guard case .limits(var state) = model.screen else {
      Issue.record("no limits")
      return
    }
    let ticks = (0..<365).map { Sample.moment($0 - 364) }
    let observation = AlertObservation(AlertObservation.Measured(value: 0.4, low: 0.4, high: 0.4), count: 400)
    let request = try #require(state.request)
    _ = update(
      &model,
      .ruleHistory(AlertSeries(ticks: ticks, observations: ticks.map { _ in observation }), request: request))
    for mark in ["■", "◆", "Δ", "●"] { #expect(try axis(model).contains(mark), "\(mark)") }
    for _ in 0..<4 { Sample.press(&model, .left) }
    guard case .limits(let moved) = model.screen else { return }
    state = moved
    #expect(state.day == 360 && Sample.text(model).contains("limit changed: warn 0.5 -> 0.4"))
  }

  @Test("name definitions that were changed on the charts of all metrics")
  func definitions() throws {
    var snapshot = snapshot()
    snapshot.alerts.definitions = [
      AlertLogLine(
        at: Sample.moment(-20), event: "definition_changed", actor: "bob", note: "answer limit: 5 min -> 10 min")
    ]
    for metric in MetricID.allCases {
      #expect(
        snapshot.marks(of: metric).contains { $0.words.contains("definition changed: answer limit: 5 min -> 10 min") })
    }
    #expect(snapshot.alerts.entries[0].marks(snapshot).first?.kind == .changed)
  }

  @Test("what figures are defined by is in words, and of what is assumed only that")
  func definitionText() {
    var profile = Sample.snapshot().profile
    let before = DefinitionText.all(profile)
    profile.responseLimits["partner"] = 600
    profile.hours.assumed = true
    let after = DefinitionText.all(profile)
    #expect(before["answer limit"] == "5 min" && after["answer limit"] == "5 min, partner 10 min")
    #expect(after["working hours"] == "assumed")
  }

  @Test("of what was judged without memory there are none")
  func judged() throws {
    let model = Sample.model(160, 48, Sample.snapshot(), keys: [.character("1"), .character("1")])
    #expect(try !axis(model).contains("Δ"))
  }
}
