import Domain

/// Finds what is wrong with one opportunity, compared with all that are known by then.
struct OpportunityProblems {
  private let engine: Engine
  private let row: Int32
  private let query: Query
  private let standing: Outcome
  private var table: OpportunityTable { engine.dataset.opportunities }

  init(_ engine: Engine, _ row: Int32, _ query: Query) {
    self.engine = engine
    self.row = row
    self.query = Query(asOf: query.asOf, period: query.period, comparison: query.comparison)
    standing = engine.dataset.opportunities.standing(Int(row), asOf: query.asOf)
  }

  /// Worst first.
  func inOrder() -> [Remark] {
    let path = engine.wayRemarks(Int(row), query)
    switch standing {
    case .won: return path
    case .lost: return path + gaveUp
    case .open: return openProblems + path + plans
    }
  }

  private var openProblems: [Remark] {
    let everything = engine.selection(query).opportunities
    return silence(everything) + stuck() + tooOld
  }

  // MARK: - Activities

  private func silence(_ everything: [Int32]) -> [Remark] {
    guard engine.missingForActivities.isEmpty else { return [] }
    var problems: [Remark] = []
    if let idle = engine.idleDays(Int(row), asOf: query.asOf), idle > IdleClock.quietDays {
      problems.append(.quiet(days: idle, wins: usualRhythm(everything)))
    }
    let touches = ActivityPass(engine, query).moments(of: Int(row)).count
    if let age = query.asOf.days(since: table.createdAt[Int(row)]),
      let floor = engine.activityFloor(query, atDays: age),
      Double(touches) < floor
    {
      problems.append(.fewTouches(touches, least: Int(floor.rounded(.up))))
    }
    return problems
  }

  /// How often won ones of the same segment were touched; of all segments where that one has too few wins.
  private func usualRhythm(_ everything: [Int32]) -> Remark.Rhythm? {
    let wins = everything.filter { table.standing(Int($0), asOf: query.asOf) == .won }
    let segment = table.segment[Int(row)]
    let own = segment == 0 ? [] : wins.filter { table.segment[Int($0)] == segment }
    let isOwn = own.count >= AalenJohansen.fewestWins
    let like = isOwn ? own : wins
    guard like.count >= AalenJohansen.fewestWins, let days = daysBetweenTouches(like), days >= 1 else { return nil }
    return Remark.Rhythm(days: days, isOfItsKind: isOwn)
  }

  private func daysBetweenTouches(_ wins: [Int32]) -> Double? {
    let pass = ActivityPass(engine, query)
    var (days, touches) = (0.0, 0)
    for win in wins {
      guard let age = engine.ageDays(Int(win), asOf: query.asOf) else { continue }
      days += age
      touches += pass.moments(of: Int(win)).count
    }
    return touches > 0 ? days / Double(touches) : nil
  }

  private var gaveUp: [Remark] {
    guard engine.missingForActivities.isEmpty else { return [] }
    let pass = ActivityPass(engine, query)
    let touches = pass.moments(of: Int(row)).count
    return touches <= 1 ? [.lostAfter(touches: touches)] : []
  }

  // MARK: - Time

  private func stuck() -> [Remark] {
    guard engine.missingForProcess.isEmpty else { return [] }
    let engine = engine.standing(at: query.asOf)
    let limits = StageLimits(engine, query, engine.selection(query))
    guard let visit = limits.running.first(where: { $0.row == row }), let limit = limits.limits[Int(visit.stage)]
    else { return [] }
    let days = Double(visit.seconds) / Double(Instant.day)
    let stage = engine.processFacts.models.stages[Int(visit.stage)]
    return days > limit ? [.staying(stage: stage, days: days, usual: limit)] : []
  }

  private var tooOld: [Remark] {
    let past = engine.standing(at: query.asOf)
    guard let limit = past.closeBasis(past.selection(query), asOf: query.asOf).winnersAge(0.9),
      let own = past.openAge(row, asOf: query.asOf), own > limit
    else { return [] }
    return [.old(days: own, wins: limit)]
  }

  private var plans: [Remark] {
    var problems: [Remark] = []
    if let late = query.asOf.days(since: table.expectedCloseOn[Int(row)]), late >= 1 {
      problems.append(.overdue(days: late))
    }
    if engine.knowsNextSteps, !engine.hasNextStep(row, asOf: query.asOf) { problems.append(.noNextStep) }
    return problems
  }
}
