import Domain

/// The limits of a data set by its codes, in seconds of silence from which on an opportunity is quiet.
struct IdleLimitTable {
  private let seconds: [Int64]
  private let segments: Int

  init(_ engine: Engine, _ limits: IdleLimits) {
    let clock = IdleClock(engine.dataset.facts)
    let names = engine.dataset.vocabulary(.segment).names
    segments = names.count
    seconds = engine.dataset.vocabulary(.stage).names.flatMap { stage in
      names.map { clock.quietAfter(days: limits.days(stage: stage, segment: $0)) }
    }
  }

  @inline(__always) subscript(stage: Code, segment: Code) -> Int64 { seconds[Int(stage) * segments + Int(segment)] }
}

extension Engine {
  /// Open opportunities that are quiet for longer than their limits, but for those with a next step booked; most money
  /// first.
  func idleMeasure(beyond limits: IdleLimits, _ rows: RowSet, _ query: Query) -> Reading {
    guard !rows.isEmpty else { return Reading(value: nil, count: 0) }
    let (count, quiet) = quietRows(beyond: limits, rows, query)
    return Reading.quiet(quiet.count, of: count, rows: quiet, money: money(quiet), limits)
  }

  /// How many opportunities are open, and which of them are quiet for longer than their limits.
  func quietRows(beyond limits: IdleLimits, _ rows: RowSet, _ query: Query) -> (open: Int, quiet: [Int32]) {
    let (table, deals, stages) = (IdleLimitTable(self, limits), activityFacts.open, currentStages)
    let segment = dataset.opportunities.segment
    var (count, quiet) = (0, [Int32]())
    for place in deals.rows.indices where rows.contains(deals.rows[place]) {
      let row = deals.rows[place]
      count += 1
      let last = Instant(deals.last[place])
      let isBooked =
        !deals.nextSteps.isEmpty && NextStep.isBooked(Instant(deals.nextSteps[place]), asOf: query.asOf)
      guard last.isKnown, !isBooked else { continue }
      if query.asOf.since(last) >= table[stages[Int(row)], segment[Int(row)]] { quiet.append(row) }
    }
    return (count, quiet)
  }
}

extension Reading {
  /// So many quiet opportunities. Their number is evidence of a problem only where their money is more than usual too:
  /// the bound of the gate says so.
  static func quiet(
    _ number: Int, of open: Int, rows: [Int32] = [], money: MoneyByCurrency, _ limits: IdleLimits
  ) -> Reading {
    Reading(
      value: Double(number), count: open, gateLow: limits.isGrowing(money) ? Double(number) : 0, rows: rows,
      money: money)
  }
}
