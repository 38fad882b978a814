import Testing

@testable import Domain

@Suite("Merging what changed into a data set")
struct MergingTests {
  /// Opportunities created on these days, each with a visit and an activity at its creation, of these reps.
  private func rows(_ list: [(id: String, day: Int, rep: String)]) -> Dataset {
    var dataset = Dataset()
    var reps = Vocabulary()
    for (row, entry) in list.enumerated() {
      let at = Instant(0).adding(days: entry.day)
      dataset.opportunities.ids.append(entry.id)
      dataset.opportunities.createdAt.append(at)
      dataset.opportunities.closedAt.append(.never)
      dataset.opportunities.rep.append(reps.code(for: entry.rep))
      dataset.opportunities.visitStarts.append(Int32(row + 1))
      dataset.opportunities.activityStarts.append(Int32(row + 1))
      dataset.visits.opportunity.append(Int32(row))
      dataset.visits.stage.append(0)
      dataset.visits.enteredAt.append(at)
      dataset.activities.ids.append("A-" + entry.id)
      dataset.activities.opportunity.append(Int32(row))
      dataset.activities.lead.append(-1)
      dataset.activities.occurredAt.append(at)
      dataset.activities.traits.append([])
    }
    dataset.vocabularies[.rep] = reps
    let span = EventSpan(dataset)
    (dataset.facts.oldestEvent, dataset.facts.newestEvent) = (span.oldest, span.newest)
    return dataset
  }

  private func ids(_ dataset: Dataset) -> [String] {
    (0..<dataset.opportunities.count).map { dataset.opportunities.ids[$0] }
  }

  private func reps(_ dataset: Dataset) -> [String] {
    dataset.opportunities.rep.map { dataset.vocabulary(.rep)[$0] }
  }

  @Test("a changed row stands where it stood; codes there were stay what they are")
  func changed() {
    let base = rows([("O1", 1, "Ann"), ("O2", 2, "Bob"), ("O3", 3, "Ann")])
    var delta = DatasetDelta()
    delta.rows = rows([("O2", 2, "Cleo")])
    let merged = base.merging(delta)
    #expect(ids(merged) == ["O1", "O2", "O3"])
    #expect(reps(merged) == ["Ann", "Cleo", "Ann"])
    #expect(merged.vocabulary(.rep).names == ["", "Ann", "Bob", "Cleo"])
  }

  @Test("a new row stands behind those created no later, with all that belongs to it")
  func inserted() {
    let base = rows([("O1", 1, "Ann"), ("O2", 2, "Bob"), ("O3", 3, "Ann")])
    var delta = DatasetDelta()
    delta.rows = rows([("N0", 0, "Bob"), ("N2", 2, "Bob"), ("N9", 9, "Bob")])
    let merged = base.merging(delta)
    #expect(ids(merged) == ["N0", "O1", "O2", "N2", "O3", "N9"])
    #expect(merged.visits.opportunity == [0, 1, 2, 3, 4, 5])
    #expect((0..<6).map { merged.activities.ids[$0] } == ["A-N0", "A-O1", "A-O2", "A-N2", "A-O3", "A-N9"])
    #expect(merged.activities.opportunity == [0, 1, 2, 3, 4, 5])
  }

  @Test("a row created at another time moves; one that is gone takes along all that belongs to it")
  func movedAndGone() {
    let base = rows([("O1", 1, "Ann"), ("O2", 2, "Bob"), ("O3", 3, "Ann")])
    var delta = DatasetDelta()
    delta.rows = rows([("O1", 5, "Ann")])
    delta.removedOpportunities = ["O2", "never there"]
    let merged = base.merging(delta)
    #expect(ids(merged) == ["O3", "O1"])
    #expect(merged.opportunities.visitStarts == [0, 1, 2])
    #expect((0..<2).map { merged.activities.ids[$0] } == ["A-O3", "A-O1"])
  }

  @Test("the newest event is looked for anew when the row that held it says something else")
  func newest() {
    let base = rows([("O1", 1, "Ann"), ("O2", 2, "Bob"), ("O3", 9, "Ann")])
    var delta = DatasetDelta()
    delta.removedOpportunities = ["O3"]
    #expect(base.merging(delta).facts.newestEvent == Instant(0).adding(days: 2))
    delta.rows = rows([("O3", 4, "Ann")])
    delta.removedOpportunities = []
    #expect(base.merging(delta).facts.newestEvent == Instant(0).adding(days: 4))
  }

  @Test("no change leaves everything as it is")
  func nothing() {
    let base = rows([("O1", 1, "Ann"), ("O2", 2, "Bob")])
    var delta = DatasetDelta()
    delta.rows.facts = base.facts
    #expect(base.merging(delta) == base)
  }
}
