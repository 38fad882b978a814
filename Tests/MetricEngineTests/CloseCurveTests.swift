import Domain
import Testing

@testable import MetricEngine

/// Curves passed in one look against the same curves computed from scratch.
struct CloseCurveTests {
  /// Deals of all ages and ends, many of them alike, from a seed.
  private func deals(_ count: Int, seed: UInt64) -> [SampleDeal] {
    var chance = CloseChance(seed: seed)
    return (0..<count).map { _ in
      let age = Double(chance.next(upTo: 300)) + 1
      let life = Double(chance.next(upTo: 120))
      let segment = ["small", "large", ""][Int(chance.next(upTo: 3))]
      guard life < age else { return SampleDeal(created: age, segment: segment) }
      return chance.next(upTo: 3) == 0
        ? SampleDeal(created: age, won: age - life, segment: segment)
        : SampleDeal(created: age, lost: age - life, segment: segment)
    }
  }

  @Test("one look gives the curves, errors and quantiles of the plain estimators", arguments: [3, 40, 700] as [Int])
  func agreesWithPlainEstimators(_ count: Int) {
    for seed in 1...5 as ClosedRange<UInt64> {
      let engine = Engine.over(deals(count, seed: seed))
      let run = CloseRun(engine, RowSet(size: count, all: true), asOf: SampleProcess.now)
      let moments = [0, 10, 45, 90, 400].map { Int64($0) * Instant.day }
      let survey = CloseSurvey(run.times, .init(moments: moments), logarithms: engine.closeFacts.logarithms)
      let plain = Plain(run)
      for moment in moments {
        let (day, state) = (Double(moment) / Double(Instant.day), survey.state(at: moment))
        #expect(abs((state?.won ?? 9) - plain.ends.won(at: day)) < 1e-12)
        #expect(abs((state?.openShare ?? 9) - plain.all.survival(at: day)) < 1e-12)
        #expect(close(state?.errors.won, plain.ends.wonError(at: day)))
        #expect(close(state?.errors.lost, plain.ends.lostError(at: day)))
      }
      let (summary, expected) = (survey.summary(atDays: []), plain.all.summary(at: []))
      #expect(summary.median == expected.median)
      #expect([summary.q25, summary.q75, summary.q90] == [expected.q25, expected.q75, expected.q90])
      let wins = run.won.count
      #expect(survey.steps.median(wins: wins) == plain.ends.winnersMedian())
    }
  }

  @Test("the mean up to a limit is the area under the curve")
  func restrictedMean() {
    let engine = Engine.over(deals(300, seed: 8))
    let run = CloseRun(engine, RowSet(size: 300, all: true), asOf: SampleProcess.now)
    let survey = CloseSurvey(run.times, .init(restriction: 60 * Instant.day), logarithms: engine.closeFacts.logarithms)
    let expected = Plain(run).all.restrictedMean(to: 60)
    #expect(close(survey.mean?.days, expected.mean))
    #expect(close(survey.mean?.error, expected.error))
  }

  @Test("winners counted from one leaving to the next have the median of those passed one by one")
  func winnersOfSomeRows() {
    for seed in 1...20 as ClosedRange<UInt64> {
      let engine = Engine.over(deals(600, seed: seed))
      let run = CloseRun(engine, RowSet(size: 600, all: true), asOf: SampleProcess.now)
      // Given half of those that ended, ages of open ones anywhere between them, and none
      let known = RowSet(size: run.ended.count) { $0 % 2 == 0 }
      for censored in [run.openAges, []] {
        func days(_ isWin: Bool) -> [Double] {
          known.rows.filter { run.won.contains($0) == isWin }.map {
            Double(run.ended.seconds[Int($0)]) / Double(Instant.day)
          }
        }
        let open = censored.map { Double($0) / Double(Instant.day) }
        let plain = AalenJohansen(sortedOpen: open, sortedWon: days(true), sortedLost: days(false))
        let curve = WinnersCurve(run.ended.seconds, known: known, won: run.won, censored: censored)
        // Then it is where the plain curve, which rounds at each step, crosses half of its end
        let (median, level) = (curve.median ?? 0, (plain.won.last ?? 0) / 2)
        #expect(plain.won(at: median) >= level - 1e-12)
        #expect(plain.won(at: median - 1e-6) < level + 1e-12)
        #expect((curve.median == nil) == (plain.winnersMedian() == nil))
      }
    }
  }

  @Test("another period after the first asks nothing but its windows, and says what it would have said first")
  func periodsShareTheirBasis() {
    let engine = Engine.over(deals(900, seed: 6))
    for days in [7, 28, 91] {
      let query = Query(asOf: SampleProcess.now, period: .days(days))
      let alone = Engine(dataset: engine.dataset, profile: engine.profile)
      #expect(engine.readings(query).close == alone.readings(query).close)
    }
  }

  @Test("the figure of an earlier instant is that of the data known then")
  func winnersThen() {
    let engine = Engine.over(deals(900, seed: 4))
    let then = SampleProcess.now.adding(days: -60)
    let query = Query(asOf: SampleProcess.now, period: .days(60))
    #expect(
      engine.readings(query).close.winnersMedianBefore == engine.readings(Query(asOf: then)).close.winnersMedian.value)
  }

  @Test("the curve of an earlier instant is that of the data known then, as far as anybody was watched")
  func curveThen() {
    // Given few enough deals that curves have a point wherever anything happened
    let engine = Engine.over(deals(300, seed: 4))
    let then = SampleProcess.now.adding(days: -60)
    let now = engine.readings(Query(asOf: SampleProcess.now, period: .days(60))).close.curve
    let earlier = engine.readings(Query(asOf: then)).close.curve
    let last = earlier.last?.day ?? 0
    #expect(now.contains { $0.wonBefore ?? 0 > 0 })
    for point in now {
      guard point.day <= last else {
        #expect(point.wonBefore == nil)
        continue
      }
      let known = earlier.last { $0.day <= point.day + 1e-6 }?.won ?? 0
      #expect(abs((point.wonBefore ?? -1) - known) < 1e-9, "day \(point.day)")
    }
  }

  @Test("a breakdown says of each element what its own reading says", arguments: [Dimension.segment, .source, .stage])
  func breakdowns(_ dimension: Dimension) {
    let engine = Engine.over(deals(900, seed: 5))
    let query = Query(asOf: SampleProcess.now)
    let rows = engine.breakdown(.timeToClose, by: dimension, query)
    #expect(rows.map(\.count).reduce(0, +) == 900)
    for row in rows {
      var own = query
      own.filter = Filter(clauses: [.dimension(dimension, [row.name.isEmpty ? "none" : row.name])])
      let reading = engine.readings(own).close
      #expect(reading.deals == row.count)
      #expect(reading.winnersMedian == Estimate(value: row.value, low: row.low, high: row.high))
      #expect(reading.winnersMedianBefore == row.previous)
      #expect(reading.old.count == row.items)
    }
  }

  private func close(_ one: Double?, _ other: Double?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return abs(one - other) < 1e-9
  }

  /// The estimators that keep every step.
  private struct Plain {
    let ends: AalenJohansen
    let all: KaplanMeier

    init(_ run: CloseRun) {
      func days(_ seconds: Int64) -> Double { Double(seconds) / Double(Instant.day) }
      let ended = zip(run.ended.seconds, run.ended.tags)
      let open = run.openAges.map(days)
      ends = AalenJohansen(
        sortedOpen: open, sortedWon: ended.filter { $0.1 & 1 == 1 }.map { days($0.0) },
        sortedLost: ended.filter { $0.1 & 1 == 0 }.map { days($0.0) })
      all = KaplanMeier(sortedEvents: run.ended.seconds.map(days), sortedCensored: open)
    }
  }
}

/// Numbers that a seed decides.
struct CloseChance {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// 0 up to, without, a limit.
  mutating func next(upTo limit: UInt64) -> UInt64 { next() % limit }
}
