import Domain
import Testing

@Suite("Questions")
struct QueryTests {
  private let asOf = Instant(1_782_842_400)

  @Test("a window is open at its start and closed at its end")
  func window() {
    let window = Query(asOf: asOf, period: .days(28)).window
    #expect(window.contains(asOf) && !window.contains(asOf.adding(1)))
    #expect(!window.contains(asOf.adding(days: -28)) && window.contains(asOf.adding(days: -28).adding(1)))
    #expect(!window.contains(.never) && !window.contains(.unknown))
  }

  @Test("the window before ends where this one begins")
  func before() {
    let query = Query(asOf: asOf, period: .days(7))
    #expect(query.previousWindow.through == query.window.after)
    #expect(query.previousWindow.after == asOf.adding(days: -14))
  }

  @Test("last year is 364 days ago: the same weekdays")
  func lastYear() {
    let query = Query(asOf: asOf, period: .days(28), comparison: .lastYear)
    #expect(query.previousWindow == TimeWindow(after: asOf.adding(days: -392), through: asOf.adding(days: -364)))
    #expect(query.previousWindow.through.utcDate.isoWeekday == asOf.utcDate.isoWeekday)
  }

  @Test("a period longer than time ends nowhere but ends", arguments: [Comparison.previous, .lastYear])
  func absurd(comparison: Comparison) {
    let query = Query(asOf: asOf, period: .days(.max), comparison: comparison)
    #expect(query.window.contains(Instant(0)))
    #expect(query.previousWindow.after.isKnown)
  }

  @Test(
    "names of stages tell the end of an opportunity whatever stands around the letters",
    arguments: [
      ("Closed Won", Outcome.won), ("7 - closed_won (100%)", .won), ("LOST", .lost), ("Gagnée", .won),
      ("verloren", .lost),
    ])
  func ends(name: String, outcome: Outcome) {
    #expect(WellKnownStages.outcome(ofStage: name) == outcome)
  }

  @Test("a stage on the way is no end, a status of work in progress is open")
  func notEnds() {
    #expect(WellKnownStages.outcome(ofStage: "Won over champion") == nil)
    #expect(WellKnownStages.outcome(ofStage: "Open") == nil)
    #expect(WellKnownStages.outcome(ofStatus: "In progress") == .open)
    #expect(WellKnownStages.outcome(ofStatus: "whatever") == nil)
  }

  @Test("the nearest name is found through a slip, none through nonsense")
  func nearest() {
    #expect(nearestName(to: "regoin", in: ["rep", "region", "source"]) == "region")
    #expect(nearestName(to: "Lead-Source", in: ["leadsource", "source"]) == "leadsource")
    #expect(nearestName(to: "xyzzy", in: ["rep", "region"]) == nil)
    #expect(nearestNames(to: "rep", in: ["reps", "rap", "team"]) == ["reps", "rap"])
  }
}
