import Domain

extension Engine {
  /// One opportunity with all that happened to it by the query's instant, and what is wrong with it.
  /// It is compared with all opportunities known by then, whatever the filter.
  public func opportunityTimeline(_ row: Int32, _ query: Query) -> OpportunityTimeline {
    let index = Int(row)
    let table = dataset.opportunities
    let lead = table.lead[index]
    let hasLead = lead >= 0 && dataset.leads.createdAt[Int(lead)] <= query.asOf
    return OpportunityTimeline(
      header: opportunityRow(row, query, reason: nil), events: OpportunityEvents(self, index, query).inOrder(),
      problems: OpportunityProblems(self, row, query).inOrder(),
      lead: hasLead ? leadRow(lead, query, reason: nil) : nil, stages: profile.process.stages,
      nextStepAt: table.nextStepAt[index], expectedCloseOn: table.expectedCloseOn[index],
      outlook: outlook(of: row, asOf: query.asOf))
  }
}

/// Collects the events of one opportunity.
private struct OpportunityEvents {
  private let engine: Engine
  private let row: Int
  private let query: Query
  private let standing: Outcome
  private var table: OpportunityTable { engine.dataset.opportunities }

  init(_ engine: Engine, _ row: Int, _ query: Query) {
    self.engine = engine
    self.row = row
    self.query = query
    standing = engine.dataset.opportunities.standing(row, asOf: query.asOf)
  }

  /// Oldest first; what happened at the same instant in the order created, fields, stages, activities, end. Undated events
  /// come first.
  func inOrder() -> [TimelineEvent] {
    let all = created + engine.fieldEvents(ofOpportunity: row) + visits + activities + ended
    let order = all.indices.sorted { (all[$0].at, $0) < (all[$1].at, $1) }
    return order.map { all[$0] }
  }

  private var created: [TimelineEvent] {
    let at = table.createdAt[row]
    let source = engine.dataset.vocabulary(.source)[table.source[row]]
    return at.isKnown ? [TimelineEvent(at: at, kind: .created, text: source, who: rep(owner(at)))] : []
  }

  private var visits: [TimelineEvent] {
    let visits = engine.dataset.visits
    let names = engine.dataset.vocabulary(.stage)
    var reader = DeviationReader(engine, row, query)
    return table.visits(of: row).filter { visits.enteredAt[$0] <= query.asOf }.map { visit in
      let code = visits.stage[visit]
      return TimelineEvent(
        at: visits.enteredAt[visit], kind: reader.kind(code), text: names[code], who: rep(visits.changedBy[visit]),
        deviation: reader.deviation(code))
    }
  }

  private var activities: [TimelineEvent] {
    table.activities(of: row).compactMap { index in
      engine.activityEvent(index, asOf: query.asOf, from: table.createdAt[row], through: closing)
    }
  }

  /// The end, where no stage entry says it.
  private var ended: [TimelineEvent] {
    guard standing != .open else { return [] }
    let kind: TimelineEvent.Kind = standing == .won ? .won : .lost
    if visits.last?.kind == kind { return [] }
    let reason = standing == .lost ? engine.dataset.lostReasons[table.lostReason[row]] : ""
    return [TimelineEvent(at: table.closedAt[row], kind: kind, text: reason, who: rep(owner(table.closedAt[row])))]
  }

  private var closing: Instant {
    guard standing != .open, table.closedAt[row].isKnown else { return query.asOf }
    return table.closedAt[row].adding(engine.dataset.facts.opportunityPrecision == .day ? Instant.day - 1 : 0)
  }

  private func owner(_ at: Instant) -> Code {
    Code(engine.dataset.changes.value(of: .rep, row: row, at: at, now: Int64(table.rep[row])))
  }

  private func rep(_ code: Code) -> String { engine.dataset.vocabulary(.rep)[code] }
}

/// Says of one stage entry after another how it leaves the process.
private struct DeviationReader {
  private let map: StageMap
  private let stages: [String]
  /// Stages never visited though they should have been.
  private let missing: [Int32]
  private let last: Int
  private var entries = 0
  private var previous: Int32 = StageMap.foreign
  private var furthest: Int32 = -1
  private var met: Set<Int32> = []

  init(_ engine: Engine, _ row: Int, _ query: Query) {
    var walker = PathWalker(engine, asOf: query.asOf)
    _ = walker.walk(row)
    (map, missing, last) = (walker.map, walker.missing, walker.codes.count)
    stages = walker.stageNames
  }

  func kind(_ code: Code) -> TimelineEvent.Kind {
    switch map[code] {
    case StageMap.won: .won
    case StageMap.lost: .lost
    default: .stage
    }
  }

  /// What is wrong with entering this stage now; nil if nothing.
  mutating func deviation(_ code: Code) -> Remark? {
    let stage = map[code]
    entries += 1
    defer { previous = stage }
    if stage == StageMap.foreign { return .foreignStage }
    if stage == StageMap.won { return entries < last ? .openedAgain : skipped(below: Int32(stages.count)) }
    if stage == StageMap.lost { return entries < last ? .openedAgain : nil }
    if stage == previous { return .repeated }
    let remark = stage < furthest ? .wentBack(times: 1) : met.contains(stage) ? .repeated : skipped(below: stage)
    met.insert(stage)
    furthest = max(furthest, stage)
    return remark
  }

  private func skipped(below stage: Int32) -> Remark? {
    let names = missing.filter { $0 > furthest && $0 < stage }.map { stages[Int($0)] }
    return names.isEmpty ? nil : .skipped(names)
  }
}

extension Engine {
  /// An activity as an event; nil if it lies after `asOf`. Outside `from` and `through` it does not count, and says so.
  func activityEvent(_ index: Int, asOf: Instant, from: Instant, through: Instant) -> TimelineEvent? {
    let table = dataset.activities
    let at = table.occurredAt[index]
    guard at <= asOf else { return nil }
    let kind = dataset.activityKinds[table.kind[index]]
    let outside: Remark? = at.isKnown && at < from ? .beforeCreation : at > through ? .afterEnd : nil
    var event = TimelineEvent(
      at: at, kind: .activity, text: kind, who: dataset.vocabulary(.rep)[table.rep[index]], deviation: outside)
    event.traits = table.traits[index]
    return event
  }
}
