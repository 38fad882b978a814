import Domain
import Testing

@testable import MetricEngine

struct ResponseTests {
  private func reading(
    _ leads: [SampleLead], limits: [String: Int] = [:], asOf: Instant = .noon, filter: Filter = Filter()
  ) -> ResponseReading {
    Engine(dataset: .leads(leads), profile: .sample(limits: limits)).readings(Query(asOf: asOf, filter: filter))
      .response
  }

  @Test("only leads old enough to tell are in the denominator, answered or not")
  func onlyLeadsOldEnoughToTellAreInTheDenominatorAnsweredOrNot() {
    // given three leads older than five minutes, one of them answered in time, and two younger ones
    let reading = reading([
      SampleLead(created: .november(20, 10), answered: .november(20, 10, 4)),
      SampleLead(created: .november(20, 10), answered: .november(20, 11)),
      SampleLead(created: .november(20, 11)),
      SampleLead(created: .november(20, 11, 57), answered: .november(20, 11, 58)),
      SampleLead(created: .november(20, 11, 58)),
    ])
    // then the young ones count on neither side
    #expect(reading.wall.current.withinFiveMinutes.successes == 1)
    #expect(reading.wall.current.withinFiveMinutes.trials == 3)
    #expect(reading.withinLimit.trials == 3)
    #expect(reading.wall.current.count == 5)
  }

  @Test("a night is no waiting in working time")
  func aNightIsNoWaitingInWorkingTime() {
    let reading = reading([SampleLead(created: .november(18, 20), answered: .november(19, 8, 30))])
    #expect(reading.business.current.survival.median.value == 0)
    #expect(reading.wall.current.survival.median.value == 12.5 * 3600)
    #expect(reading.withinLimit.successes == 1)
    #expect(reading.wall.current.withinFiveMinutes.successes == 0)
  }

  @Test("each source has its own limit")
  func eachSourceHasItsOwnLimit() {
    let leads = [
      SampleLead(created: .november(19, 10), answered: .november(19, 10, 30), source: "Demo"),
      SampleLead(created: .november(19, 10), answered: .november(19, 10, 30), source: "List"),
    ]
    let reading = reading(leads, limits: ["demo": 300, "list": 3600])
    #expect(reading.withinLimit.successes == 1)
    #expect(reading.withinLimit.trials == 2)
  }

  @Test("an answer before the lead came is a data error, counted and left out")
  func anAnswerBeforeTheLeadCameIsADataErrorCountedAndLeftOut() {
    let reading = reading([
      SampleLead(created: .november(19, 10), answered: .november(19, 9)),
      SampleLead(created: .november(19, 10), answered: .november(19, 10, 1)),
    ])
    #expect(reading.wall.current.count == 1)
    #expect(reading.wall.current.invalid == 1)
    #expect(reading.explanation?.exclusions == [Exclusion(reason: "answered before created", count: 1)])
  }

  @Test("imported and undated leads are left out by name")
  func importedAndUndatedLeadsAreLeftOutByName() {
    let reading = reading([
      SampleLead(created: .november(19, 10), kind: "Import"), SampleLead(created: .unknown),
      SampleLead(created: .november(19, 10), answered: .unknown), SampleLead(created: .november(19, 10)),
    ])
    #expect(reading.wall.all.count == 1)
    #expect(
      reading.explanation?.exclusions.map(\.reason) == [
        "no creation date", "imported in bulk", "answered, nobody knows when",
      ])
    #expect(reading.explanation?.rowsIn == 4)
  }

  @Test("what waits is sorted by how late it is in working time")
  func whatWaitsIsSortedByHowLateItIsInWorkingTime() {
    let reading = reading([
      SampleLead(created: .november(20, 11, 56)),
      SampleLead(created: .november(20, 9)),
      SampleLead(created: .november(19, 16, 59), qualified: .november(20, 10)),
      SampleLead(created: .november(19, 16, 30)),
      SampleLead(created: .november(19, 12), answered: .november(20, 11, 59)),
    ])
    #expect(reading.waiting.rows == [3, 1, 0])
    #expect(reading.waiting.secondsLeft == [-12_300, -10_500, 60])
    #expect(reading.waiting.late == 2)
    #expect(reading.waiting.dueSoon == 1)
  }

  @Test("bands hold every lead of the window once")
  func bandsHoldEveryLeadOfTheWindowOnce() {
    let came = Instant.november(19, 9)
    let answered = [1, 5, 6, 15, 59, 61].map { SampleLead(created: came, answered: came.adding($0 * 60)) }
    let outside = SampleLead(created: came.adding(days: -40))
    let reading = reading(answered + [SampleLead(created: came), outside])
    let bands = reading.bands
    #expect([bands.within5Minutes, bands.within15Minutes, bands.within60Minutes, bands.later] == [2, 2, 1, 1])
    #expect(bands.unanswered == 1)
    #expect(bands.total == 7)
  }

  @Test("a later answer is not known yet")
  func aLaterAnswerIsNotKnownYet() {
    let lead = SampleLead(created: .november(19, 10), answered: .november(20, 11))
    #expect(reading([lead], asOf: .november(20, 10)).wall.current.unanswered == 1)
    #expect(reading([lead], asOf: .november(20, 11)).wall.current.unanswered == 0)
  }

  @Test("never answered counts leads older than a day")
  func neverAnsweredCountsLeadsOlderThanADay() {
    let reading = reading([
      SampleLead(created: .november(19, 13)), SampleLead(created: .november(18)),
      SampleLead(created: .november(18), answered: .november(20)),
    ])
    #expect(reading.neverAnswered.successes == 1)
    #expect(reading.neverAnswered.trials == 2)
  }

  @Test("those never answered are told apart by whether anybody still waits")
  func neverAnsweredTellsTheDisqualifiedApart() {
    let reading = reading([
      SampleLead(created: .november(17), disqualified: .november(18)), SampleLead(created: .november(17)),
      SampleLead(created: .november(17), disqualified: .november(21)),
    ])
    #expect(reading.neverAnswered.successes == 3)
    #expect(reading.neverAnsweredDisqualified == 1)
  }

  @Test("bands are in the clock of the headline, with wall time beside")
  func bandsAreInTheClockOfTheHeadline() {
    // given a lead of Thursday 16:50 that is answered on Friday at 9:05, when 15 working minutes have passed
    let reading = reading([SampleLead(created: .november(19, 16, 50), answered: .november(20, 9, 5))])
    #expect(reading.bands.within15Minutes == 1)
    #expect(reading.bandsWall.later == 1)
  }

  @Test("a column for answers that is empty throughout says that nobody was answered")
  func anEmptyColumnForAnswersSaysThatNobodyWasAnswered() {
    var data = Dataset.leads((0..<60).map { _ in SampleLead(created: .november(19)) }, present: ["leads.created_at"])
    data.facts.givenFields = ["leads.created_at", "leads.first_response_at"]
    let reading = Engine(dataset: data, profile: .sample()).readings(Query(asOf: .noon)).response
    #expect(reading.availability == .ready)
    #expect((reading.withinLimit.value, reading.waiting.rows.count) == (0, 60))
  }

  @Test("without any answer the panel says what it needs")
  func withoutAnyAnswerThePanelSaysWhatItNeeds() {
    let leads = [SampleLead(created: .november(19))]
    let engine = Engine(dataset: .leads(leads, present: ["leads.created_at"]), profile: .sample())
    let reading = engine.readings(Query(asOf: .noon)).response
    #expect(reading.availability == .needs(["leads.first_response_at"]))
    #expect(reading.withinLimit.value == nil)
  }

  @Test("activities that name their lead make silence a fact")
  func activitiesThatNameTheirLeadMakeSilenceAFact() {
    let leads = [SampleLead(created: .november(19))]
    let engine = Engine(dataset: .leads(leads, present: ["activities.lead_id"]), profile: .sample())
    let reading = engine.readings(Query(asOf: .noon)).response
    #expect(reading.availability == .ready)
    #expect(reading.withinLimit.value == 0)
  }

  @Test("dates without time allow nothing finer than a day")
  func datesWithoutTimeAllowNothingFinerThanADay() {
    var data = Dataset.leads([SampleLead(created: .november(10), answered: .november(10))])
    data.facts.leadPrecision = .day
    let reading = Engine(dataset: data, profile: .sample()).readings(Query(asOf: .noon)).response
    #expect(reading.availability == .needs(["leads.first_response_at with time of day"]))
    #expect(reading.wall.all.count == 0)
    #expect(reading.neverAnswered.value == nil && reading.bands.total == 0 && reading.waiting.rows.isEmpty)
  }

  @Test("nothing within reach is no data, not zero")
  func nothingWithinReachIsNoDataNotZero() {
    let reading = reading([SampleLead(created: .november(19))], asOf: .november(1))
    #expect(reading.availability == .empty)
    #expect(
      Engine(dataset: Dataset(), profile: .sample()).readings(Query(asOf: .noon)).response.withinLimit.value == nil)
  }

  @Test("weeks without leads have no value")
  func weeksWithoutLeadsHaveNoValue() {
    let reading = reading([SampleLead(created: .november(10, 10), answered: .november(10, 10, 1))])
    #expect(reading.trend.count == 26)
    #expect(reading.trend.last?.week == CivilDate(year: 2026, month: 11, day: 9))
    #expect(reading.trend.last?.value == 1)
    #expect(reading.trend.dropLast().allSatisfy { $0.value == nil && $0.count == 0 })
  }

  @Test("a share that fell beyond chance is worse")
  func aShareThatFellBeyondChanceIsWorse() {
    func leads(_ quick: Int, of count: Int, _ created: Instant) -> [SampleLead] {
      (0..<count).map { SampleLead(created: created, answered: created.adding($0 < quick ? 60 : 7200)) }
    }
    let now = leads(20, of: 100, .november(10, 10))
    #expect(reading(now + leads(60, of: 100, .november(10, 10).adding(days: -28))).change == .worse)
    #expect(reading(now + leads(24, of: 100, .november(10, 10).adding(days: -28))).change == .same)
    #expect(reading(now).change == .unknown)
  }

  @Test("sentinels in every column do no harm")
  func sentinelsInEveryColumnDoNoHarm() {
    let odd = [Instant.never, .unknown, Instant(.min + 1), Instant(.max - 1), .november(3)]
    let leads = odd.flatMap { created in
      odd.map { SampleLead(created: created, answered: $0, qualified: $0, disqualified: $0) }
    }
    let reading = reading(leads)
    #expect(reading.wall.current.count <= leads.count)
  }
}
