import Cells
import Domain
import MetricEngine
import Testing

@testable import Dashboard

/// Leads that wait for an answer.
@Suite struct WaitingScreenTests {
  private func waiting(_ width: Int, _ height: Int) -> Model {
    Sample.model(width, height, keys: [.character("b")])
  }

  @Test(arguments: ScreenSizes.withTiny)
  func looksAsKept(_ size: (Int, Int)) { ScreenSizes.expect(waiting(size.0, size.1), "waiting") }

  @Test func looksAsKeptInASCII() { ScreenSizes.expectASCII(waiting(120, 40), "waiting") }

  @Test func theHeadSaysHowManyAreLateAndHowManyWillBe() {
    let line = Sample.text(waiting(120, 40)).split(separator: "\n")[1]
    #expect(line.contains("7 leads") && line.contains("7 late") && line.contains("12 due in 30 min of work"))
  }

  @Test func theHeadSaysHowManyOfTheLateCameLately() {
    var snapshot = Sample.snapshot()
    snapshot.readings.response.waiting.late = 3_206
    snapshot.readings.response.waiting.lateRecently = 120
    let wide = Sample.text(Sample.model(120, 40, snapshot, keys: [.character("b")])).split(separator: "\n")[1]
    #expect(wide.contains("3 206 late, 120 of them from the last 28 days"))
    let narrow = Sample.text(Sample.model(80, 24, snapshot, keys: [.character("b")])).split(separator: "\n")[1]
    #expect(narrow.contains("3 206 late, 120 in 28 d"))
  }

  @Test func howLateALeadIsStandsThereOnce() {
    let line = Sample.text(waiting(120, 40)).split(separator: "\n").first { $0.contains("Kestrel") } ?? ""
    #expect(line.contains("2 h 10"))
    #expect(!line.contains("late by"))
    #expect(line.contains("still waiting"))
  }

  @Test func longWaitsAreCountedInHoursOfWork() {
    var model = Sample.model(120, 40)
    var lead = Sample.waiting()[0]
    lead.businessSeconds = 180 * 3600
    lead.secondsLeft = 300 - lead.businessSeconds
    Sample.answer(update(&model, .event(.key(.character("b")))), &model, leads: [lead])
    let line = Sample.text(model).split(separator: "\n").first { $0.contains("Kestrel") } ?? ""
    #expect(line.contains("180 h") && line.contains("179 h"))
  }

  @Test func aLeadWithoutAnOwnerSaysSo() {
    #expect(Sample.text(waiting(80, 24)).contains("no owner"))
  }

  @Test func enterOpensTheLead() {
    var model = waiting(120, 40)
    Sample.press(&model, .down, .enter)
    #expect(model.screen.isSameKind(as: .lead(LeadState(row: 1, name: ""))))
    Sample.press(&model, .escape)
    #expect(model.screen.isSameKind(as: .waiting(WaitingState())))
  }

  @Test func leadsThatOnlyHaveDatesShowWholeDaysAndNoClock() {
    // given: dates without time of day
    var snapshot = Sample.snapshot()
    snapshot.facts.leadPrecision = .day
    var model = Sample.model(120, 40, snapshot)
    let leads = Sample.waiting().map { lead in
      var lead = lead
      lead.businessSeconds = 0
      lead.secondsLeft = 0
      lead.wallSeconds = 3 * Instant.day
      lead.reasons = [.waited(.waiting, .days(3))]
      return lead
    }
    // when
    Sample.answer(update(&model, .event(.key(.character("b")))), &model, leads: leads)
    // then
    let line = Sample.text(model).split(separator: "\n").first { $0.contains("Kestrel") } ?? ""
    #expect(line.contains("3 d") && line.contains("waiting for 3 days"))
    #expect(!line.contains("0 s"))
  }

  // MARK: - Counting

  /// Leads that wait, in working hours until half past six.
  private func counting(_ open: TimeWindow?) -> Model {
    var model = Sample.model(120, 40)
    let leads = Sample.waitingWithReasons().map { lead in
      var lead = lead
      lead.open = open
      return lead
    }
    Sample.answer(update(&model, .event(.key(.character("b")))), &model, leads: leads)
    return model
  }

  private func line(_ name: String, _ model: Model) -> String {
    Sample.text(model).split(separator: "\n").first { $0.contains(name) }.map(String.init) ?? ""
  }

  private let evening = TimeWindow(after: Sample.asOf.adding(-30_000), through: Sample.asOf.adding(3_000))

  @Test func lateLeadsAreCountedEverySecond() {
    var model = counting(evening)
    #expect(line("Lumen", model).contains("41 min 02"), "two seconds after the figures")
    _ = update(&model, .tick(Sample.asOf.adding(9)))
    #expect(line("Lumen", model).contains("41 min 09"))
  }

  @Test func whoBecomesLateIsSaidAtOnce() {
    var model = counting(evening)
    _ = update(&model, .tick(Sample.asOf.adding(230)))
    #expect(line("Voltaire", model).contains("due in 10 s"))
    _ = update(&model, .tick(Sample.asOf.adding(245)))
    #expect(line("Voltaire", model).contains("5 s") && line("Voltaire", model).contains("still waiting"))
  }

  @Test func theClockStopsWhenTheHoursEnd() {
    var model = counting(TimeWindow(after: Sample.asOf.adding(-30_000), through: Sample.asOf.adding(4)))
    _ = update(&model, .tick(Sample.asOf.adding(600)))
    #expect(line("Lumen", model).contains("41 min 04"))
  }

  @Test func nothingRunsBeforeTheHoursBegin() {
    var model = counting(TimeWindow(after: Sample.asOf.adding(50_000), through: Sample.asOf.adding(80_000)))
    _ = update(&model, .tick(Sample.asOf.adding(600)))
    #expect(line("Lumen", model).contains("41 min 00"))
  }

  @Test func aPastDayIsNotCounted() {
    var model = Sample.model(120, 40, Sample.snapshot(clock: .chosen))
    let leads = Sample.waitingWithReasons().map { lead in
      var lead = lead
      lead.open = evening
      return lead
    }
    Sample.answer(update(&model, .event(.key(.character("b")))), &model, leads: leads)
    _ = update(&model, .tick(Sample.asOf.adding(9)))
    #expect(line("Lumen", model).contains("41 min 00"))
  }
}
