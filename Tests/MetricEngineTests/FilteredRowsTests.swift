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
