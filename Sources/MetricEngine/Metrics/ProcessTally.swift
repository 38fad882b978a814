import Domain

/// What one pass over the opportunities gathers for the process panel.
struct ProcessTally {
  /// What is gathered for one stage.
  struct Stage {
    var openNow = 0
    var money: MoneySum
    var entered = 0
    var wentOn = 0
    var dwell = DurationSet()
    /// Visits entered in the window only.
    var dwellInWindow = DurationSet()
    var skipped = 0
    var skippedClosed = 0
    var skippedWon = 0
  }

  /// An open opportunity and how long it has been where it is.
  struct Running {
    var row: Int32
    var stage: Int32
    var seconds: Int64
  }

  var stages: [Stage]
  var variants = VariantTally()
  var running: [Running] = []
  /// Rows that left the process.
  var deviating: [Int32] = []
  var stepCounts: [Double] = []
  var opportunities = 0
  var withoutHistory = 0
  var undatedVisits = 0
  var reversedVisits = 0
  var conforming = 0
  var withSkip = 0
  var skippedStages = 0
  var withBackward = 0
  var backwardMoves = 0
  var withRework = 0
  var withRepeat = 0
  var withOther = 0
  /// Conforming and all, created in the last 90 days and the 90 before.
  var recent = (conforming: 0, all: 0)
  var before = (conforming: 0, all: 0)
  /// By complete week of creation.
  var weeks: [(conforming: Int, all: Int)]
  /// Closed ones by whether they follow the process.
  var closedConforming = (won: 0, all: 0)
  var closedOther = (won: 0, all: 0)

  init(stages: Int, weeks: Int, money: MoneySum) {
    self.stages = Array(repeating: Stage(money: money), count: stages)
    self.weeks = Array(repeating: (0, 0), count: weeks)
  }
}

/// Fills a ``ProcessTally`` for one query.
struct ProcessPass {
  private let table: OpportunityTable
  private let query: Query
  private let grid: WeekGrid
  private let recent: TimeWindow
  private let before: TimeWindow
  private let isWhole: Bool
  private var walker: PathWalker
  private var furthestLater: [Int32] = []
  /// By stage: the opportunity that last entered it, so that only its first visit counts.
  private var enteredBy: [Int32]
  private(set) var tally: ProcessTally

  /// - Parameter isWhole: false counts visits only, for lists and rules about single stages.
  init(_ engine: Engine, _ query: Query, isWhole: Bool = true) {
    self.isWhole = isWhole
    table = engine.dataset.opportunities
    self.query = query
    grid = engine.weeks(asOf: query.asOf, precision: engine.dataset.facts.opportunityPrecision)
    recent = ProcessPass.recentWindow(query)
    before = TimeWindow(after: query.asOf.adding(days: -180), through: recent.after)
    walker = PathWalker(engine, asOf: query.asOf)
    enteredBy = Array(repeating: -1, count: walker.map.stageCount)
    tally = ProcessTally(stages: walker.map.stageCount, weeks: grid.count, money: engine.moneySum())
  }

  /// The headline's stretch: the last 90 days, whatever the period on screen.
  static func recentWindow(_ query: Query) -> TimeWindow {
    TimeWindow(after: query.asOf.adding(days: -90), through: query.asOf)
  }

  mutating func run(_ rows: [Int32]) {
    for row in rows { take(row) }
  }

  private mutating func take(_ row: Int32) {
    let index = Int(row)
    let status = table.standing(index, asOf: query.asOf)
    guard walker.walk(table.visits(of: index), status: status) else {
      tally.withoutHistory += 1
      return
    }
    tally.opportunities += 1
    countVisits(index, status)
    guard isWhole else { return }
    tally.variants.add(walker.codes)
    tally.stepCounts.append(Double(walker.codes.count))
    countDeviations(row, status)
    countCohorts(table.createdAt[index], status)
    countGoingOn(row, status)
  }

  private mutating func countDeviations(_ row: Int32, _ status: Outcome) {
    if walker.conforms { tally.conforming += 1 } else { tally.deviating.append(row) }
    if !walker.missing.isEmpty { tally.withSkip += 1 }
    tally.skippedStages += walker.missing.count
    for stage in walker.missing {
      tally.stages[Int(stage)].skipped += 1
      if status != .open { tally.stages[Int(stage)].skippedClosed += 1 }
      if status == .won { tally.stages[Int(stage)].skippedWon += 1 }
    }
    if walker.backward > 0 { tally.withBackward += 1 }
    tally.backwardMoves += walker.backward
    if walker.rework > 0 { tally.withRework += 1 }
    if walker.repeats > 0 { tally.withRepeat += 1 }
    if walker.other > 0 { tally.withOther += 1 }
  }

  private mutating func countCohorts(_ created: Instant, _ status: Outcome) {
    let one = walker.conforms ? 1 : 0
    if status != .open {
      let won = status == .won ? 1 : 0
      if walker.conforms { tally.closedConforming = (tally.closedConforming.won + won, tally.closedConforming.all + 1) }
      if !walker.conforms { tally.closedOther = (tally.closedOther.won + won, tally.closedOther.all + 1) }
    }
    guard created.isKnown else { return }
    if recent.contains(created) { tally.recent = (tally.recent.conforming + one, tally.recent.all + 1) }
    if before.contains(created) { tally.before = (tally.before.conforming + one, tally.before.all + 1) }
    if let week = grid.index(of: created) {
      tally.weeks[week].conforming += one
      tally.weeks[week].all += 1
    }
  }

  /// Each visit lasts until the next stage entry; the last one runs on.
  private mutating func countVisits(_ index: Int, _ status: Outcome) {
    let steps = walker.steps
    for place in steps.indices where steps[place].stage >= 0 {
      let stage = Int(steps[place].stage)
      let isLast = place + 1 == steps.count
      let (end, ended) = isLast ? endOfLast(index, status) : (Instant(steps[place + 1].at), true)
      let start = Instant(steps[place].at)
      let seconds = start.isKnown && end.isKnown ? end.seconds &- start.seconds : nil
      if isLast, status == .open { countOpen(index, stage, seconds: seconds ?? 0) }
      guard let seconds else {
        tally.undatedVisits += 1
        continue
      }
      guard seconds >= 0 else {
        tally.reversedVisits += 1
        continue
      }
      tally.stages[stage].dwell.add(seconds: seconds, ended: ended)
      if query.window.contains(start) { tally.stages[stage].dwellInWindow.add(seconds: seconds, ended: ended) }
    }
  }

  private mutating func countOpen(_ row: Int, _ stage: Int, seconds: Int64) {
    tally.stages[stage].openNow += 1
    tally.stages[stage].money.add(table.amount[row], table.currency[row])
    tally.running.append(.init(row: Int32(row), stage: Int32(stage), seconds: seconds))
  }

  /// Where the process has no name for the end that came, closing ends the last visit.
  private func endOfLast(_ index: Int, _ status: Outcome) -> (Instant, Bool) {
    if status != .open, walker.map.wantedEnd(status) == nil { return (table.closedAt[index], true) }
    return (query.asOf, false)
  }

  /// Of those that entered a stage at least one window ago: did they reach a later one, or win?
  private mutating func countGoingOn(_ row: Int32, _ status: Outcome) {
    let steps = walker.steps
    furthestLater.removeAll(keepingCapacity: true)
    var furthest: Int32 = -1
    for step in steps.reversed() {
      furthestLater.append(furthest)
      furthest = max(furthest, step.stage)
    }
    let latest = query.window.after
    for place in steps.indices where steps[place].stage >= 0 {
      let step = steps[place]
      guard enteredBy[Int(step.stage)] != row else { continue }
      enteredBy[Int(step.stage)] = row
      guard step.at != Instant.unknown.seconds, step.at <= latest.seconds else { continue }
      tally.stages[Int(step.stage)].entered += 1
      if status == .won || furthestLater[steps.count - 1 - place] > step.stage {
        tally.stages[Int(step.stage)].wentOn += 1
      }
    }
  }
}
