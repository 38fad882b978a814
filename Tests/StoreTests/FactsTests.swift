import Domain
import Ingest
import Testing

@testable import Store

@Suite("Facts about the rows")
struct FactsTests {
  @Test("a field is present if a row that is shown has a value in it")
  func presentFields() throws {
    let store = try Store.holding(
      batch(
        .leads, [["lead_id": "L1", "source": "web", "region": "", "next": "x"], ["lead_id": "L2", "name": "Ann"]]))
    #expect(try store.dataset().facts.presentFields == ["leads.lead_id", "leads.source", "leads.name"])
    try store.apply(batch(.leads, [["lead_id": "L2", "deleted": "1"]]), source: csv, at: tuesday)
    #expect(try !store.dataset().facts.has("leads.name"))
  }

  @Test("a field is given if a source has a column for it, with or without a value")
  func givenFields() throws {
    let store = try Store.holding(
      batch(.leads, [["lead_id": "L1", "qualified_at": ""]]),
      batch(.leads, [["lead_id": "L2", "source": "web"]]), batch(.opportunities, []))
    let facts = try store.dataset().facts
    #expect(facts.givenFields == ["leads.lead_id", "leads.qualified_at", "leads.source"])
    #expect(facts.gives("leads.qualified_at") && !facts.has("leads.qualified_at"))
  }

  @Test("one date without time makes its table whole days, also where it answers leads")
  func precision() throws {
    let lead = batch(.leads, [["lead_id": "L1", "created_at": "2026-01-05T08:00:00"]])
    let call = batch(
      .activities, dayPrecision: ["occurred_at"],
      [["activity_id": "A1", "lead_id": "L1", "occurred_at": "2026-01-06"]])
    let deal = batch(
      .opportunities, dayPrecision: ["closed_at"],
      [["opportunity_id": "O1", "created_at": "2026-01-05T08:00:00", "closed_at": "2026-02-01", "outcome": "won"]])
    let facts = try Store.holding(lead, call, deal).dataset().facts
    #expect(facts.leadPrecision == .day && facts.activityPrecision == .day && facts.opportunityPrecision == .day)
    #expect(try Store.holding(lead).dataset().facts.leadPrecision == .second)
  }

  @Test("a single time of day in a later batch of the same file makes the field more than a date")
  func precisionOverBatches() throws {
    let first = batch(
      .leads, lines: 2...2, dayPrecision: ["created_at"], [["lead_id": "L1", "created_at": "2026-01-05"]])
    let second = batch(.leads, lines: 3...3, [["lead_id": "L2", "created_at": "2026-01-05T10:00:00"]])
    let third = batch(
      .leads, lines: 4...4, dayPrecision: ["created_at"], [["lead_id": "L3", "created_at": "2026-01-07"]])
    #expect(try Store.holding(first, second, third).dataset().facts.leadPrecision == .second)
  }

  @Test("first and last event leave out plans, undone activities and what is not dated")
  func range() throws {
    let facts = try Store.holding(
      batch(
        .opportunities,
        [
          [
            "opportunity_id": "O1", "created_at": "2026-01-05", "expected_close_on": "2030-01-01",
            "next_step_at": "2029-01-01", "updated_at": "2028-01-01", "outcome": "open", "closed_at": "2031-01-01",
          ],
          ["opportunity_id": "O2", "outcome": "won"],
        ]),
      batch(
        .activities,
        [
          ["activity_id": "A1", "opportunity_id": "O1", "occurred_at": "2026-02-01", "done": "1"],
          ["activity_id": "A2", "opportunity_id": "O1", "occurred_at": "2027-02-01", "done": "0"],
        ])
    ).dataset().facts
    #expect(facts.oldestEvent == at("2026-01-05"))
    #expect(facts.newestEvent == at("2026-02-01"))
    #expect(facts.opportunitiesWithoutCreation == 1)
  }

  @Test("without rows there is no first or last event")
  func empty() throws {
    let facts = try Store.inMemory().dataset().facts
    #expect(facts == DatasetFacts())
  }

  @Test("the own offset is the most frequent one; a file read again counts once")
  func ownOffset() throws {
    let rows = [["lead_id": "L1"]]
    let store = try Store.holding(
      batch(.leads, origin: "a.csv", lines: 2...2, offsets: [3600: 5], rows),
      batch(.leads, origin: "a.csv", lines: 2...2, offsets: [3600: 5], rows),
      batch(.leads, origin: "b.csv", lines: 2...2, offsets: [7200: 8], rows))
    #expect(try store.dataset().facts.ownOffset == 7200)
    #expect(try store.dataset().facts.offsets == [3600: 5, 7200: 8])
    #expect(try Store.holding(batch(.leads, rows)).dataset().facts.ownOffset == nil)
  }

  @Test("rows read are those of the store, deleted ones included")
  func rowsRead() throws {
    let store = try Store.holding(
      batch(.leads, [["lead_id": "L1"], ["lead_id": "L2"]]), batch(.leads, [["lead_id": "L1", "deleted": "1"]]))
    #expect(try store.dataset().facts.rowsRead == ["leads": 2])
  }

  @Test("a table of which only the header was read is there, and has no rows; its first rows are news")
  func headerOnly() throws {
    let store = try Store.holding(batch(.leads, [["lead_id": "L1"]]))
    #expect(try store.dataset().facts.emptyTables.isEmpty)
    try store.apply(batch(.activities, []), source: csv, at: monday.adding(3600))
    #expect(try store.dataset().facts.emptyTables == ["activities"])
    try store.apply(batch(.activities, [["activity_id": "A1"]]), source: csv, at: monday.adding(7200))
    #expect(try store.dataset().facts.emptyTables.isEmpty)
  }

  @Test("an opportunity without a creation date is kept as one that happened at an unknown time")
  func withoutCreation() throws {
    let opportunities = try Store.holding(batch(.opportunities, [["opportunity_id": "O1"]])).dataset().opportunities
    #expect(opportunities.createdAt == [.unknown])
    #expect(opportunities.amount == [Money.none])
    #expect(opportunities.nextStepAt == [.never])
  }
}
