import Domain

/// The period view (statistics.md section 6, time to close): the same opportunities, but only the risk time inside a
/// window counts, so that "now" means now. Each row has the code of its stratum beside it.
struct ClosePeriod: Sendable {
  /// Those that ended within the window, by lifetime.
  private let ends: Series<Int64>
  private let tags: Series<UInt32>
  private let endCodes: Series<Code>
  /// Those that outlived it, by their age at its end.
  private let censored: [Int64]
  private let censoredCodes: [Code]
  /// The ages at its start, ascending; 0 for those created within it.
  private var entries: [Int64] = []
  private var entryCodes: [Code] = []

  /// Opportunities watched.
  var count: Int { ends.count + censored.count }

  /// The risk time within `window` of a selection, of which `started` were open at its start and `left` at its end.
  init(
    _ created: CreatedDeals, _ ended: EndedDeals, window: TimeWindow, started: AliveDeals, left: AliveDeals,
    strata: Series<Code>
  ) {
    let (seconds, closedAt) = (ended.seconds, ended.closedAt)
    let places = RowSet(size: ended.count) { place in
      // Created at the very end of the window, an opportunity was never watched in it.
      window.contains(closedAt[place]) && (seconds[place] > 0 || closedAt[place] < window.through)
    }.rows
    (ends, tags) = (seconds.gathered(places), ended.tags.gathered(places))
    endCodes = strata.gathered(tags.map { Int32(bitPattern: $0 >> 1) })
    let young = left.createdAt.partitioningIndex { $0 >= window.through }
    censored = left.createdAt[..<young].reversed().map { window.through.seconds &- $0.seconds }
    censoredCodes = left.rows[..<young].reversed().map { strata[Int($0)] }
    addEntries(created, started, window, strata)
  }

  private mutating func addEntries(
    _ created: CreatedDeals, _ alive: AliveDeals, _ window: TimeWindow, _ strata: Series<Code>
  ) {
    let first = created.createdAt.partitioningIndex { $0 > window.after }
    let end = created.createdAt.partitioningIndex { $0 >= window.through }
    for place in first..<max(first, end) {
      entries.append(0)
      entryCodes.append(strata[Int(created.rows[place])])
    }
    entries += alive.createdAt.reversed().map { window.after.seconds &- $0.seconds }
    entryCodes += alive.rows.reversed().map { strata[Int($0)] }
  }

  /// Calls `body` with what happens to each row in the window at an age, and with the code of its stratum.
  func forEachStep(_ body: (_ age: Int64, PeriodStep, Code) -> Void) {
    for place in ends.indices { body(ends[place], .ends(isWon: tags[place] & 1 == 1), endCodes[place]) }
    for place in censored.indices { body(censored[place], .leaves, censoredCodes[place]) }
    for place in entries.indices { body(entries[place], .enters, entryCodes[place]) }
  }

  /// All rows together.
  var times: CloseTimes {
    CloseTimes(seconds: ends, tags: tags, censored: censored, entries: entries)
  }

  /// All rows together, for a test.
  var risk: RiskTimes<Int64> { RiskTimes(events: ends.array, censored: censored, entries: entries) }

  /// The rows of each stratum, `codes` in all.
  func split(_ codes: Int) -> [RiskTimes<Int64>] {
    let parts = [(ends.array, endCodes.array), (censored, censoredCodes), (entries, entryCodes)].map { times, strata in
      var own = [[Int64]](repeating: [], count: codes)
      for (time, code) in zip(times, strata) { own[Int(code)].append(time) }
      return own
    }
    return (0..<codes).map { RiskTimes(events: parts[0][$0], censored: parts[1][$0], entries: parts[2][$0]) }
  }

  /// How many were watched in each stratum.
  func counts(_ codes: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: codes)
    for code in entryCodes { counts[Int(code)] += 1 }
    return counts
  }
}

/// What happens to a row that is watched in a window.
enum PeriodStep {
  case enters
  case ends(isWon: Bool)
  case leaves
}

/// Did closing become faster or slower? The last 90 days against the 90 before, all together and stratum by stratum.
struct ClosePeriodTest {
  let now: ClosePeriod
  let before: ClosePeriod
  let unstratified: LogRankResult
  let stratified: LogRankResult

  /// The last 90 days and the 90 before.
  static func periods(
    _ engine: Engine, _ run: CloseRun, _ asOf: Instant, by dimension: Dimension
  ) -> (now: ClosePeriod, before: ClosePeriod) {
    let strata = engine.dataset.opportunities.codes(dimension)
    let (middle, start) = (asOf.adding(days: -90), asOf.adding(days: -180))
    let recent = RowSet(run.ended.closedAt) { $0 > start }
    let (created, ended) = (run.created, EndedDeals(run.ended, at: recent))
    let alive = [start, middle, asOf].map { created.alive(at: $0) }
    let now = ClosePeriod(
      created, ended, window: TimeWindow(after: middle, through: asOf), started: alive[1], left: alive[2],
      strata: strata)
    let before = ClosePeriod(
      created, ended, window: TimeWindow(after: start, through: middle), started: alive[0], left: alive[1],
      strata: strata)
    return (now, before)
  }

  init(_ engine: Engine, _ run: CloseRun, _ asOf: Instant, by dimension: Dimension) {
    (now, before) = Self.periods(engine, run, asOf, by: dimension)
    var (whole, parts) = (LogRank(), LogRank())
    whole.addStratum(now: now.risk, before: before.risk)
    let codes = engine.dataset.vocabulary(dimension).count
    for (now, before) in zip(now.split(codes), before.split(codes)) where !(now.events.isEmpty && before.events.isEmpty)
    {
      parts.addStratum(now: now, before: before)
    }
    (unstratified, stratified) = (whole.result, parts.result)
  }
}

extension Engine {
  /// The verdict for the screen: the last 90 days against the 90 before.
  func closeVerdict(_ run: CloseRun, _ asOf: Instant, by dimension: Dimension) -> CloseVerdict {
    let test = ClosePeriodTest(self, run, asOf, by: dimension)
    let days = CloseReading().atDays
    let wish = CloseSurvey.Wish(moments: days.map { Int64($0) * Instant.day }, winners: false)
    let now = CloseSurvey(test.now.times, wish, logarithms: closeFacts.logarithms)
    let before = CloseSurvey(test.before.times, wish, logarithms: closeFacts.logarithms)
    return CloseVerdict(
      judgement: ChangeJudgement(unstratified: test.unstratified, stratified: test.stratified),
      together: test.unstratified, within: test.stratified, dimension: dimension, now: now.summary(atDays: days),
      before: before.summary(atDays: days), mix: test.mix(dataset.vocabulary(dimension)))
  }
}

extension ClosePeriodTest {
  /// How the shares of the strata among those watched moved, the largest move first.
  func mix(_ names: Vocabulary) -> [MixShare] {
    MixShare.all(now: now.counts(names.count), before: before.counts(names.count), names)
  }
}
