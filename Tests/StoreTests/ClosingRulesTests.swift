import Domain
import Ingest
import Testing

@testable import Store

@Suite("How an opportunity ended")
struct ClosingRulesTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var outcome = ""
    var stage = ""
    var lastStage = ""
    var closedAt = ""
    var expected: (outcome: Outcome, closedAt: Instant)
    var plan = Instant.never
  }

  static let entered = at("2026-02-20T09:00:00")
  static let given = at("2026-03-01")
  static let cases = [
    Case(testDescription: "nothing is known: open", expected: (.open, .never)),
    Case(testDescription: "outcome and date as given", outcome: "won", closedAt: "2026-03-01", expected: (.won, given)),
    Case(
      testDescription: "the outcome wins over the stage", outcome: "Lost", stage: "Closed Won",
      closedAt: "2026-03-01", expected: (.lost, given)),
    Case(
      testDescription: "without an outcome the stage decides", stage: "Closed Won", closedAt: "2026-03-01",
      expected: (.won, given)),
    Case(
      testDescription: "open where empty columns say so, whatever its last stage", lastStage: "Closed Lost",
      expected: (.open, .never)),
    Case(
      testDescription: "without a date that of the last stage is used", outcome: "won", lastStage: "Closed Won",
      expected: (.won, entered)),
    Case(
      testDescription: "the last stage dates nothing if it is no end", outcome: "won", lastStage: "Proposal",
      expected: (.won, .unknown)),
    Case(testDescription: "won without any date: nobody knows when", outcome: "won", expected: (.won, .unknown)),
    Case(
      testDescription: "the closing date of one that is said to be open is a plan", outcome: "Open",
      closedAt: "2026-03-01", expected: (.open, .never), plan: given),
    Case(
      testDescription: "so it is if its stage is no end", stage: "Negotiation", closedAt: "2026-03-01",
      expected: (.open, .never), plan: given),
    Case(
      testDescription: "a date that nothing confirms leaves it open", closedAt: "2026-03-01",
      expected: (.open, .never)),
    Case(
      testDescription: "a status nobody understands says nothing", outcome: "abandoned", stage: "Closed Won",
      closedAt: "2026-03-01", expected: (.won, given)),
    Case(
      testDescription: "reopened: the current stage wins over the history", stage: "Demo", lastStage: "Closed Lost",
      expected: (.open, .never)),
  ]

  @Test("by outcome, stage, history and date", arguments: cases)
  func rules(_ example: Case) throws {
    var batches = [
      batch(
        .opportunities,
        [["opportunity_id": "O1", "outcome": example.outcome, "stage": example.stage, "closed_at": example.closedAt]])
    ]
    if !example.lastStage.isEmpty {
      let entry = ["opportunity_id": "O1", "entered_at": "2026-02-20T09:00:00", "stage": example.lastStage]
      batches.append(batch(.stageHistory, [entry]))
    }
    let store = try Store.inMemory()
    for batch in batches { try store.apply(batch, source: csv, at: monday) }
    let opportunities = try store.dataset().opportunities
    #expect(opportunities.outcome == [example.expected.outcome])
    #expect(opportunities.closedAt == [example.expected.closedAt])
    #expect(opportunities.expectedCloseOn == [example.plan])
  }

  @Test("where no column could tell, the last stage of the history decides")
  func historyAlone() throws {
    let entry = ["opportunity_id": "O1", "entered_at": "2026-02-20T09:00:00", "stage": "Closed Lost"]
    let history = batch(.stageHistory, [entry])
    let bare = try Store.holding(batch(.opportunities, [["opportunity_id": "O1"]]), history).dataset().opportunities
    #expect((bare.outcome, bare.closedAt) == ([.lost], [Self.entered]))
    for column in ["outcome", "closed_at"] {
      let store = try Store.holding(batch(.opportunities, [["opportunity_id": "O1", column: ""]]), history)
      #expect(try store.dataset().opportunities.outcome == [.open])
    }
  }

  @Test("an expected date of its own is not overwritten by a planned closing date")
  func expectedDateStays() throws {
    let store = try Store.holding(
      batch(
        .opportunities,
        [["opportunity_id": "O1", "outcome": "open", "closed_at": "2026-03-01", "expected_close_on": "2026-04-01"]]))
    #expect(try store.dataset().opportunities.expectedCloseOn == [at("2026-04-01")])
  }

  @Test("configured names of the ends replace the well-known ones")
  func configured() throws {
    let rows = ["Signed", "Closed Won", "Dropped"].enumerated().map { ["opportunity_id": "O\($0)", "stage": $1] }
    let store = try Store.holding(batch(.opportunities, rows))
    let dataset = try store.dataset(AssemblyOptions(wonStages: ["signed"], lostStages: ["Dropped"]))
    #expect(dataset.opportunities.outcome == [.won, .open, .lost])
    #expect(try store.dataset().opportunities.outcome == [.open, .won, .open])
  }

  @Test("what was assumed is told")
  func notes() throws {
    let store = try Store.holding(
      batch(
        .opportunities,
        [
          ["opportunity_id": "O1", "closed_at": "2026-03-01"],
          ["opportunity_id": "O2", "stage": "Demo", "closed_at": "2026-03-01"],
          ["opportunity_id": "O3", "stage": "Won"],
        ]))
    #expect(
      try store.dataset().facts.notes == [
        "opportunities: 1 have a closing date but no outcome and no stage: counted as open",
        "opportunities: 1 are open and have a closing date: it is read as the expected one",
        "opportunities: 1 are won or lost by the name of their stage",
        "opportunities: 1 are won or lost without any date",
      ])
  }
}

@Suite("Well-known names of stages")
struct WellKnownStagesTests {
  @Test(
    "only letters count, in any case",
    arguments: [
      ("Closed Won", Outcome.won), ("closed_won", .won), ("7 - Closed Won (100%)", .won), ("GEWONNEN", .won),
      ("Gagné", .won), ("closedlost", .lost), ("Verloren", .lost), ("Lost", .lost),
    ])
  func ends(name: String, outcome: Outcome) {
    #expect(WellKnownStages.outcome(ofStage: name) == outcome)
  }

  @Test("names that only resemble an end are none", arguments: ["Wonderland", "Almost lost", "Proposal", "", "100 %"])
  func others(name: String) {
    #expect(WellKnownStages.outcome(ofStage: name) == nil)
  }

  @Test("a status may also say open", arguments: ["Open", "in progress", "Offen"])
  func open(text: String) {
    #expect(WellKnownStages.outcome(ofStatus: text) == .open)
    #expect(WellKnownStages.outcome(ofStage: text) == nil)
  }
}
