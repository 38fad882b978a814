import TestKit
import Testing

@testable import Domain

@Suite("Names taken over from other rows")
struct AdoptingTests {
  private func rows(reps: [String], kinds: [String]) -> Dataset {
    var rows = Dataset()
    rows.vocabularies[.rep] = Vocabulary(names: reps)
    rows.activityKinds = Vocabulary(names: kinds)
    rows.leads.ids = TextColumn(reps)
    rows.leads.createdAt = Series(repeating: Instant(0), count: reps.count)
    rows.leads.rep = Series((0..<reps.count).map { Code($0 + 1) })
    rows.activities.kind = Series((0..<kinds.count).map { Code($0 + 1) })
    rows.leadAttributes["tier"] = AttributeColumn(
      names: Vocabulary(names: ["gold"]), codes: Series(repeating: 1, count: reps.count))
    return rows
  }

  @Test("Codes of the rows become those of the names that are there, new names come behind")
  func translates() {
    var known = Dataset()
    _ = known.adopt(rows(reps: ["Ann", "Bob"], kinds: ["call"]))
    let adopted = known.adopt(rows(reps: ["Cem", "Ann"], kinds: ["email", "call"]))
    #expect(known.vocabulary(.rep).names == ["", "Ann", "Bob", "Cem"])
    #expect(Array(adopted.leads.rep) == [3, 1])
    #expect(adopted.vocabulary(.rep) == known.vocabulary(.rep))
    #expect(Array(adopted.activities.kind) == [2, 1])
    #expect(Array(adopted.leadAttributes["tier"]?.codes ?? []) == [1, 1])
  }

  @Test("Rows without an attribute have none of it")
  func fillsAttributes() {
    var known = Dataset()
    _ = known.adopt(rows(reps: ["Ann"], kinds: []))
    var plain = rows(reps: ["Bob", "Cem"], kinds: [])
    plain.leadAttributes = [:]
    let adopted = known.adopt(plain)
    #expect(Array(adopted.leadAttributes["tier"]?.codes ?? []) == [0, 0])
    #expect(adopted.leadAttributes["tier"]?.names.names == ["", "gold"])
  }
}
