import Domain

/// The selected opportunities element by element of some dimension, each in the orders in which curves pass them.
struct CloseParts {
  struct Part: Sendable {
    let code: Code
    var times: CloseTimes
    /// When the ended ones closed.
    var closedAt: Series<Instant>
    /// Open ones, the youngest first, as the times at which they were last seen.
    var openRows: [Int32]
  }

  /// Those with rows that can be timed, by code.
  private(set) var parts: [Part] = []

  /// `codes` has the element of every row of the table.
  init(_ run: CloseRun, by codes: Series<Code>) {
    let ended = run.ended
    let own = Series<Code>(count: ended.count) { out in
      for place in 0..<ended.count { out.initializeElement(at: place, to: codes[Int(ended.tags[place] >> 1)]) }
    }
    let most = Int(max(own.max() ?? -1, run.openRows.reduce(-1) { max($0, codes[Int($1)]) })) + 1
    var counts = [Int](repeating: 0, count: most + 1)
    for code in own { counts[Int(code) + 1] += 1 }
    for code in 0..<most { counts[code + 1] += counts[code] }
    var next = counts
    var order = [Int32](repeating: 0, count: ended.count)
    for (place, code) in own.enumerated() {
      order[next[Int(code)]] = Int32(truncatingIfNeeded: place)
      next[Int(code)] += 1
    }
    var open = [[(Int32, Int64)]](repeating: [], count: most)
    for (row, age) in zip(run.openRows, run.openAges) { open[Int(codes[Int(row)])].append((row, age)) }
    for code in 0..<most where counts[code + 1] > counts[code] || !open[code].isEmpty {
      let places = order[counts[code]..<counts[code + 1]]
      let times = CloseTimes(
        seconds: Self.gather(ended.seconds, places), tags: Self.gather(ended.tags, places),
        censored: open[code].map(\.1))
      parts.append(
        Part(
          code: Code(code), times: times, closedAt: Self.gather(ended.closedAt, places), openRows: open[code].map(\.0)))
    }
  }

  private static func gather<Value>(_ column: Series<Value>, _ places: ArraySlice<Int32>) -> Series<Value> {
    Series(count: places.count) { out in
      for (next, place) in places.enumerated() { out.initializeElement(at: next, to: column[Int(place)]) }
    }
  }
}

extension Engine {
  /// The panel's headline for every element of a dimension that has rows, those with most rows first: one look at all
  /// rows instead of one for each element.
  func closeBreakdown(by dimension: Dimension, _ query: Query, _ selection: Selection) -> [BreakdownRow] {
    let set = selection.opportunitySet
    let codes = dimension == .stage ? currentStages : dataset.opportunities.codes(dimension)
    let names = dataset.vocabulary(dimension)
    var deals = [Int](repeating: 0, count: names.count)
    set.forEach { deals[Int(codes[$0])] += 1 }
    var rows = deals.indices.map { code in
      BreakdownRow(
        name: deals[code] > 0 ? names[Code(code)] : "", value: nil, low: nil, high: nil, count: deals[code],
        previous: nil, items: 0)
    }
    if missingForClose.isEmpty, set.count > 0 {
      let run = closeBasis(selection, asOf: query.asOf).run
      var before = agesByCode(codes, names.count, query.previousWindow.through, run)
      for part in CloseParts(run, by: codes).parts {
        let code = Int(part.code)
        rows[code].take(
          CloseHeadline(part, then: query.previousWindow.through, agesThen: before[code], closeFacts.logarithms))
        before[code] = []
      }
    }
    return rows.filter { $0.count > 0 }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  private func agesByCode(_ codes: Series<Code>, _ count: Int, _ then: Instant, _ run: CloseRun) -> [[Int64]] {
    let alive = run.created.alive(at: then)
    var ages = [[Int64]](repeating: [], count: count)
    let all = alive.ages(at: then, wholeDays: countsWholeDays)
    for (row, age) in zip(alive.rows.reversed(), all) { ages[Int(codes[Int(row)])].append(age) }
    return ages
  }
}

/// The headline of one element.
private struct CloseHeadline {
  let median: Estimate
  let before: Double?
  let old: Int

  init(_ part: CloseParts.Part, then: Instant, agesThen: [Int64], _ logarithms: Series<Double>) {
    var won: Series<Int64> = []
    for (seconds, tag) in zip(part.times.seconds, part.times.tags) where tag & 1 == 1 { won.append(seconds) }
    let survey = CloseSurvey(part.times, .init(), logarithms: logarithms)
    median = survey.steps.median(wins: won.count) ?? Estimate(value: nil)
    before =
      WinnersCurve(
        part.times.seconds, known: RowSet(part.closedAt) { $0 <= then }, won: RowSet(part.times.tags) { $0 & 1 == 1 },
        censored: agesThen
      ).median
    let limit = won.count < AalenJohansen.fewestWins ? nil : Quantile.days(won, 0.9)
    old =
      limit.map { limit in
        let ages = part.times.censored
        return ages.count - ages.partitioningIndex { Double($0) / Double(Instant.day) > limit }
      } ?? 0
  }
}

extension BreakdownRow {
  fileprivate mutating func take(_ headline: CloseHeadline) {
    (value, low, high) = (headline.median.value, headline.median.low, headline.median.high)
    (previous, items) = (headline.before, headline.old)
  }
}
