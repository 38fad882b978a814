import Domain
import TestKit
import Testing

@testable import MetricEngine

/// What changed between two instants.
struct ChangesTests {
  private func changes(
    _ deals: [SampleDeal], days: Double = 7, to: Double = 0, _ history: [FieldHistory.Entry]? = nil
  ) -> Changes {
    let engine = Engine.over(deals).standing(at: .ago(to))
    return engine.changesHere(
      from: .ago(to + days), to: .ago(to), Filter(),
      history.map { FieldHistory($0, fields: [.amount, .expectedClose]) })
  }

  @Test("won, lost and new are those dated within the interval, most money first")
  func endsAndBeginnings() {
    let found = changes([
      SampleDeal(created: 40, won: 3, amount: 5), SampleDeal(created: 40, won: 6, amount: 9),
      SampleDeal(created: 40, won: 8, amount: 100), SampleDeal(created: 40, lost: 1, amount: 7),
      SampleDeal(created: 2, amount: 11), SampleDeal(created: 7, amount: 13),
    ])
    #expect(found.won.rows.map(\.row) == [1, 0])
    #expect(found.won.money.amounts == [Money(hundredths: 14, currency: "EUR")])
    #expect(found.won.rows.first?.new == .date(.ago(6)))
    #expect(found.lost.rows.map(\.row) == [3])
    #expect(found.new.rows.map(\.row) == [4])
  }

  @Test("gone quiet passed the limit within the interval and is still quiet at its end")
  func goneQuiet() {
    let found = changes([
      SampleDeal(created: 60, touches: [16], amount: 1),  // since two days
      SampleDeal(created: 60, touches: [30], amount: 2),  // quiet before
      SampleDeal(created: 60, touches: [17, 1], amount: 3),  // touched again
      SampleDeal(created: 60, touches: [17], lost: 1, amount: 4),  // over
      SampleDeal(created: 15, amount: 5),  // never touched
    ])
    #expect(found.goneQuiet?.rows.map(\.row) == [4, 0])
    #expect(found.goneQuiet?.rows.last?.old == .date(.ago(16)))
  }

  @Test("stages are compared as they stood at the two ends")
  func stagesAtBothEnds() {
    let found = changes([
      SampleDeal(created: 40, path: [("Discovery", 40), ("Proposal", 30), ("Demo", 2)]),
      SampleDeal(created: 40, path: [("Discovery", 40), ("Demo", 3)]),
      SampleDeal(created: 40, path: [("Discovery", 40), ("Demo", 30), ("Discovery", 4), ("Demo", 3)]),
      SampleDeal(created: 40, path: [("Demo", 40), ("Discovery", 20)]),
      SampleDeal(created: 5, path: [("Demo", 5), ("Discovery", 4)]),
    ])
    #expect(found.movedBack?.rows == [ChangeRow(row: 0, old: .name("Proposal"), new: .name("Demo"))])
    #expect(found.movedForward == 1)
  }

  @Test("without recorded changes nothing is said of amounts and dates")
  func withoutHistoryNothingIsSaid() {
    let found = changes([SampleDeal(created: 40, amount: 5)])
    #expect(found.pushed == nil)
    #expect(found.pulledIn == nil)
    #expect(found.amountChanged == nil)
    #expect(found.goneQuiet == nil)
    #expect(found.movedBack == nil)
  }

  @Test("amounts and dates are compared as they stood at the two ends; money is signed")
  func recordedFields() {
    func entry(_ row: Int32, _ field: FieldHistory.Field, _ ago: Double, _ old: Int64, _ new: Int64)
      -> FieldHistory.Entry
    {
      .init(row: row, field: field, at: .ago(ago), old: old, new: new)
    }
    let (june, july, may) = (Instant.ago(0).seconds, Instant.ago(-30).seconds, Instant.ago(30).seconds)
    let found = changes(
      [SampleDeal(created: 40, amount: 50), SampleDeal(created: 40, amount: 80), SampleDeal(created: 40, amount: 9)],
      [
        entry(0, .expectedClose, 3, june, july), entry(1, .expectedClose, 3, june, may),
        entry(2, .expectedClose, 5, june, july), entry(2, .expectedClose, 3, july, june),  // there and back
        entry(0, .amount, 9, 10, 20), entry(0, .amount, 2, 90, 50), entry(1, .amount, 1, 70, 80),
      ])
    #expect(found.pushed?.rows == [ChangeRow(row: 0, old: .date(Instant(june)), new: .date(Instant(july)))])
    #expect(found.pulledIn?.rows.map(\.row) == [1])
    #expect(found.amountChanged?.rows.map(\.row) == [0, 1])
    #expect(found.amountChanged?.money.amounts == [Money(hundredths: -30, currency: "EUR")])
  }

  /// One deal worth 90 now: 50 until 20 days ago, then 70 until 5 days ago; its owner changed 5 days ago.
  private var repriced: Engine {
    var data = Dataset.deals([SampleDeal(created: 40, amount: 90, rep: "ann"), SampleDeal(created: 40, rep: "bob")])
    data.facts.presentFields.insert("opportunities.amount")
    data.changes.row = [0, 0, 0]
    data.changes.field = [.amount, .amount, .rep]
    data.changes.at = [.ago(20), .ago(5), .ago(5)]
    data.changes.old = [50, 70, 2]
    data.changes.new = [70, 90, 1]
    return Engine(dataset: data, profile: SampleProcess.profile)
  }

  @Test("amounts and owners are those of the day")
  func fieldsAreThoseOfTheDay() {
    func deal(_ ago: Double) -> OpportunityTable { repriced.standing(at: .ago(ago)).dataset.opportunities }
    #expect([30, 10, 1].map { deal($0).amount[0] } == [50, 70, 90])
    #expect([30, 10, 1].map { deal($0).rep[0] } == [2, 2, 1])
    #expect(repriced.standing(at: .ago(10)).dataset.changes.count == 1)
  }

  @Test("recorded changes of the interval are compared end to end; dates that the data does not have stay unknown")
  func recordedChangesAreFound() {
    let found = repriced.changes(from: .ago(30), to: .ago(1))
    #expect(found.amountChanged?.rows.first?.old == .amount(Money(hundredths: 50, currency: "EUR")))
    #expect(found.amountChanged?.money.amounts == [Money(hundredths: 40, currency: "EUR")])
    #expect(found.pushed == nil)
    #expect(repriced.changes(from: .ago(4), to: .ago(1)).amountChanged?.count == 0)
    #expect(repriced.changes(from: .ago(30), to: .ago(10)).amountChanged?.money.amounts.first?.hundredths == 20)
  }

  @Test("two intervals together hold what one over both holds", arguments: ["plain", "dirty"])
  func intervalsAddUp(_ folder: String) throws {
    let set = try Fixtures.canonical(folder)
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let (from, middle, to) = (set.asOf.adding(days: -80), set.asOf.adding(days: -33), set.asOf)
    let (whole, first) = (engine.changes(from: from, to: to), engine.changes(from: from, to: middle))
    let second = engine.changes(from: middle, to: to)
    #expect(whole.won.count == first.won.count + second.won.count)
    #expect(whole.lost.count == first.lost.count + second.lost.count)
    #expect(whole.new.count == first.new.count + second.new.count)
    #expect(whole.leadsCreated == first.leadsCreated + second.leadsCreated)
    #expect(whole.leadsAnswered == (first.leadsAnswered ?? 0) + (second.leadsAnswered ?? 0))
    #expect(whole.won.count > 0)
  }

  @Test("an interval that does not advance holds nothing")
  func anEmptyInterval() {
    let engine = Engine.over([SampleDeal(created: 40, won: 3)])
    #expect(engine.changes(from: .ago(1), to: .ago(5)).won.count == 0)
    #expect(engine.changes(from: .ago(3), to: .ago(3)).won.count == 0)
  }
}

/// Since when something is as it is.
struct SinceTests {
  private let start = CivilDate(year: 2026, month: 1, day: 5).midnightUTC

  private func series(_ values: [Double?]) -> WeeklySeries {
    WeeklySeries(starts: values.indices.map { start.adding(days: 7 * $0) }, values: values)
  }

  @Test("a new level began with its first week")
  func aNewLevel() {
    let levels = Array(repeating: 0.6, count: 14) + Array(repeating: 0.3, count: 12)
    let since = WeeklySeries.since(series(levels), limit: 0.5, isAbove: false)
    #expect(since == Since(instant: start.adding(days: 98), method: .changePoint))
    // The other way round it is no breach.
    #expect(WeeklySeries.since(series(levels), limit: 0.5, isAbove: true) == nil)
  }

  @Test("without a new level it is the first of the weeks beyond the limit until now")
  func theFirstWeekBeyond() {
    let values: [Double?] = [0.4, 0.6, 0.6, 0.61, nil, 0.59, 0.4, 0.6, 0.45, nil, 0.4]
    let since = WeeklySeries.since(series(values), limit: 0.5, isAbove: false)
    #expect(since == Since(instant: start.adding(days: 56), method: .crossing))
    #expect(WeeklySeries.since(series([0.4, 0.6]), limit: 0.5, isAbove: false) == nil)
    #expect(WeeklySeries.since(series([]), limit: 0.5, isAbove: false) == nil)
  }

  @Test("a new level that was within the limit at times is not the one that breaks it: what came after it did")
  func aLevelWithinTheLimit() {
    let levels = Array(repeating: 0.66, count: 9) + Array(repeating: 0.6, count: 14) + Array(repeating: 0.5, count: 3)
    let since = WeeklySeries.since(series(levels), limit: 0.58, isAbove: false)
    #expect(since == Since(instant: start.adding(days: 7 * 23), method: .crossing))
    // Where the last week happens to be within the limit, the new level is all that is known.
    let last = WeeklySeries.since(series(levels + [0.59]), limit: 0.58, isAbove: false)
    #expect(last?.method == .changePoint)
  }

  @Test("numbers of items that were beyond the limit all along, and grow, have no beginning there")
  func growingNumbers() {
    let growing = (0..<26).map { 100 + Double($0) }
    let since = WeeklySeries.since(series(growing), limit: 0, isAbove: true, isNumber: true)
    #expect(since == Since(instant: start, method: .crossing))
    let over = WeeklySeries.since(series(growing), limit: 112, isAbove: true, isNumber: true)
    #expect(over == Since(instant: start.adding(days: 7 * 13), method: .changePoint))
  }

  @Test("by its own weeks a rule says since when there have been more items than are usual")
  func byHistory() {
    // Given ten deals that turned quiet 40 days ago, and two that did two years ago
    let lately = (0..<10).map { _ in SampleDeal(created: 100, touches: [93, 86, 79, 72, 65, 58, 50]) }
    let engine = Engine.over(lately + (0..<2).map { _ in SampleDeal(created: 730, touches: [700]) })
    let request = MeasureRequest(
      metric: .activities, statistic: .idleBeyond(IdleLimits(usual: 10)), clock: .wall, windowDays: 28, scope: .all)
    func since(_ limit: Double) -> Since? {
      engine.sinceByHistory(request, Query(asOf: SampleProcess.now), limit: limit, breach: .above)
    }
    let start = since(5)?.instant.days(since: SampleProcess.now) ?? 0
    #expect((-47 ... -40).contains(start))
    #expect(since(1)?.method == .earlier)
  }

  @Test("items are late since the oldest of them passed the limit")
  func theOldestItem() {
    let engine = Engine.over([
      SampleDeal(created: 60, touches: [40]), SampleDeal(created: 60, touches: [20]), SampleDeal(created: 90, lost: 5),
    ])
    let request = MeasureRequest(
      metric: .activities, statistic: .idle(days: 14), clock: .wall, windowDays: 28, scope: .all)
    let since = engine.since(request, Query(asOf: SampleProcess.now), limit: 0, breach: .above)
    #expect(since == Since(instant: Instant.ago(26).adding(1), method: .oldestItem))
    let idle = MeasureRequest(
      metric: .activities, statistic: .idle(days: 45), clock: .wall, windowDays: 28, scope: .all)
    #expect(engine.since(idle, Query(asOf: SampleProcess.now), limit: 0, breach: .above) == nil)
  }
}
