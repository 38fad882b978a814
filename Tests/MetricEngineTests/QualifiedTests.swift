import Domain
import Testing

@testable import MetricEngine

struct QualifiedTests {
  private func reading(_ leads: [SampleLead], asOf: Instant = .noon) -> QualifiedReading {
    Engine(dataset: .leads(leads), profile: .sample()).readings(Query(asOf: asOf)).qualified
  }

  /// Leads created and qualified at ten o'clock of so many days before the present.
  private func qualified(daysAgo: [Int], source: String = "web") -> [SampleLead] {
    daysAgo.map { days in
      let moment = Instant.november(20, 10).adding(days: -days)
      return SampleLead(created: moment, qualified: moment.adding(3600), source: source)
    }
  }

  @Test("leads count when they were qualified, not when they came")
  func leadsCountWhenTheyWereQualifiedNotWhenTheyCame() {
    let old = SampleLead(created: .november(20).adding(days: -200), qualified: .november(19))
    let reading = reading([old] + qualified(daysAgo: [1, 2, 30, 31, 60]))
    #expect(reading.current == 3)
    #expect(reading.previous == 2)
    #expect(reading.leadsCurrent == 2)
    #expect(reading.ratio.value == 1.5)
  }

  @Test("the window is open at its start and closed at its end")
  func theWindowIsOpenAtItsStartAndClosedAtItsEnd() {
    let asOf = Instant.noon
    let reading = reading([
      SampleLead(created: .november(1), qualified: asOf), SampleLead(created: .november(1), qualified: asOf.adding(1)),
      SampleLead(created: .november(1), qualified: asOf.adding(days: -28)),
      SampleLead(created: .november(1), qualified: asOf.adding(days: -56)),
    ])
    #expect(reading.current == 1)
    #expect(reading.previous == 1)
  }

  @Test("the rate looks only at leads of thirty days and more")
  func theRateLooksOnlyAtLeadsOfThirtyDaysAndMore() {
    let reading = reading([
      SampleLead(created: .november(20).adding(days: -40), qualified: .november(20).adding(days: -20)),
      SampleLead(created: .november(20).adding(days: -80), qualified: .november(20).adding(days: -20)),
      SampleLead(created: .november(20).adding(days: -40)),
      SampleLead(created: .november(19), qualified: .november(20)),
    ])
    #expect(reading.withinThirtyDays.successes == 1)
    #expect(reading.withinThirtyDays.trials == 3)
  }

  @Test("a steady stream goes at its usual pace")
  func aSteadyStreamGoesAtItsUsualPace() {
    // given one qualified lead each working day for a year
    let days = (0..<364).filter { Instant.november(20).adding(days: -$0).utcDate.isoWeekday < 6 }
    let pace = reading(qualified(daysAgo: days), asOf: .november(20, 17)).pace
    #expect(abs((pace ?? 0) - 1) < 1e-9)
  }

  @Test("a history that begins amid a week goes at its usual pace too")
  func aHistoryThatBeginsAmidAWeekGoesAtItsUsualPaceToo() {
    // given one qualified lead each working day since a Thursday, eleven weeks ago
    let days = (0..<78).filter { Instant.november(20).adding(days: -$0).utcDate.isoWeekday < 6 }
    let pace = reading(qualified(daysAgo: days), asOf: .november(20, 17)).pace
    #expect(abs((pace ?? 0) - 1) < 1e-9)
  }

  @Test("without enough weeks before there is no pace")
  func withoutEnoughWeeksBeforeThereIsNoPace() {
    #expect(reading(qualified(daysAgo: [1, 5, 20, 30])).pace == nil)
  }

  @Test("a history that begins within the window before is not compared with")
  func aHistoryThatBeginsWithinTheWindowBeforeIsNotComparedWith() {
    #expect(reading(qualified(daysAgo: Array(repeating: 3, count: 40) + [40])).change == .unknown)
    let old = SampleLead(created: .november(20).adding(days: -90))
    #expect(reading(qualified(daysAgo: Array(repeating: 3, count: 40) + [40]) + [old]).change == .better)
  }

  @Test("weeks before the first lead have no value")
  func weeksBeforeTheFirstLeadHaveNoValue() {
    let trend = reading(qualified(daysAgo: [5, 5, 20])).trend
    #expect(trend.count == 26)
    #expect(trend.last?.value == 2)
    #expect(trend.suffix(3).map(\.value) == [1, 0, 2])
    #expect(trend.dropLast(3).allSatisfy { $0.value == nil })
  }

  @Test("the funnel gives each step's share of the one before")
  func theFunnelGivesEachStepsShareOfTheOneBefore() {
    let reading = reading([
      SampleLead(created: .november(10), answered: .november(10), qualified: .november(11)),
      SampleLead(created: .november(10), answered: .november(10)), SampleLead(created: .november(10)),
      SampleLead(created: .november(10), answered: .november(12)),
    ])
    #expect(reading.funnel.map(\.name) == ["New", "Answered", "Qualified"])
    #expect(reading.funnel.map(\.count) == [4, 3, 1])
    #expect(reading.funnel.map(\.share) == [nil, 0.75, 1 / 3])
  }

  @Test("best and worst source need thirty leads each")
  func bestAndWorstSourceNeedThirtyLeadsEach() {
    func leads(_ source: String, _ count: Int, qualified: Int) -> [SampleLead] {
      (0..<count).map {
        SampleLead(
          created: .november(10), qualified: $0 < qualified ? .november(11) : .never, source: source)
      }
    }
    let reading = reading(
      leads("web", 30, qualified: 3) + leads("fair", 40, qualified: 20) + leads("tiny", 5, qualified: 5))
    #expect(reading.bestSource?.name == "fair")
    #expect(reading.bestSource?.value == 0.5)
    #expect(reading.worstSource?.name == "web")
  }

  @Test("without a column for it the panel says what it needs")
  func withoutAColumnForItThePanelSaysWhatItNeeds() {
    let data = Dataset.leads([SampleLead(created: .november(10))], present: ["leads.created_at"])
    let reading = Engine(dataset: data, profile: .sample()).readings(Query(asOf: .noon)).qualified
    #expect(reading.availability == .needs(["leads.qualified_at"]))
    #expect(reading.interval.value == nil)
  }

  @Test("a column that is empty throughout says that none was qualified")
  func aColumnThatIsEmptyThroughoutSaysThatNoneWasQualified() {
    var data = Dataset.leads([SampleLead(created: .november(10))], present: ["leads.created_at"])
    data.facts.givenFields = ["leads.qualified_at"]
    let reading = Engine(dataset: data, profile: .sample()).readings(Query(asOf: .noon)).qualified
    #expect(reading.availability == .ready)
    #expect((reading.current, reading.rate.value) == (0, 0))
  }
}
