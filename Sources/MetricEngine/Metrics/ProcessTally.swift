import Domain

/// What the paths of a selection add up to.
struct ProcessTally {
  /// What is counted for one stage.
  struct Stage {
    /// Opportunities that were in it; those that entered it a window ago and, of them, those that went on.
    var met = 0
    var entered = 0
    var wentOn = 0
    var skipped = 0
    var skippedClosed = 0
    var skippedWon = 0
    /// Lost ones whose last stage it was.
    var lostHere = 0
  }

  /// Numbers of rows of one kind and of those of them that were won, or follow the process.
  struct Part: Equatable {
    var successes = 0
    var all = 0

    /// Adds other rows or takes them away.
    mutating func change(_ other: Part, _ sign: LiveSign) {
      successes += sign.rawValue * other.successes
      all += sign.rawValue * other.all
    }

    mutating func add(_ count: Int, _ succeeds: Bool) {
      all += count
      if succeeds { successes += count }
    }

    var share: Share { Wilson.share(successes, of: all) }
  }

  var stages: [Stage] = []
  private(set) var enteredMoney = StageMoney(stages: 0, currencies: 1)
  private(set) var wentOnMoney = StageMoney(stages: 0, currencies: 1)
  var opportunities = 0
  var withoutHistory = 0
  var conforming = 0
  var withSkip = 0
  var skippedStages = 0
  var withBackward = 0
  var backwardMoves = 0
  var withRework = 0
  var reworkVisits = 0
  var withRepeat = 0
  var withOther = 0
  /// Opportunities by stage entries, and closed ones by steps to put in or take out.
  var steps: [Int] = []
  var moves: [Int] = []
  /// Closed ones by whether they follow the process.
  var closedConforming = Part()
  var closedOther = Part()
  /// By variant: opportunities, and closed ones.
  private(set) var variants: [Int32] = []
  private(set) var closedVariants: [Part] = []

  /// No opportunities.
  init() {}

  init(_ engine: Engine, _ facts: ProcessFacts, _ sums: PathSums) {
    let (stageCount, currencies) = (facts.models.stages.count, engine.dataset.vocabulary(.currency).count)
    stages = Array(repeating: Stage(), count: stageCount)
    enteredMoney = StageMoney(stages: stageCount, currencies: currencies)
    wentOnMoney = enteredMoney
    withoutHistory = sums.withoutHistory
    variants = Array(repeating: 0, count: facts.paths.variants)
    closedVariants = Array(repeating: Part(), count: facts.paths.variants)
    for (path, sum) in zip(facts.paths.all, sums.sums) where sum.count > 0 {
      countDeviations(path, Int(sum.count))
      countEnds(path, Int(sum.count))
      countStages(path, sum, facts.paths)
    }
  }

  private mutating func countDeviations(_ path: ProcessPathClass, _ count: Int) {
    opportunities += count
    if path.conforms { conforming += count }
    if !path.missing.isEmpty { withSkip += count }
    skippedStages += count * path.missing.count
    if path.backward > 0 { withBackward += count }
    backwardMoves += count * Int(path.backward)
    if path.rework > 0 { withRework += count }
    reworkVisits += count * Int(path.rework)
    if path.repeats > 0 { withRepeat += count }
    if path.other > 0 { withOther += count }
    Self.add(count, at: Int(path.steps), to: &steps)
  }

  private mutating func countEnds(_ path: ProcessPathClass, _ count: Int) {
    variants[Int(path.variant)] += Int32(truncatingIfNeeded: count)
    guard path.standing != .open else { return }
    let isWon = path.standing == .won
    closedVariants[Int(path.variant)].add(count, isWon)
    Self.add(count, at: Int(path.moves), to: &moves)
    if path.conforms { closedConforming.add(count, isWon) } else { closedOther.add(count, isWon) }
    if !isWon, path.last >= 0 { stages[Int(path.last)].lostHere += count }
  }

  private mutating func countStages(_ path: ProcessPathClass, _ sum: PathSums.Sum, _ paths: ProcessPaths) {
    let count = Int(sum.count)
    for mark in path.met {
      let (stage, wentFurther) = (Int(paths.marks[mark] >> 1), paths.marks[mark] & 1 != 0)
      stages[stage].met += count
      stages[stage].entered += count
      if wentFurther { stages[stage].wentOn += count }
      guard sum.priced > 0 else { continue }
      enteredMoney.add(sum, stage: stage, currency: path.currency)
      if wentFurther { wentOnMoney.add(sum, stage: stage, currency: path.currency) }
    }
    for mark in path.missing {
      let stage = Int(paths.marks[mark] >> 1)
      stages[stage].skipped += count
      if path.standing != .open { stages[stage].skippedClosed += count }
      if path.standing == .won { stages[stage].skippedWon += count }
    }
  }

  /// A stage entered lately, or nobody knows when, does not tell yet whether deals go on.
  mutating func takeAway(_ begun: Beginnings) {
    for stage in stages.indices {
      for wentFurther in [false, true] {
        let entries = begun.entries(stage, wentFurther: wentFurther)
        let count = entries.reduce(0) { $0 + Int($1.count) }
        stages[stage].entered -= count
        enteredMoney.takeAway(entries, stage: stage)
        guard wentFurther else { continue }
        stages[stage].wentOn -= count
        wentOnMoney.takeAway(entries, stage: stage)
      }
    }
  }

  private static func add(_ count: Int, at place: Int, to numbers: inout [Int]) {
    while numbers.count <= place { numbers.append(0) }
    numbers[place] += count
  }
}

/// Rates by the time of creation: the headline's 90 days, the 90 before, and the weeks of the trend.
struct ProcessCohorts {
  /// Following the process and all, created in the last 90 days, and in the 90 before as they stood at their end.
  var recent = ProcessTally.Part()
  var before = ProcessTally.Part()
  /// The same by code of the segment.
  var recentBySegment: [ProcessTally.Part] = []
  var beforeBySegment: [ProcessTally.Part] = []
  /// By complete week of creation.
  var weeks: [ProcessTally.Part] = []

  /// No opportunities.
  init() {}

  init(_ engine: Engine, _ facts: ProcessFacts, _ query: Query, _ selection: RowSet) {
    let grid = engine.weeks(asOf: query.asOf, precision: engine.dataset.facts.opportunityPrecision)
    let now = Self.recentWindow(query)
    let then = Self.beforeWindow(query)
    let segments = engine.dataset.opportunities.segment
    let none = [ProcessTally.Part](repeating: .init(), count: engine.dataset.vocabulary(.segment).count)
    (recentBySegment, beforeBySegment) = (none, none)
    weeks = Array(repeating: .init(), count: grid.count)
    let since = min(then.after, grid.boundaries.first?.adding(-1) ?? then.after)
    let (order, pathOf, conforming) = (facts.created, facts.paths.pathOf, facts.paths.conforming)
    let earlier = engine.earlierPaths(then)
    for place in order.range(TimeWindow(after: since, through: query.asOf)) {
      let word = order.words[place]
      let row = MomentOrder.row(word)
      guard selection.contains(row) else { continue }
      let conforms = conforming[Int(pathOf[row])]
      let created = order.moment(word)
      if now.contains(created) {
        recent.add(1, conforms)
        recentBySegment[Int(segments[row])].add(1, conforms)
      } else if then.contains(created), earlier.known.contains(row) {
        before.add(1, earlier.conforming.contains(row))
        beforeBySegment[Int(segments[row])].add(1, earlier.conforming.contains(row))
      }
      if let week = grid.index(of: created) { weeks[week].add(1, conforms) }
    }
  }

  /// The headline's stretch: the last 90 days, whatever the period on screen.
  static func recentWindow(_ query: Query) -> TimeWindow {
    TimeWindow(after: query.asOf.adding(days: -90), through: query.asOf)
  }

  /// What it is compared with.
  static func beforeWindow(_ query: Query) -> TimeWindow {
    TimeWindow(after: query.asOf.adding(days: -180), through: query.asOf.adding(days: -90))
  }

  /// The verdict of statistics.md section 5 over both, segment by segment; nil where one has no rows.
  var judgement: ChangeJudgement? {
    guard recent.all > 0, before.all > 0 else { return nil }
    return ChangeJudgement(
      strata: zip(recentBySegment, beforeBySegment).filter { $0.all + $1.all > 0 }.map { now, then in
        FourCounts(now.successes, now.all - now.successes, then.successes, then.all - then.successes)
      })
  }
}
