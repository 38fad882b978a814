import Domain
import Ingest
import Testing

@testable import Store

@Suite("Visits and activities")
struct EventTests {
  private let deals = batch(
    .opportunities, [["opportunity_id": "O1"], ["opportunity_id": "O2"], ["opportunity_id": "O3"]])
  private let leads = batch(
    .leads,
    [
      ["lead_id": "L1", "created_at": "2026-01-05T08:00:00"], ["lead_id": "L2", "created_at": "2026-01-05T08:00:00"],
    ])
  private let answers = batch(
    .leads,
    [
      ["lead_id": "L2", "first_response_at": "2026-01-05T09:00:00"],
      ["lead_id": "L3", "created_at": "2026-01-05T08:00:00", "first_response_at": ""],
    ])

  private func stages(_ dataset: Dataset, of row: Int) -> [String] {
    dataset.opportunities.visits(of: row).map { dataset.vocabulary(.stage)[dataset.visits.stage[$0]] }
  }

  @Test("visits stand by opportunity, within it by sequence, else by time, else as in the file")
  func visitOrder() throws {
    let rows = [
      ("O2", "", "2026-01-07", "b"), ("O1", "2", "2026-01-01", "second"), ("O2", "", "2026-01-05", "a"),
      ("O1", "1", "2026-01-09", "first"), ("O2", "", "2026-01-07", "c"), ("O9", "1", "", "orphan"),
    ].map { ["opportunity_id": $0.0, "seq": $0.1, "entered_at": $0.2, "stage": $0.3] }
    let dataset = try Store.holding(deals, batch(.stageHistory, rows)).dataset()
    #expect(stages(dataset, of: 0) == ["first", "second"])
    #expect(stages(dataset, of: 1) == ["a", "b", "c"])
    #expect(stages(dataset, of: 2) == [])
    #expect(dataset.visits.opportunity == [0, 0, 1, 1, 1])
    #expect(dataset.facts.orphans == ["stage_history": 1])
  }

  @Test("what belongs to a deleted opportunity is hidden with it and is no orphan")
  func hiddenWithParent() throws {
    let store = try Store.holding(
      deals, batch(.stageHistory, [["opportunity_id": "O1", "seq": "0", "stage": "Demo"]]),
      batch(.activities, [["activity_id": "A1", "opportunity_id": "O1"]]),
      batch(.opportunities, [["opportunity_id": "O1", "deleted": "1"]]))
    let dataset = try store.dataset()
    #expect(dataset.visits.count == 0 && dataset.activities.count == 0)
    #expect(dataset.facts.orphans == [:])
  }

  @Test("activities stand by opportunity and time; those of leads only come last; those of nothing are counted")
  func activityOrder() throws {
    let rows = [
      ("A1", "O2", "", "2026-01-09"), ("A2", "", "L1", "2026-01-05"), ("A3", "O2", "L2", "2026-01-08"),
      ("A4", "O9", "", "2026-01-01"), ("A5", "O1", "", "2026-01-03"), ("A6", "O9", "L1", "2026-01-02"),
      ("A7", "", "", "2026-01-02"),
    ].map { ["activity_id": $0.0, "opportunity_id": $0.1, "lead_id": $0.2, "occurred_at": $0.3] }
    let dataset = try Store.holding(deals, leads, batch(.activities, rows)).dataset()
    #expect((0..<dataset.activities.count).map { dataset.activities.ids[$0] } == ["A5", "A3", "A1", "A6", "A2"])
    #expect(dataset.activities.opportunity == [0, 1, 1, -1, -1])
    #expect(dataset.activities.lead == [-1, 1, -1, 0, 0])
    #expect(dataset.opportunities.activityStarts == [0, 1, 3, 3])
    #expect(dataset.facts.orphans == ["activities": 2])
  }

  @Test("absent marks count as human, outbound, done, and the assumption is told")
  func assumptions() throws {
    let dataset = try Store.holding(
      deals, batch(.activities, [["activity_id": "A1", "opportunity_id": "O1", "kind": "call"]])
    ).dataset()
    #expect(dataset.activities.traits == [[]])
    #expect(
      dataset.facts.notes == [
        "activities: no direction column, all count as outbound",
        "activities: no automatic column, all count as human",
        "activities: no done column, all count as done",
      ])
  }

  @Test("marks of an activity")
  func traits() throws {
    let rows: [([String: String], ActivityTraits)] = [
      (["direction": "out", "automatic": "0", "done": "1"], []), (["direction": "Inbound"], .inbound),
      (["automatic": "1"], .automatic), (["rep": "robot"], .automatic), (["done": "0"], .undone),
      (["kind": "meeting", "held": "1"], .held), (["kind": "meeting", "held": "0"], .missed),
      (["kind": "Note"], .noTouch), (["kind": "task", "done": "0"], [.undone, .noTouch]),
      (["kind": "task", "done": "1"], []),
    ]
    let cells = rows.enumerated().map { index, row in
      row.0.merging(["activity_id": "A\(index)", "opportunity_id": "O1"]) { $1 }
    }
    let dataset = try Store.holding(
      deals, batch(.users, [["user_id": "robot", "automatic": "1"]]), batch(.activities, cells)
    ).dataset()
    #expect(Array(dataset.activities.traits) == rows.map(\.1))
  }

  @Test("where no source records first responses it is the earliest that counts and is not before the lead")
  func firstResponse() throws {
    let rows = [
      ("A1", "L1", "2026-01-04T08:00:00", "1"), ("A2", "L1", "2026-01-05T12:00:00", "1"),
      ("A3", "L1", "2026-01-05T08:30:00", "0"), ("A4", "L1", "2026-01-05T11:00:00", "1"),
      ("A5", "L2", "2026-01-05T08:15:00", "1"), ("A6", "L3", "2026-01-05T08:15:00", "1"),
    ].map { ["activity_id": $0.0, "lead_id": $0.1, "occurred_at": $0.2, "done": $0.3] }
    let dataset = try Store.holding(leads, answers, batch(.activities, rows)).dataset()
    let answers = (0..<3).map { (dataset.leads.ids[$0], dataset.leads.firstResponseAt[$0]) }.sorted { $0.0 < $1.0 }
    #expect(answers.map(\.1) == [at("2026-01-05T11:00:00"), at("2026-01-05T09:00:00"), .never])
    #expect(dataset.facts.notes.contains { $0.hasPrefix("leads: for 1 the first response ") })
  }

  @Test("a column of first responses without a single value records nothing")
  func emptyResponseColumn() throws {
    let dataset = try Store.holding(
      batch(.leads, [["lead_id": "L1", "created_at": "2026-01-05", "first_response_at": ""]]),
      batch(.activities, [["activity_id": "A1", "lead_id": "L1", "occurred_at": "2026-01-06"]])
    ).dataset()
    #expect(dataset.leads.firstResponseAt == [at("2026-01-06")])
  }

  @Test("first responses count as known only if some are recorded or activities of leads could tell")
  func firstResponsePresence() throws {
    let bare = batch(.leads, [["lead_id": "L1", "created_at": "2026-01-05", "first_response_at": ""]])
    let note = batch(.activities, [["activity_id": "A1", "lead_id": "L1", "kind": "note"]])
    #expect(try !Store.holding(bare).dataset().facts.has("leads.first_response_at"))
    #expect(try Store.holding(bare, note).dataset().facts.has("leads.first_response_at"))
    #expect(try Store.holding(leads, answers).dataset().facts.has("leads.first_response_at"))
  }
}
