import Domain
import TestKit
import Testing

@testable import MetricEngine

/// What is prepared about activities against looking at every activity of every opportunity.
struct ActivityFactsTests {
  /// Random opportunities over two years; the same seed gives the same.
  private func deals(_ seed: UInt64, count: Int = 500) -> [SampleDeal] {
    var state = seed
    func next(_ below: Double) -> Double {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((mixed ^ (mixed >> 31)) >> 11) / Double(1 << 53) * below
    }
    return (0..<count).map { index in
      let created = next(730)
      var deal = SampleDeal(created: created, touches: (0..<Int(next(12))).map { _ in next(created * 1.1) })
      let closed = created - next(120)
      if closed > 0 { if next(10) < 4 { deal.won = closed } else { deal.lost = closed } }
      deal.amount = Int64(next(9000))
      deal.segment = index % 3 == 0 ? "smb" : "mid"
      return deal
    }
  }

  /// Activities of one that count by `ago` days ago, oldest first.
  private func counted(_ deal: SampleDeal, by ago: Double) -> [Double] {
    let end = max(deal.won ?? deal.lost ?? 0, ago)
    return deal.touches.filter { $0 <= (deal.created ?? 0) && $0 >= end }.sorted(by: >)
  }

  private func isOpen(_ deal: SampleDeal, at ago: Double) -> Bool {
    (deal.created ?? 0) >= ago && (deal.won ?? deal.lost ?? -1) < ago
  }

  @Test(
    "what was open, touched and quiet at the end of a window is counted as of then", arguments: [1, 2, 3], [28, 364])
  func windowsAreCountedAsOfThen(_ seed: UInt64, _ length: Int) {
    let deals = deals(seed)
    let engine = Engine.over(deals)
    for ago in [0, Double(length), 420] {
      let window = TimeWindow(after: .ago(ago + Double(length)), through: .ago(ago))
      let stretch = engine.activityStretch(window, RowSet(size: deals.count, all: true))
      let open = deals.filter { isOpen($0, at: ago) }
      #expect(stretch.open == open.count)
      #expect(stretch.touches == open.flatMap { counted($0, by: ago) }.count { $0 < ago + Double(length) })
      #expect(stretch.quiet == open.count { (counted($0, by: ago).last ?? $0.created ?? 0) - ago > 14 })
    }
  }

  @Test("the quiet weeks of a selection are those that looking at each deal finds", arguments: [4, 5])
  func quietWeeksAgree(_ seed: UInt64) {
    let deals = deals(seed)
    let query = Query(asOf: SampleProcess.now, filter: Filter(clauses: [.dimension(.segment, ["smb"])]))
    let engine = Engine.over(deals)
    let ends = engine.weeks(asOf: query.asOf, precision: .second).ends
    for (point, end) in zip(engine.activity(query).trend, ends) {
      let ago = query.asOf.days(since: end) ?? 0
      let open = deals.filter { $0.segment == "smb" && isOpen($0, at: ago) }
      #expect(point.count == open.count)
      #expect(point.value == Double(open.count { (counted($0, by: ago).last ?? $0.created ?? 0) - ago > 14 }))
    }
  }

  @Test("the floor found in one pass is that of the numbers at each age", arguments: [6, 7])
  func floorsAgree(_ seed: UInt64) {
    let deals = deals(seed, count: 900)
    let engine = Engine.over(deals)
    for wanted in [["smb"], ["mid"], ["smb", "mid"]] {
      let rows = RowSet(
        size: deals.count, rows: deals.indices.filter { wanted.contains(deals[$0].segment) }.map { Int32($0) })
      let pass = ActivityPass(engine, Query(asOf: SampleProcess.now))
      let wins = rows.rows.filter { deals[Int($0)].won != nil && deals[Int($0)].created != nil }
      let floor = engine.activityFacts.paces.floor(rows)
      #expect(!floor.ages.isEmpty)
      for (place, age) in ActivityFloor.allAges.enumerated() {
        let numbers = wins.compactMap { row -> Double? in
          let (created, won) = (deals[Int(row)].created ?? 0, deals[Int(row)].won ?? 0)
          guard created - won >= Double(age) else { return nil }
          let end = Instant.ago(created).adding(days: age).seconds
          return Double(pass.moments(of: Int(row)).count { $0 <= end })
        }
        guard numbers.count >= ActivityFloor.fewestWins else {
          #expect(floor.ages.count == place)
          break
        }
        #expect(floor.ages[place] == age)
        #expect(floor.floors[place] == Quantile.type7(sorted: numbers.sorted(), 0.25))
      }
    }
  }

  @Test("the order of the rows changes no figure")
  func theOrderOfRowsIsIrrelevant() {
    let deals = deals(8)
    let (one, other) = (Engine.over(deals).activity(), Engine.over(deals.reversed()).activity())
    #expect(one.all == other.all)
    #expect(one.idleDays == other.idleDays)
    #expect(one.matureOpenMean.value == other.matureOpenMean.value)
    #expect(one.quietMoney == other.quietMoney)
    #expect(one.trend == other.trend)
    #expect(one.firstFortnightP == other.firstFortnightP)
    #expect(one.underFloor.count == other.underFloor.count)
  }

  @Test("numbers beyond any bin are described like all others")
  func greatNumbersAreDescribed() {
    let marks = [3, 5000, 70_000].map {
      ActivityMarks(touches: $0, standing: .lost, early: $0, passedLandmark: true)
    }
    let numbers = ActivityCounts(Series(marks), RowSet(size: 3, all: true)).numbers([.lost])
    #expect(numbers.description == Describe.numbers([3, 5000, 70_000]))
  }

  @Test("under 13 weeks with data there are no control limits")
  func fewWeeksSetNoLimits() {
    let monday = CivilDate(year: 2026, month: 1, day: 5)
    func trend(_ counts: [Double]) -> [TrendPoint] {
      counts.enumerated().map { TrendPoint(week: monday.adding(days: 7 * $0.offset), value: $0.element, count: 9) }
    }
    #expect(TrendChart.counts(trend(Array(repeating: 4, count: 12))) == nil)
    let chart = TrendChart.counts(trend(Array(repeating: [4, 6], count: 12).flatMap { $0 } + [60]))
    #expect(chart?.beyond == [24])
  }
}

/// Statistics of activities against the answers of the reference implementation.
struct ActivityStatsTests {
  @Test("win rates, trends and the test of change agree", arguments: DifferentialTests.cases)
  func statisticsAgree(_ example: DifferentialTests.Case) throws {
    let set = try Fixtures.canonical(example.folder)
    let answers = try ReferenceAnswers(example.folder, example.answers)
    let stats = Engine(dataset: set.dataset, profile: set.profile)
      .stats(Query(asOf: example.asOf ?? set.asOf)).activities
    for bin in stats.winRateByCount { compare(bin.won, answers, "activities.win_rate_by_count.\(bin.name)") }
    for bin in stats.winRateByFirstFortnight {
      compare(bin.won, answers, "activities.win_rate_by_first14d_landmark.\(bin.name)")
    }
    answers.expect("activities.trend_by_count.z", stats.trendByCount?.z)
    answers.expect("activities.trend_landmark.p", stats.trendByFirstFortnight?.p, within: 1e-8)
    answers.expect("activities.nb_alpha_moments_closed", stats.spread)
    answers.expect("activities.first14d_created_14_60d_ago.mean", stats.firstFortnight.mean)
    answers.expect("activities.first14d_created_60_120d_ago.sd", stats.firstFortnightBefore.standardDeviation)
    answers.expect("activities.first14d_mannwhitney_p", stats.firstFortnightP, within: 1e-8)
  }

  @Test("the sets of rows behind the figures agree", arguments: DifferentialTests.cases)
  func drilldownSetsAgree(_ example: DifferentialTests.Case) throws {
    let set = try Fixtures.canonical(example.folder)
    let answers = try ReferenceAnswers(example.folder, example.answers)
    let stats = Engine(dataset: set.dataset, profile: set.profile)
      .stats(Query(asOf: example.asOf ?? set.asOf)).drilldown
    let sets = [
      ("unanswered_over_24h", stats.unansweredOverADay), ("answered_over_24h_last28", stats.answeredLate),
      ("open_idle_over_14d", stats.quiet), ("open_older_than_won_p80", stats.olderThanWinners),
      ("open_with_skip", stats.withSkip), ("open_with_backward", stats.withBackward),
      ("lost_with_at_most_1_activity", stats.gaveUp),
    ]
    for (name, rows) in sets {
      answers.expect("drilldown.\(name).n", rows?.rows.count ?? -1)
      #expect(answers.value("drilldown.\(name).first") as? [String] == rows?.first(5))
    }
  }

  @Test("names are sorted byte by byte, whatever the order of the table")
  func namesAreSorted() {
    let names = RowNames([0, 1, 2], TextColumn(["b", "é", "B"]))
    #expect(names.first(3) == ["B", "b", "é"])
  }

  private func compare(_ share: Share, _ answers: ReferenceAnswers, _ path: String) {
    answers.expect("\(path).k", share.successes)
    answers.expect("\(path).n", share.trials)
    answers.expect("\(path).lo", share.low)
    answers.expect("\(path).hi", share.high)
  }
}
