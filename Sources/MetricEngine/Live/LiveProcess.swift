import Domain

/// The process panel, kept up to date.
struct LiveProcess: LivePanel {
  private var tally = ProcessTally()
  private var cohorts = ProcessCohorts()
  private var stages: [LiveStage] = []
  private var variants = LiveVariants()
  private var losses = LiveLosses()

  mutating func change(_ part: LivePart, _ sign: LiveSign) {
    let (engine, query, set) = (part.engine, part.query, part.selection.opportunitySet)
    guard !set.isEmpty else { return }
    let facts = engine.processFacts
    while stages.count < facts.models.stages.count { stages.append(LiveStage()) }
    let sums = set.isAll ? facts.whole : PathSums(facts.paths, engine.dataset.opportunities, set)
    var own = ProcessTally(engine, facts, sums)
    tally.change(own, sign)
    variants.change(own, facts.paths, engine.dataset.vocabulary(.stage), sign)
    cohorts.change(ProcessCohorts(engine, facts, query, set), sign)
    losses.change(ProcessLosses(engine, facts, query.window, set), sign)
    // The stages of what began in the window do not tell yet whether deals go on.
    own.takeAway(part.selection.parts.process.begun.after(query.window.after, engine, set))
    for stage in stages.indices { stages[stage].goOn(own, stage, sign) }
    changeVisits(part, facts.visits, sign)
    changeOpen(part, facts, sign)
  }

  private mutating func changeVisits(_ part: LivePart, _ visits: ProcessVisits, _ sign: LiveSign) {
    let (query, set) = (part.query, part.selection.opportunitySet)
    for stage in 0..<visits.stages {
      for word in visits.ended[visits.endedStarts[stage]..<visits.endedStarts[stage + 1]] {
        guard set.contains(Int(UInt32(truncatingIfNeeded: word))) else { continue }
        stages[stage].visit(UInt32(truncatingIfNeeded: word >> 32), hasEnded: true, isLate: false, sign)
      }
      for visit in visits.running[visits.runningStarts[stage]..<visits.runningStarts[stage + 1]] {
        guard set.contains(visit.row) else { continue }
        let seconds = UInt32(clamping: query.asOf.since(visit.since))
        stages[stage].visit(seconds, hasEnded: false, isLate: false, sign)
        if visit.since > query.window.after { stages[stage].visit(seconds, hasEnded: false, isLate: true, sign) }
      }
    }
    let limit = visits.offset(after: query.window.after)
    for visit in visits.starts where visit.offset < limit && visit.place >= 0 && !visit.isRunning {
      guard set.contains(visit.row) else { continue }
      let seconds = UInt32(truncatingIfNeeded: visits.ended[Int(visit.place)] >> 32)
      stages[visit.stage].visit(seconds, hasEnded: true, isLate: true, sign)
    }
  }

  private mutating func changeOpen(_ part: LivePart, _ facts: ProcessFacts, _ sign: LiveSign) {
    let (visits, set, table) = (facts.visits, part.selection.opportunitySet, part.engine.dataset.opportunities)
    for stage in 0..<visits.stages {
      for visit in visits.running[visits.runningStarts[stage]..<visits.runningStarts[stage + 1]] {
        guard visit.isOpen, set.contains(visit.row) else { continue }
        stages[stage].stands(part.query.asOf.since(visit.since), Int(visit.row), part, sign)
      }
    }
    for open in visits.undatedOpen where set.contains(open.row) {
      stages[Int(open.stage)].stands(nil, Int(open.row), part, sign)
    }
    facts.forEachUnmet(in: part.query.window, set) { stage, row in
      stages[stage].leaveUnmet(table.amount[row], table.currency[row], sign)
    }
  }

  /// Open opportunities in their stage for longer than most times a factor, as a rule asks for them. As of the last
  /// reading.
  mutating func stuck(factor: Double, _ currencies: Vocabulary) -> Reading {
    guard tally.opportunities > 0 else { return Reading(value: nil, count: 0) }
    var all = LiveStuck()
    for stage in stages.indices { all.add(stages[stage].stuck(factor: factor)) }
    return all.reading(factor: factor, currencies)
  }

  mutating func reading(_ frame: Engine, _ query: Query, _ presence: LivePresence) -> ProcessReading {
    var reading = ProcessReading()
    let missing = presence.missing(.processSteps, frame)
    guard missing.isEmpty else {
      reading.availability = frame.availability(without: missing)
      return reading
    }
    guard tally.opportunities > 0 else { return reading }
    reading.availability = .ready
    reading.take(tally)
    while reading.dealsByMoves.last == 0 { reading.dealsByMoves.removeLast() }
    reading.variants = variants.count
    reading.topVariants = variants.top(10, of: tally.opportunities, frame.dataset.vocabulary(.stage))
    reading.take(cohorts, frame.processWeeks(query))
    reading.take(stageReadings(frame))
    reading.losses = losses.readings(
      frame.processModels.stages, frame.dataset.lostReasons, frame.dataset.vocabulary(.currency))
    return reading
  }

  private mutating func stageReadings(_ frame: Engine) -> [StageReading] {
    let (models, currencies) = (frame.processModels, frame.dataset.vocabulary(.currency))
    let facing = Set(models.facingStages)
    var (all, days): ([StageReading], [Double]) = ([], [])
    for (stage, name) in models.stages.enumerated() {
      let known = stages[stage].reading(name, currencies, isFacing: facing.contains(stage))
      all.append(known.0)
      all[stage].take(tally.stages[stage])
      days.append(known.days)
    }
    all.take(days: days)
    return all
  }
}
