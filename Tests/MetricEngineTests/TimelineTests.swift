import Domain
import Testing

@testable import MetricEngine

/// One opportunity with its history and what is wrong with it.
struct TimelineTests {
  private let query = Query(asOf: SampleProcess.now)

  private func timeline(_ deal: SampleDeal, among others: [SampleDeal] = []) -> OpportunityTimeline {
    Engine.over([deal] + others).opportunityTimeline(0, query)
  }

  @Test("events come in order of time, those after the instant are hidden")
  func eventsInOrder() {
    let deal = SampleDeal(
      created: 30, path: [("Discovery", 30), ("Demo", 20), ("Won", 5)], touches: [25, 10, 2], won: 5)
    let engine = Engine.over([deal])
    let events = engine.opportunityTimeline(0, query).events
    #expect(events.map(\.text) == ["", "Discovery", "call", "Demo", "call", "Won", "call"])
    #expect(events.map(\.kind) == [.created, .stage, .activity, .stage, .activity, .won, .activity])
    #expect(events.last?.deviation == .afterEnd)
    let then = engine.opportunityTimeline(0, Query(asOf: .ago(15)))
    #expect(then.events.map(\.text) == ["", "Discovery", "call", "Demo"])
    #expect(then.header.status == .open)
  }

  @Test("each stage entry says how it leaves the process")
  func deviationsAreMarked() {
    let path = ["Discovery", "Discovery", "Proposal", "Parked", "Discovery", "Lost", "Proposal"]
    let deal = SampleDeal(created: 30, path: path.enumerated().map { ($1, Double(30 - $0)) })
    let events = timeline(deal).events.filter { $0.kind != .created }
    #expect(
      events.map(\.deviation) == [
        nil, .repeated, .skipped(["Demo"]), .foreignStage, .wentBack(times: 1), .openedAgain, .repeated,
      ])
  }

  @Test("a won deal skipped what it never entered before winning")
  func skippedBeforeWinning() {
    let deal = SampleDeal(created: 30, path: [("Discovery", 30), ("Won", 9)], won: 9)
    let timeline = timeline(deal)
    #expect(timeline.events.last?.deviation == .skipped(["Demo", "Proposal"]))
    #expect(timeline.problems == [.skipped(["Demo", "Proposal"])])
  }

  @Test("a closing that no stage entry says is added")
  func closingWithoutEntry() {
    let events = timeline(SampleDeal(created: 30, path: [("Discovery", 30)], lost: 9)).events
    #expect(events.last?.kind == .lost)
    #expect(events.last?.at == .ago(9))
  }

  @Test("what was changed about a deal stands among what happened, and a later close as pushed out")
  func changedFields() {
    let engine = Engine.over([SampleDeal(created: 30, path: [("Discovery", 30)])])
    var data = engine.dataset
    let add = { (field: ChangedField, daysAgo: Double, old: Int64, new: Int64) in
      data.changes.append(row: 0, field, at: .ago(daysAgo), old: old, new: new)
    }
    add(.amount, 20, 500, Money.none)
    add(.expectedCloseOn, 15, Instant.ago(2).seconds, Instant.ago(-12).seconds)
    add(.expectedCloseOn, 10, Instant.ago(-12).seconds, Instant.ago(-5).seconds)
    add(.team, 9, 0, 0)
    let changed = Engine(dataset: data, profile: engine.profile).opportunityTimeline(0, query).events
      .filter { $0.kind == .changed }
    #expect(changed.map(\.at) == [.ago(20), .ago(15), .ago(10)])
    #expect(changed.map(\.deviation) == [nil, .pushedOut, nil])
    let currency = data.vocabulary(.currency)[data.opportunities.currency[0]]
    #expect(changed[0].change?.old == .amount(Money(hundredths: 500, currency: currency)))
    #expect(changed[0].change?.new == nil)
    #expect(changed.map { $0.change?.pushed } == [nil, 14 * Instant.day, nil])
  }

  @Test("a deal without dates has a timeline too")
  func undated() {
    let timeline = timeline(SampleDeal(created: nil))
    #expect(timeline.events.isEmpty)
    #expect(timeline.problems.isEmpty)
    #expect(timeline.header.ageDays == nil)
  }

  @Test("an open deal is compared with the wins of its kind")
  func problemsOfAnOpenDeal() {
    // Given wins of its segment that took 50 days and were touched every 10
    let wins = (0..<30).map { _ in
      SampleDeal(
        created: 150, path: [("Discovery", 150), ("Demo", 148), ("Proposal", 140), ("Won", 100)],
        touches: [149, 140, 130, 120, 110], won: 100, segment: "small")
    }
    let deal = SampleDeal(
      created: 90, path: [("Discovery", 90), ("Proposal", 80)], touches: [41], segment: "small", nextStep: .never)
    // When
    let timeline = timeline(deal, among: wins)
    // Then
    #expect(
      timeline.problems == [
        .quiet(days: 41, wins: .init(days: 10, isOfItsKind: true)),
        .staying(stage: "Proposal", days: 80, usual: 40), .old(days: 90, wins: 50), .skipped(["Demo"]),
      ])
  }

  @Test("a deal lost after one touch says so")
  func gaveUp() {
    let deal = SampleDeal(created: 30, path: [("Discovery", 30), ("Lost", 9)], touches: [20], lost: 9)
    #expect(timeline(deal).problems == [.lostAfter(touches: 1)])
  }
}

/// One lead with its clock.
struct TimelineOfLeadTests {
  private func timeline(_ lead: SampleLead) -> LeadTimeline {
    Engine(dataset: .leads([lead]), profile: .sample(limits: ["web": 600])).leadTimeline(0, Query(asOf: .noon))
  }

  @Test("a lead answered over a weekend waited in working time only")
  func workingTimeOnly() {
    // Given a lead of Friday 13th 16:55, answered on Monday at 09:10 with a limit of 10 minutes
    let timeline = timeline(SampleLead(created: .november(13, 16, 55), answered: .november(16, 9, 10)))
    #expect(timeline.limitSeconds == 600)
    #expect(timeline.header.businessSeconds == 900)
    #expect(timeline.header.secondsLeft == -300)
    #expect(timeline.problems == [.overLimit(.answered, seconds: 900, limit: 600)])
    #expect(timeline.events.map(\.kind) == [.came, .answered] && timeline.events[0].text == "web")
    #expect(timeline.events.last?.deviation == .tooLate)
  }

  @Test("a lead that waits says for how long")
  func waiting() {
    let timeline = timeline(SampleLead(created: .november(20, 9)))
    #expect(timeline.problems == [.overLimit(.waiting, seconds: 10_800, limit: 600)])
  }

  @Test("an answer before the lead came is an error in the data")
  func earlyAnswer() {
    let timeline = timeline(SampleLead(created: .november(20, 9), answered: .november(20, 8)))
    #expect(timeline.problems == [.answeredBeforeItCame])
    #expect(timeline.events.first?.deviation == .beforeItCame)
  }

  @Test("an answer that is still to come is hidden")
  func laterAnswersAreHidden() {
    let timeline = timeline(SampleLead(created: .november(20, 11, 55), answered: .november(20, 13)))
    #expect(timeline.events.count == 1)
    #expect(timeline.header.firstResponseAt == .never)
    #expect(timeline.problems.isEmpty)
  }
}
