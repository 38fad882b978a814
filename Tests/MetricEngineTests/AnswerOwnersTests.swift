import Domain
import Testing

@testable import MetricEngine

@Suite("Whose answer it is")
struct AnswerOwnersTests {
  /// A lead that came on Thursday at 10:00, and that Bob took over from Ann at some time; the limit is five minutes.
  private func engine(answered: Instant = .never, handedOver: Instant) -> Engine {
    var data = Dataset.leads([SampleLead(created: .november(19, 10), answered: answered, rep: "Bob")])
    let ann = data.vocabularies[.rep, default: Vocabulary()].code(for: "Ann")
    data.leadChanges.append(row: 0, .rep, at: handedOver, old: Int64(ann), new: Int64(data.leads.rep[0]))
    return Engine(dataset: data, profile: .sample())
  }

  private func owner(answered: Instant = .never, handedOver: Instant, _ dimension: Dimension = .rep) -> [String] {
    engine(answered: answered, handedOver: handedOver)
      .breakdown(.leadResponse, by: dimension, Query(asOf: .noon)).map(\.name)
  }

  @Test("an answer in time is whose it was when it came")
  func inTime() {
    #expect(owner(answered: .november(19, 10, 4), handedOver: .november(19, 10, 2)) == ["Bob"])
    #expect(owner(answered: .november(19, 10, 4), handedOver: .november(19, 10, 5)) == ["Ann"])
  }

  @Test("a late answer, and none, is whose lead it was when the answer was due")
  func late() {
    #expect(owner(answered: .november(19, 16), handedOver: .november(19, 10, 5)) == ["Bob"])
    #expect(owner(answered: .november(19, 16), handedOver: .november(19, 11)) == ["Ann"])
    #expect(owner(handedOver: .november(19, 11)) == ["Ann"])
  }

  @Test("what is no matter of owning stays as it is")
  func otherDimensions() {
    #expect(owner(handedOver: .november(19, 11), .source) == ["web"])
  }

  @Test("before it was handed over nobody knew of the next owner")
  func asOf() {
    let engine = engine(handedOver: .november(19, 11))
    let leads = { (rep: String, asOf: Instant) in
      engine.standing(at: asOf).selection(Query(asOf: asOf, filter: Filter(clauses: [.dimension(.rep, [rep])]))).leadSet
        .count
    }
    let (before, after) = (Instant.november(19, 10, 59), Instant.november(19, 11))
    #expect([leads("Ann", before), leads("Bob", before)] == [1, 0])
    #expect([leads("Ann", after), leads("Bob", after)] == [0, 1])
  }

  @Test("the history of a lead says who had it when")
  func history() {
    let engine = engine(answered: .november(19, 10, 4), handedOver: .november(19, 11))
    let events = engine.leadTimeline(0, Query(asOf: .noon)).events
    #expect(events.map(\.kind) == [.came, .answered, .changed])
    #expect(events[1].who == "Ann")
    #expect(events[2].change == FieldEvent(.rep, old: .name("Ann"), new: .name("Bob")))
  }
}
