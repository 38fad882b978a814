import Domain
import Testing

@testable import MetricEngine

/// How single paths are judged against Discovery, Demo, Proposal, then Won or Lost (statistics.md section 6).
struct ProcessTests {
  private func reading(_ path: [String], won: Bool = false, lost: Bool = false) -> ProcessReading {
    let visits = path.enumerated().map { (stage: $1, days: Double(50 - $0)) }
    let deal = SampleDeal(created: 50, path: visits, won: won ? 1 : nil, lost: lost ? 1 : nil)
    return Engine.over([deal]).process()
  }

  @Test("an open opportunity that is on its way follows the process")
  func anOpenOpportunityOnItsWayFollows() {
    #expect(reading(["Discovery", "Demo"]).conforming.successes == 1)
  }

  @Test("a stage below the highest one reached is skipped")
  func aStageBelowTheHighestIsSkipped() {
    let reading = reading(["Discovery", "Proposal"])
    #expect(reading.conforming.successes == 0)
    #expect(reading.skippedStages == 1)
    #expect(reading.stages.map(\.skipped) == [0, 1, 0])
  }

  @Test("a lost opportunity has not skipped what came after the loss, a won one has")
  func onlyWonOnesMustReachEveryStage() {
    #expect(reading(["Discovery", "Lost"], lost: true).skippedStages == 0)
    #expect(reading(["Discovery", "Won"], won: true).skippedStages == 2)
  }

  @Test("a lower stage after a higher one is a move back, and being there again is rework")
  func movingBackIsCounted() {
    let reading = reading(["Discovery", "Demo", "Discovery", "Demo"])
    #expect((reading.withBackward, reading.backwardMoves, reading.withRework) == (1, 1, 1))
  }

  @Test("the same stage twice in a row is a repeat, not a move")
  func equalNeighboursAreARepeat() {
    let reading = reading(["Discovery", "Discovery", "Demo"])
    #expect((reading.withRepeat, reading.withBackward, reading.withRework) == (1, 0, 0))
    #expect(reading.conforming.successes == 0)
    #expect(reading.steps.mean == 3)
  }

  @Test(
    "what the process does not know counts as other",
    arguments: [
      (["Discovery", "Parked"], false, false), (["Discovery", "Lost", "Demo"], false, false),
      (["Discovery", "Demo"], false, true), (["Discovery", "Won"], false, true),
    ])
  func whatIsForeignCountsAsOther(_ path: [String], _ won: Bool, _ lost: Bool) {
    let reading = reading(path, won: won, lost: lost)
    #expect(reading.withOther == 1)
    #expect(reading.conforming.successes == 0)
  }

  @Test("stage names are the same whatever their case")
  func caseOfNamesDoesNotMatter() {
    #expect(reading(["discovery", "DEMO "]).conforming.successes == 1)
  }

  @Test("a closing that is still to come leaves the opportunity open and its end unseen")
  func aLaterClosingIsHidden() {
    // Given a deal won ten days ago, asked for twenty days ago
    let deal = SampleDeal(
      created: 40, path: [("Discovery", 40), ("Demo", 30), ("Proposal", 25), ("Won", 10)], won: 10)
    // When
    let reading = Engine.over([deal]).process(Query(asOf: .ago(20)))
    // Then
    #expect(reading.conforming.successes == 1)
    #expect(reading.stages.map(\.openNow) == [0, 0, 1])
    #expect(reading.topVariants.map(\.path) == [["Discovery", "Demo", "Proposal"]])
    #expect(reading.topVariants.map(\.won.trials) == [0])
  }

  @Test("opportunities without any stage entry are no part of it, and it says how many")
  func opportunitiesWithoutHistoryAreNoPart() throws {
    let engine = Engine.over([SampleDeal(created: 5), SampleDeal(created: 5, path: [("Discovery", 5)])])
    let reading = engine.process()
    #expect(reading.opportunities == 1)
    let explanation = try #require(reading.explanation)
    #expect(explanation.rowsIn == 2)
    #expect(explanation.exclusions.map(\.count) == [1])
  }

  @Test("without stage history the panel says what it needs")
  func withoutHistoryItSaysWhatItNeeds() {
    let reading = Engine.over([SampleDeal(created: 5)]).process()
    #expect(reading.availability == .needs(["stage_history.entered_at", "stage_history.stage"]))
    #expect(reading.conforming.value == nil)
  }

  @Test("paths are counted with the most frequent first, ties by name")
  func variantsAreOrdered() {
    let demo = SampleDeal(created: 9, path: [("Discovery", 9), ("Demo", 8)])
    let plain = SampleDeal(created: 9, path: [("Discovery", 9)])
    let other = SampleDeal(created: 9, path: [("Demo", 9)])
    let reading = Engine.over([plain, demo, other, demo]).process()
    #expect(reading.variants == 3)
    #expect(reading.topVariants.map(\.count) == [2, 1, 1])
    #expect(reading.topVariants.map(\.path) == [["Discovery", "Demo"], ["Demo"], ["Discovery"]])
  }

  @Test("thousands of distinct paths are told apart")
  func manyVariantsAreToldApart() {
    func deal(_ first: Int, _ second: String) -> SampleDeal {
      SampleDeal(created: 9, path: [("s\(first)", 9), (second, 8)])
    }
    let all = (0..<50).flatMap { first in (0..<50).map { deal(first, "s\($0)") } } + (0..<50).map { deal($0, "s7") }
    let reading = Engine.over(all).process()
    #expect(reading.opportunities == 2550)
    #expect(reading.variants == 2500)
    #expect(reading.topVariants.first?.count == 2)
    #expect(reading.topVariants.first?.path == ["s0", "s7"])
  }
}

/// What is said of each stage.
struct ProcessStageTests {
  @Test("the go-on rate judges only those that entered a whole window ago")
  func goOnRateNeedsAWindow() {
    let wentOn = SampleDeal(created: 60, path: [("Discovery", 60), ("Demo", 3)])
    let stayed = SampleDeal(created: 60, path: [("Discovery", 60)])
    let young = SampleDeal(created: 20, path: [("Discovery", 20), ("Demo", 10)])
    let wonFromThere = SampleDeal(created: 90, path: [("Discovery", 90), ("Won", 80)], won: 80)
    let reading = Engine.over([wentOn, stayed, young, wonFromThere]).process()
    #expect(reading.stages[0].goOn.trials == 3)
    #expect(reading.stages[0].goOn.successes == 2)
  }

  @Test("a running visit counts as not yet over in the usual length of stay")
  func runningVisitsAreCensored() {
    let left = SampleDeal(created: 30, path: [("Discovery", 30), ("Demo", 20)])
    let reading = Engine.over([left]).process()
    #expect(reading.stages[0].completed.mean == 10)
    #expect(reading.stages[1].dwell.censored == 1)
    #expect(reading.stages[1].completed.count == 0)
  }

  @Test("where no stage means lost, losing ends the last visit")
  func closingEndsTheLastVisitWithoutAnEndStage() {
    var profile = SampleProcess.profile
    profile.process.lost = []
    let lost = SampleDeal(created: 30, path: [("Discovery", 30)], lost: 10)
    let reading = Engine(dataset: .deals([lost]), profile: profile).process()
    #expect(reading.stages[0].completed.mean == 20)
    #expect(reading.conforming.successes == 1)
  }

  @Test("deals are stuck beyond the time in which nine in ten have left, once ten have")
  func stuckNeedsTenCompletedVisits() {
    func left(_ count: Int) -> [SampleDeal] {
      (1...count).map { SampleDeal(created: 50, path: [("Discovery", 50), ("Demo", 50 - Double($0))]) }
    }
    let waiting = SampleDeal(created: 25, path: [("Discovery", 25)], amount: 100)
    #expect(Engine.over(left(9) + [waiting]).process().stages[0].stuck == 0)
    let reading = Engine.over(left(10) + [waiting]).process()
    #expect(reading.stages[0].stuck == 1)
    #expect(reading.stages[0].openNow == 1)
    #expect(reading.stages[0].openMoney.amounts == [Money(hundredths: 100, currency: "EUR")])
  }

  @Test("the bottleneck is the stage that holds deals longest, not one that nobody has left")
  func bottleneckIsTheLongestStay() {
    let deals = [
      SampleDeal(created: 60, path: [("Discovery", 60), ("Demo", 55), ("Proposal", 15)]),
      SampleDeal(created: 60, path: [("Discovery", 60), ("Demo", 55), ("Proposal", 15)]),
    ]
    #expect(Engine.over(deals).process().bottleneck == 1)
  }

  @Test("the headline is of the last 90 days against the 90 before, in whole weeks for the trend")
  func headlineAndTrend() {
    let good = SampleDeal(created: 10, path: [("Discovery", 10)])
    let bad = SampleDeal(created: 100, path: [("Demo", 100)])
    let old = SampleDeal(created: 200, path: [("Discovery", 200)])
    let reading = Engine.over([good, bad, old]).process()
    #expect((reading.recent.successes, reading.recent.trials) == (1, 1))
    #expect((reading.recentBefore.successes, reading.recentBefore.trials) == (0, 1))
    #expect(reading.trend.count == 26)
    #expect(reading.trend.compactMap(\.value) == [0, 1])
  }
}

/// What rules learn about the process.
struct ProcessMeasureTests {
  @Test("the conforming share names the deals that left the process, most money first")
  func conformingShareNamesItsDeals() {
    let deals = [
      SampleDeal(created: 9, path: [("Discovery", 9)], amount: 900),
      SampleDeal(created: 9, path: [("Demo", 9)], amount: 100),
      SampleDeal(created: 9, path: [("Demo", 9)], amount: 300),
    ]
    let request = MeasureRequest(
      metric: .processSteps, statistic: .conformingShare, clock: .wall, windowDays: 90, scope: .all)
    let reading = Engine.over(deals).measure(request, Query(asOf: SampleProcess.now))
    #expect(reading.value == 1.0 / 3.0)
    #expect(reading.rows == [2, 1])
    #expect(reading.money.amounts == [Money(hundredths: 400, currency: "EUR")])
    #expect((reading.gateLow ?? 1) > (reading.low ?? 1))
  }

  @Test("stage age lists those furthest beyond their limit first")
  func stageAgeListsTheWorstFirst() {
    let left = (1...20).map { SampleDeal(created: 90, path: [("Discovery", 90), ("Demo", 90 - Double($0))]) }
    let waiting = [30.0, 60, 10].map { SampleDeal(created: $0, path: [("Discovery", $0)]) }
    let engine = Engine.over(waiting + left)
    func rows(_ factor: Double) -> RowList {
      let statistic = Statistic.stageAge(quantile: 0.9, factor: factor)
      let request = MeasureRequest(
        metric: .processSteps, statistic: statistic, clock: .wall, windowDays: 28, scope: .all)
      return engine.measure(request, Query(asOf: SampleProcess.now)).rows
    }
    #expect(rows(1) == [1, 0])
    #expect(rows(2) == [1])
  }
}
