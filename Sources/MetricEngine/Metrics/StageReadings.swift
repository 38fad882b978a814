import Domain

/// What the readings of all stages of a selection say whatever the period.
struct StageReadings {
  private let engine: Engine
  private let facts: ProcessFacts
  private let query: Query
  private let selection: RowSet
  private let tally: ProcessTally
  private(set) var all: [StageReading]

  /// Shorter visits are passed through: the deal was only clicked on.
  static let passThroughSeconds: UInt32 = 119
  /// Days at which curves are read off.
  static let readOffAt: [Double] = [7, 14, 30, 60]

  init(_ engine: Engine, _ facts: ProcessFacts, _ query: Query, _ selection: RowSet, _ tally: ProcessTally) {
    (self.engine, self.facts, self.query, self.selection, self.tally) = (engine, facts, query, selection, tally)
    all = facts.models.stages.map { StageReading(name: $0) }
    let days = all.indices.map { fillDwell($0) }
    for stage in all.indices { all[stage].take(tally.stages[stage]) }
    all.take(days: days)
    fillOpen()
  }

  /// Days of all visits together.
  private mutating func fillDwell(_ stage: Int) -> Double {
    var reading = all[stage]
    let days = facts.visits.withDwell(stage, selection, asOf: query.asOf) { times in
      let sums = times.sums
      reading.completed = times.description(sums)
      reading.dwell = DwellCurve(times).summary(at: Self.readOffAt)
      reading.passedThrough = times.endedWithin(Self.passThroughSeconds)
      reading.stuckAfterDays = StageLimits.limit(times, StageLimits.usualQuantile)
      return times.totalDays(sums)
    }
    all[stage] = reading
    return days
  }

  private mutating func fillOpen() {
    let (table, visits, currencies) = (engine.dataset.opportunities, facts.visits, engine.dataset.vocabulary(.currency))
    var money = StageMoney(stages: all.count, currencies: currencies.count)
    func countOpen(_ row: Int32, _ stage: Int) {
      all[stage].openNow += 1
      money.add(table.amount[Int(row)], stage: stage, currency: table.currency[Int(row)])
    }
    for stage in all.indices {
      let limit = all[stage].stuckAfterDays
      for place in visits.runningStarts[stage]..<visits.runningStarts[stage + 1] {
        let visit = visits.running[place]
        guard visit.isOpen, selection.contains(visit.row) else { continue }
        countOpen(visit.row, stage)
        guard let limit else { continue }
        if Double(query.asOf.since(visit.since)) / Double(Instant.day) - limit > 0 { all[stage].stuck += 1 }
      }
    }
    for open in visits.undatedOpen where selection.contains(open.row) { countOpen(open.row, Int(open.stage)) }
    for stage in all.indices { all[stage].openMoney = money.total(stage: stage, currencies) }
  }
}

extension StageReading {
  mutating func take(_ counts: ProcessTally.Stage) {
    skipped = counts.skipped
    winRateSkipped = Wilson.share(counts.skippedWon, of: counts.skippedClosed)
    lostHere = counts.lostHere
  }
}

extension [StageReading] {
  /// - Parameter days: of all visits together, by stage.
  mutating func take(days: [Double]) {
    let whole = days.reduce(0, +)
    for stage in indices {
      self[stage].lossesPerDay = days[stage] > 0 ? Double(self[stage].lostHere) / days[stage] : nil
      self[stage].dwellShare = whole > 0 ? days[stage] / whole : nil
    }
  }
}
