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
    for stage in facts.models.facingStages { all[stage].withoutMeeting = 0 }
    let (table, window) = (engine.dataset.opportunities, query.window)
    var money = StageMoney(stages: all.count, currencies: currencies.count)
    facts.forEachUnmet(in: window, selection) { stage, row in
      all[stage].withoutMeeting = (all[stage].withoutMeeting ?? 0) + 1
      money.add(table.amount[row], stage: stage, currency: table.currency[row])
    }
    for stage in all.indices where all[stage].withoutMeeting != nil {
      all[stage].withoutMeetingMoney = money.total(stage: stage, currencies)
    }
  }
}

extension ProcessModels {
  /// Stages in which the customer should be met, counted over all versions.
  var facingStages: [Int] {
    models.flatMap { model in zip(model.shared, model.customerFacing).filter { $1 }.map { Int($0.0) } }
  }
}

extension ProcessFacts {
  /// Calls `body` with each stage that an opportunity of a selection left in a window without a meeting, and its row;
  /// once where it did so twice.
  func forEachUnmet(in window: TimeWindow, _ selection: RowSet, _ body: (Int, Int) -> Void) {
    let first = unmet.partitioningIndex { $0.left <= window.through }
    for visit in unmet[first...] {
      guard visit.left > window.after else { break }
      guard visit.leftAgain > window.through, selection.contains(visit.row) else { continue }
      body(Int(visit.stage), Int(visit.row))
    }
  }
}
