import Domain

/// Goes through the leads once and counts what the response panel shows.
struct ResponsePass {
  private(set) var all = ResponseStretch()
  private(set) var current = ResponseStretch()
  private(set) var previous = ResponseStretch()
  /// Within the source's limit, of those old enough to tell; business clock.
  private(set) var within = WithinLimit()
  private(set) var withinBefore = WithinLimit()
  private(set) var weeks: [WithinLimit]
  /// Leads of the window by how long the answer took, in the business clock and in wall time.
  private(set) var bands = ResponseBands()
  private(set) var bandsWall = ResponseBands()
  /// Of the window's leads older than a day: all, those still unanswered, and of these those disqualified.
  private(set) var overDay = (all: 0, unanswered: 0, disqualified: 0)
  private(set) var waiting: [WaitingLead] = []
  private(set) var excluded = Array(repeating: 0, count: ResponseExclusion.allCases.count)
  /// Leads of the window by limit in seconds.
  private(set) var limitCounts: [Int64: Int] = [:]

  private let engine: Engine
  private let query: Query
  private let clock: ResponseClock
  private let limits: ResponseLimits
  private let grid: WeekGrid

  init(_ engine: Engine, _ query: Query) {
    self.engine = engine
    self.query = query
    clock = ResponseClock(engine, asOf: query.asOf)
    limits = ResponseLimits(engine)
    grid = engine.weeks(asOf: query.asOf, precision: engine.dataset.facts.leadPrecision)
    weeks = Array(repeating: WithinLimit(), count: grid.count)
  }

  mutating func run(_ rows: [Int32]) {
    let leads = engine.dataset.leads
    let (window, before) = (query.window, query.previousWindow)
    for row in rows {
      let index = Int(row)
      let created = leads.createdAt[index]
      let (isCurrent, isPrevious) = (window.contains(created), before.contains(created))
      switch clock.read(index) {
      case .success(let times):
        all.add(times)
        if isCurrent { current.add(times) }
        if isPrevious { previous.add(times) }
        judge(index, created, times, isCurrent: isCurrent, isPrevious: isPrevious)
        guard !times.answered, leads.qualifiedAt[index] > query.asOf, leads.disqualifiedAt[index] > query.asOf
        else { continue }
        waiting.append(WaitingLead(row: row, secondsLeft: limits.seconds(lead: index) - times.business))
      case .failure(let reason):
        excluded[reason.rawValue] += 1
        all.exclude(reason)
        if isCurrent { current.exclude(reason) }
        if isPrevious { previous.exclude(reason) }
      }
    }
  }

  private mutating func judge(
    _ row: Int, _ created: Instant, _ times: ResponseTimes, isCurrent: Bool, isPrevious: Bool
  ) {
    let limit = limits.seconds(lead: row)
    if isPrevious { withinBefore.add(times, limit: limit) }
    if let week = grid.index(of: created) { weeks[week].add(times, limit: limit) }
    guard isCurrent else { return }
    within.add(times, limit: limit)
    limitCounts[limit, default: 0] += 1
    bands.add(times.business, answered: times.answered)
    bandsWall.add(times.wall, answered: times.answered)
    if times.wallAge > Instant.day {
      overDay.all += 1
      guard !times.answered else { return }
      overDay.unanswered += 1
      if engine.dataset.leads.disqualifiedAt[row] <= query.asOf { overDay.disqualified += 1 }
    }
  }

  /// Share within the limit of each week, where there were leads.
  var trend: [TrendPoint] {
    zip(grid.mondays, weeks).map { TrendPoint(week: $0, value: $1.share.value, count: $1.trials) }
  }

  /// Unanswered leads, most overdue first, longest waiting first among equals.
  var waitingSummary: WaitingSummary {
    let created = engine.dataset.leads.createdAt
    let sorted = waiting.sorted {
      ($0.secondsLeft, created[Int($0.row)], $0.row) < ($1.secondsLeft, created[Int($1.row)], $1.row)
    }
    var summary = WaitingSummary()
    summary.rows = sorted.map(\.row)
    summary.secondsLeft = sorted.map(\.secondsLeft)
    summary.late = sorted.count { $0.secondsLeft < 0 }
    let recent = WaitingSummary.recent(asOf: query.asOf)
    summary.lateRecently = sorted.count { $0.secondsLeft < 0 && recent.contains(created[Int($0.row)]) }
    summary.dueSoon = sorted.count { (0...Self.soon).contains($0.secondsLeft) }
    return summary
  }

  /// Business seconds within which an answer is due soon.
  private static let soon: Int64 = 1800

  /// The limit that most leads of the window have.
  var commonLimit: Int? {
    limitCounts.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { Int($0.key) }
  }
}

/// A lead that waits, and the open seconds left of its limit.
struct WaitingLead {
  let row: Int32
  let secondsLeft: Int64
}

/// Leads answered within a limit, of those aged at least as much in the same clock.
struct WithinLimit {
  private(set) var successes = 0
  private(set) var trials = 0

  @inline(__always) mutating func add(_ times: ResponseTimes, limit: Int64) {
    guard times.businessAge >= limit else { return }
    trials += 1
    if times.answered, times.business <= limit { successes += 1 }
  }

  var share: Share { Wilson.share(successes, of: trials) }
}

extension ResponseBands {
  fileprivate mutating func add(_ seconds: Int64, answered: Bool) {
    guard answered else {
      unanswered += 1
      return
    }
    switch seconds {
    case ...300: within5Minutes += 1
    case ...900: within15Minutes += 1
    case ...3600: within60Minutes += 1
    default: later += 1
    }
  }
}
