import Domain

/// Adds to the readings of all stages what depends on the period.
struct StagePeriods {
  private let engine: Engine
  private let facts: ProcessFacts
  private let query: Query
  private let selection: RowSet
  private(set) var all: [StageReading]

  /// - Parameter tally: without what began in the window.
  init(
    _ engine: Engine, _ query: Query, _ selection: RowSet, _ lasting: [StageReading], _ tally: ProcessTally,
    _ begun: Beginnings
  ) {
    (self.engine, facts, self.query, self.selection) = (engine, engine.processFacts, query, selection)
    all = lasting
    for stage in all.indices {
      fillGoOn(stage, tally)
      all[stage].dwellNow = facts.visits.withDwell(
        stage, begun.ended, after: query.window.after, selection, asOf: query.asOf
      ) { DwellCurve($0).quantile(0.5) }
    }
    fillUnmet()
  }

  private var currencies: Vocabulary { engine.dataset.vocabulary(.currency) }

  private mutating func fillGoOn(_ stage: Int, _ tally: ProcessTally) {
    all[stage].goOn = Wilson.share(tally.stages[stage].wentOn, of: tally.stages[stage].entered)
    all[stage].enteredMoney = tally.enteredMoney.total(stage: stage, currencies)
    all[stage].wentOnMoney = tally.wentOnMoney.total(stage: stage, currencies)
  }

  /// Customer-facing stages left in the window without a meeting; an opportunity counts once a stage.
  private mutating func fillUnmet() {
    for model in facts.models.models {
      for (stage, isFacing) in zip(model.shared, model.customerFacing) where isFacing {
        all[Int(stage)].withoutMeeting = 0
      }
    }
    let (table, window) = (engine.dataset.opportunities, query.window)
    var money = StageMoney(stages: all.count, currencies: currencies.count)
    let first = facts.unmet.partitioningIndex { $0.left <= window.through }
    for visit in facts.unmet[first...] {
      guard visit.left > window.after else { break }
      guard visit.leftAgain > window.through, selection.contains(visit.row) else { continue }
      let (stage, row) = (Int(visit.stage), Int(visit.row))
      all[stage].withoutMeeting = (all[stage].withoutMeeting ?? 0) + 1
      money.add(table.amount[row], stage: stage, currency: table.currency[row])
    }
    for stage in all.indices where all[stage].withoutMeeting != nil {
      all[stage].withoutMeetingMoney = money.total(stage: stage, currencies)
    }
  }
}
