import Domain
import TestKit
import Testing

@testable import MetricEngine

struct FilteredRowsTests {
  private func leads(_ filter: String) -> [Int32] {
    let data = Dataset.leads([
      SampleLead(created: .november(1), source: "Web form", rep: "Ann Lee", kind: "inbound"),
      SampleLead(created: .november(10), source: "Fair", rep: "Bob", kind: "outbound"),
    ])
    let engine = Engine(dataset: data, profile: .sample())
    return engine.selection(Query(asOf: .noon, filter: FilterParser.parse(filter).filter)).leads
  }

  @Test("part of a name finds it where nobody has exactly that name")
  func partOfANameFindsIt() {
    #expect(leads("rep:ann") == [0])
    #expect(leads("rep:lee") == [0])
    #expect(leads("source:form") == [0])
    #expect(leads("rep:nn").isEmpty)
  }

  @Test("rows are found by the day they were created on")
  func rowsAreFoundByTheDayTheyWereCreatedOn() {
    #expect(leads("created:2026-11-10") == [1])
    #expect(leads("created<2026-11-10") == [0])
  }

  @Test("every column that lists show can be filtered by what it shows")
  func columnsAreFilteredByWhatTheyShow() throws {
    // given: all rows of an organisation as lists show them
    let set = try Fixtures.canonical("plain")
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let query = Query(asOf: set.asOf)
    func found(_ text: String, _ listing: Listing) -> Set<Int32> {
      let (filter, problems) = FilterParser.parse(text)
      #expect(problems.isEmpty)
      return Set(engine.narrowed(engine.rows(listing, query), listing, by: filter, query))
    }
    let deals = engine.rows(.allOpportunities, query).map { engine.opportunityRow($0, query, reason: nil) }
    let leads = engine.rows(.allLeads, query).map { engine.leadRow($0, query, reason: nil) }
    // when, then
    #expect(found("touches>3", .allOpportunities) == Set(deals.filter { $0.touches > 3 }.map(\.row)))
    #expect(found("touches=0", .allOpportunities) == Set(deals.filter { $0.touches == 0 }.map(\.row)))
    #expect(found("late>1h", .allLeads) == Set(leads.filter { $0.secondsLeft < -3600 }.map(\.row)))
    let clock = LeadClock(engine, asOf: set.asOf)
    let timed = leads.filter { if case .success = clock.read(Int($0.row)) { true } else { false } }
    #expect(found("waited<=30min", .allLeads) == Set(timed.filter { $0.businessSeconds <= 1800 }.map(\.row)))
  }

  @Test("words of the calendar mean days around the instant that is asked about")
  func calendarWordsMoveWithTheInstant() {
    let data = Dataset.leads([
      SampleLead(created: .november(1), source: "a", rep: "x"),
      SampleLead(created: .november(10), source: "b", rep: "y"),
    ])
    let engine = Engine(dataset: data, profile: .sample())
    func leads(_ text: String, _ asOf: Instant) -> [Int32] {
      engine.selection(Query(asOf: asOf, filter: FilterParser.parse(text).filter)).leads
    }
    let noon = Instant.november(10).adding(12 * 3600)
    #expect(leads("created:today", noon) == [1])
    #expect(leads("created:this-month", noon) == [0, 1])
    #expect(leads("created:yesterday", noon).isEmpty)
    #expect(leads("created:today", noon.adding(days: 1)).isEmpty)
    #expect(leads("created:yesterday", noon.adding(days: 1)) == [1])
    #expect(FilterParser.parse("created:soon").problems == [.date("soon")])
    #expect(FilterParser.parse("late>soon").problems == [.workingTime("soon")])
  }

  @Test("text is found in any row and never across two")
  func textIsFoundInAnyRowAndNeverAcrossTwo() {
    let column = TextColumn(["xL0", "L1"])
    #expect(TextSearch("l1").rows(of: column, size: 2).rows == [1])
    #expect(TextSearch("l0l1").rows(of: column, size: 2).isEmpty)
    #expect(leads("web") == [0])
  }

  @Test("sets of rows behave like sets of numbers", arguments: 0..<50)
  func setsOfRowsBehaveLikeSets(seed: UInt64) {
    var chance = SplitMix64(seed: seed)
    let size = Int(chance.next() % 200)
    let first = Set((0..<size).filter { _ in chance.next() % 3 == 0 })
    let second = Set((0..<size).filter { _ in chance.next() % 2 == 0 })
    let (a, b) = (RowSet(size: size) { first.contains($0) }, RowSet(size: size) { second.contains($0) })
    var both = a
    both.formIntersection(b)
    #expect(both.rows.map(Int.init) == first.intersection(second).sorted())
    #expect(a.union(b).rows.map(Int.init) == first.union(second).sorted())
    #expect(RowSet(size: size, all: true).count == size)
    #expect(RowSet(size: size, rows: a.rows) == a)
  }
}
