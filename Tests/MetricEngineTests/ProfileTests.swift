import Domain
import Testing

@testable import MetricEngine

/// What is worked out of the data where nobody configured it.
struct ProfileTests {
  private func path(_ stages: [String]) -> SampleDeal {
    SampleDeal(created: 100, path: stages.enumerated().map { ($1, 100 - Double($0)) })
  }

  private func ended(_ stages: [String], won: Bool) -> SampleDeal {
    var deal = path(stages)
    let last = 100 - Double(stages.count - 1)
    if won { deal.won = last } else { deal.lost = last }
    return deal
  }

  @Test("stages are ordered by where they stand in the histories, even if most break off early")
  func stagesInOrder() {
    let deals =
      (0..<50).map { _ in ended(["New", "Lost"], won: false) } + (0..<30).map { _ in path(["New", "Offer"]) }
      + [ended(["New", "Check", "Offer", "Check", "Offer", "Signed", "Won"], won: true), path(["Check", "Offer"])]
    let process = ProfileInference.process(.deals(deals))
    #expect(process.stages == ["New", "Check", "Offer", "Signed"])
    #expect((process.won, process.lost) == (["Won"], ["Lost"]))
    #expect(process.assumed)
  }

  @Test("an end is found by what closing does, whatever it is called")
  func endsByClosing() {
    let deals =
      (0..<9).map { _ in ended(["One", "Two", "Active customer"], won: true) }
      + (0..<9).map { _ in ended(["One", "Dead"], won: false) } + [path(["One", "Two"])]
    let process = ProfileInference.process(.deals(deals))
    #expect(process.stages == ["One", "Two"])
    #expect((process.won, process.lost) == (["Active customer"], ["Dead"]))
  }

  @Test("a last stage long before the closing is a stage, not an end")
  func lateStagesAreNoEnds() {
    let deals = (0..<9).map { _ in SampleDeal(created: 90, path: [("One", 90), ("Negotiation", 60)], won: 10) }
    let process = ProfileInference.process(.deals(deals))
    #expect(process.stages == ["One", "Negotiation"])
    #expect(process.won.isEmpty)
  }

  @Test("a stage in hardly any history is no part of the process")
  func rareStagesAreLeftOut() {
    let deals = (0..<600).map { _ in path(["One", "Two"]) } + [path(["One", "Typo"])]
    #expect(ProfileInference.process(.deals(deals)).stages == ["One", "Two"])
  }

  @Test("without histories the current stages are ordered by outcome, by name, by number")
  func withoutHistories() {
    let deals =
      (0..<5).map { _ in SampleDeal(created: 9, stage: "Engaging") } + [SampleDeal(created: nil, stage: "Prospecting")]
      + (0..<3).map { _ in SampleDeal(created: 9, won: 1, stage: "Won") }
      + [SampleDeal(created: 9, lost: 1, stage: "Lost"), SampleDeal(created: 9, stage: "")]
    let process = ProfileInference.process(.deals(deals))
    #expect(process.stages == ["Prospecting", "Engaging"])
    #expect((process.won, process.lost) == (["Won"], ["Lost"]))
  }

  @Test("without anything there is no process, and nothing breaks")
  func nothingAtAll() {
    #expect(ProfileInference.process(Dataset()).stages.isEmpty)
    #expect(ProfileInference.process(.deals([SampleDeal(created: 1)])).stages.isEmpty)
  }

  @Test("what is given is kept and not called assumed")
  func givenStagesWin() {
    let process = ProfileInference.process(.deals([path(["A", "B"])]), stages: ["B", "A"], won: ["C"])
    #expect(process == SalesProcess(stages: ["B", "A"], won: ["C"], lost: [], assumed: false))
  }

  @Test(
    "working hours are in the data's own offset, else in the local zone",
    arguments: [
      (3600, "UTC+01:00"), (-12_600, "UTC-03:30"), (0, "Europe/Berlin"), (nil, "Europe/Berlin"),
      (999_999, "Europe/Berlin"),
    ] as [(Int?, String)])
  func hours(_ offset: Int?, _ zone: String) {
    var facts = DatasetFacts()
    facts.ownOffset = offset
    let hours = ProfileInference.hours(facts, localTimeZone: "Europe/Berlin")
    #expect(
      hours == BusinessHours(timeZone: zone, weekdays: [1, 2, 3, 4, 5], opensAt: 540, closesAt: 1020, assumed: true))
  }

  @Test(
    "two offsets an hour apart are winter and summer of one zone",
    arguments: [
      ([3600, 7200], "America/Denver", "Europe/Berlin"), ([3600, 7200], "Europe/Oslo", "Europe/Oslo"),
      ([0, 3600], "UTC", "Europe/Lisbon"), ([7200, 10_800], "UTC", "Europe/Athens"),
      ([-18_000, -14_400], "UTC", "America/New_York"), ([-28_800, -25_200], "UTC", "America/Los_Angeles"),
      ([3600, 10_800], "Europe/Oslo", "UTC+01:00"), ([3600, 7200, 0], "Europe/Oslo", "UTC+01:00"),
      ([19_800, 23_400], "UTC", "UTC+05:30"),
    ] as [([Int], String, String)])
  func summerTime(_ offsets: [Int], _ local: String, _ zone: String) {
    var facts = DatasetFacts()
    facts.newestEvent = SampleProcess.now
    facts.ownOffset = offsets[0]
    for offset in offsets { facts.offsets[offset] = 10 }
    #expect(ProfileInference.hours(facts, localTimeZone: local).timeZone == zone)
  }

  @Test("data that ended over 36 hours ago is shown as of its end")
  func asOf() {
    var facts = DatasetFacts()
    let now = SampleProcess.now
    #expect(ProfileInference.asOf(facts, now: now) == InferredClock(asOf: now, dataEnded: false))
    facts.newestEvent = now.adding(-36 * 3600)
    #expect(ProfileInference.asOf(facts, now: now) == InferredClock(asOf: now, dataEnded: false))
    facts.newestEvent = now.adding(-36 * 3600 - 1)
    #expect(ProfileInference.asOf(facts, now: now) == InferredClock(asOf: facts.newestEvent, dataEnded: true))
    facts.newestEvent = now.adding(days: 30)
    #expect(ProfileInference.asOf(facts, now: now) == InferredClock(asOf: now, dataEnded: false))
  }
}
