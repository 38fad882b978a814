import Domain

/// The answer to the question of one rule, kept up to date.
protocol LiveMeasure: Sendable {
  /// Takes a part out or in: its query is the one that the rule asks, its selection the rows in the rule's scope.
  mutating func change(_ part: LivePart, _ sign: LiveSign)
  /// What ``Engine/measure(_:_:)`` answers, where no field is missing.
  mutating func reading(_ frame: Engine, _ query: Query) -> Reading
}

extension MeasureRequest {
  /// True if a panel keeps what answers the question.
  var isKnownToPanels: Bool {
    switch statistic {
    case .olderThanWinners(let quantile): scope == .all && quantile == 0.9
    case .closingPace: scope == .all
    case .stageAge(let quantile, _): scope == .all && quantile == StageLimits.usualQuantile
    default: false
    }
  }

  /// Sums that keep the answer up to date; nil if only all rows can tell.
  var liveMeasure: (any LiveMeasure)? {
    switch statistic {
    case .shareWithin, .unanswered, .conformingShare, .gaveUpShare, .idle, .idleBeyond: LiveJudgedRows(self)
    case .qualifiedCount, .qualifiedRatio: LiveQualifiedCount(isRatio: statistic == .qualifiedRatio)
    case .activitiesMean: LiveTouchesMean()
    case .responseQuantile, .wonWithin, .closingPace, .stageAge, .olderThanWinners, .brokenNow, .qualifiedForAge: nil
    }
  }
}

/// The rows that count against a level, of all that it is about.
struct LiveJudgedRows: LiveMeasure {
  private let request: MeasureRequest
  private var against = LiveRanking()
  /// All that it is about.
  private var counted = 0
  /// Opportunities in the scope.
  private var opportunities = 0

  init(_ request: MeasureRequest) { self.request = request }

  mutating func change(_ part: LivePart, _ sign: LiveSign) {
    let (engine, query, set) = (part.engine, part.query, part.selection.opportunitySet)
    opportunities += sign.rawValue * set.count
    switch request.statistic {
    case .shareWithin(let seconds): changeLate(part, seconds.map(Int64.init), sign)
    case .unanswered(let seconds): changeWaiting(part, seconds.map(Int64.init), sign)
    case .conformingShare:
      let (created, deviating) = engine.deviatingRows(query, part.selection)
      change(created, deviating, part, sign)
    case .gaveUpShare:
      let (lost, gaveUp) = engine.gaveUpRows(set, query)
      change(lost, gaveUp, part, sign)
    case .idle(let days):
      var pass = OpenPass(engine, query, floor: ActivityFloor(), days: days)
      pass.run(set)
      change(pass.count, pass.quiet, part, sign)
    case .idleBeyond(let limits):
      let (open, quiet) = engine.quietRows(beyond: limits, set, query)
      change(open, quiet, part, sign)
    default: break
    }
  }

  private mutating func change(_ number: Int, _ rows: [Int32], _ part: LivePart, _ sign: LiveSign) {
    counted += sign.rawValue * number
    for row in rows { against.change(opportunity: Int(row), of: part, sign) }
  }

  private mutating func changeLate(_ part: LivePart, _ seconds: Int64?, _ sign: LiveSign) {
    scan(part).forEachJudged(seconds) { row, elapsed, isInTime in
      counted += sign.rawValue
      if !isInTime { against.change(~elapsed, part.order(ofLead: Int(row)), sign) }
    }
  }

  private mutating func changeWaiting(_ part: LivePart, _ seconds: Int64?, _ sign: LiveSign) {
    scan(part).forEachWaiting(seconds) { row, over in
      counted += sign.rawValue
      if over > 0 { against.change(~over, part.order(ofLead: Int(row)), sign) }
    }
  }

  private func scan(_ part: LivePart) -> ResponseScan {
    ResponseScan(question: ResponseQuestion(part.engine, part.query, part.selection), clock: request.clock)
  }

  func reading(_ frame: Engine, _ query: Query) -> Reading {
    let (number, money) = (against.numbers.count, against.money(frame.dataset.vocabulary(.currency)))
    var reading: Reading
    switch request.statistic {
    case .shareWithin, .conformingShare: reading = .share(counted - number, of: counted, rows: [], money: money)
    case .gaveUpShare: reading = .share(number, of: counted, rows: [], money: money)
    case .idle where opportunities == 0, .idleBeyond where opportunities == 0: reading = Reading(value: nil, count: 0)
    case .idleBeyond(let limits): reading = .quiet(number, of: counted, money: money, limits)
    default: reading = Reading(value: Double(number), count: counted, money: money)
    }
    reading.rows = against.numbers
    return reading
  }
}

/// Leads that qualified in the window, also as a multiple of what was to be expected.
struct LiveQualifiedCount: LiveMeasure {
  let isRatio: Bool
  private var qualified = LiveRanking()
  private var pace = LivePace()
  private var beginnings: LeadBeginnings?
  private var leads = 0
  private var bounds = Remembered<Int, Reading>()

  init(isRatio: Bool) { self.isRatio = isRatio }

  mutating func change(_ part: LivePart, _ sign: LiveSign) {
    let (engine, query, set) = (part.engine, part.query, part.selection.leadSet)
    let table = engine.dataset.leads
    leads += sign.rawValue * set.count
    for row in engine.qualifiedRows(query, part.selection) {
      let order = part.order(ofLead: Int(row))
      // The newest first, of those of one moment the last.
      qualified.change(~table.qualifiedAt[Int(row)].seconds, order.reversed, number: order.number, sign)
    }
    guard isRatio else { return }
    pace.change(part, sign)
    var beginnings = beginnings ?? LeadBeginnings(query, [QualifiedPace.grid(engine, query)])
    set.forEach { beginnings.change(table.createdAt[$0], sign) }
    self.beginnings = beginnings
  }

  mutating func reading(_ frame: Engine, _ query: Query) -> Reading {
    guard leads > 0 else { return Reading(value: nil, count: 0) }
    let number = qualified.numbers.count
    var reading = bounds.value(number) { .qualified($0) }
    if isRatio, let beginnings {
      reading = reading.asMultiple(of: pace.pace(frame, query, oldest: beginnings.oldest))
    }
    reading.rows = qualified.numbers
    return reading
  }
}

/// Mean activities of open opportunities old enough to have some.
struct LiveTouchesMean: LiveMeasure {
  private var sums = TouchSums()
  /// By number of activities: the opportunities that had so many.
  private var byTouches: [Int: LiveRanking] = [:]

  mutating func change(_ part: LivePart, _ sign: LiveSign) {
    var pass = OpenPass(part.engine, part.query, floor: ActivityFloor())
    pass.run(part.selection.opportunitySet)
    for (row, touches) in zip(pass.mature.rows, pass.mature.touches) {
      sums.change(touches, times: sign.rawValue)
      byTouches[touches, default: LiveRanking()].change(opportunity: Int(row), of: part, sign)
    }
  }

  func reading(_ frame: Engine, _ query: Query) -> Reading {
    let (wide, gate) = (sums.mean(z: Deviate.twoSided95), sums.mean(z: Deviate.oneSided80))
    let few = byTouches.filter { touches, _ in sums.mean.map { Double(touches) < $0 } ?? false }
    let below = few.sorted { $0.key < $1.key }.map(\.value)
    var reading = Reading(
      value: wide.value, count: sums.count, low: wide.low, high: wide.high, gateLow: gate.low, gateHigh: gate.high,
      money: LiveRanking.money(below, frame.dataset.vocabulary(.currency)))
    reading.rows = RowList(joining: below.map(\.numbers))
    return reading
  }
}
