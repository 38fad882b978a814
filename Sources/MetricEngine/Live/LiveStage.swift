import Domain

/// What is told of one stage of the process, kept up to date.
struct LiveStage: Sendable {
  private var dwell = LiveDwell()
  /// Visits that began in the window.
  private var lately = LiveDwell()
  /// Open opportunities of which it is known since when they are there.
  private var standing = LiveStanding()
  private var open = 0
  private var openMoney = LiveMoney()
  /// First entries before the window, and those of them after which a later stage was entered.
  private var entered = (count: 0, money: LiveMoney())
  private var wentOn = (count: 0, money: LiveMoney())
  private var unmet = (count: 0, money: LiveMoney())
  /// What the visits tell, until others come or go.
  private var known: (reading: StageReading, days: Double)?
  private var medianLately: Double?

  mutating func visit(_ seconds: UInt32, hasEnded: Bool, isLate: Bool, _ sign: LiveSign) {
    if isLate { lately.change(seconds, hasEnded, sign) } else { dwell.change(seconds, hasEnded, sign) }
  }

  /// - Parameter seconds: nil where nobody knows since when it is there.
  mutating func stands(_ seconds: Int64?, _ row: Int, _ part: LivePart, _ sign: LiveSign) {
    let table = part.engine.dataset.opportunities
    let (amount, currency) = (table.amount[row], table.currency[row])
    open += sign.rawValue
    openMoney.change(amount, currency, sign)
    guard let seconds else { return }
    let order = part.order(ofOpportunity: row)
    standing.change(LiveStanding.Deal(seconds: seconds, order: order, amount: amount, currency: currency), sign)
  }

  /// Open opportunities that are stuck: longer there than most, times a factor; with all that are there. As of the last
  /// reading.
  mutating func stuck(factor: Double) -> LiveStuck {
    var stuck = LiveStuck(open: open)
    guard let limit = known?.reading.stuckAfterDays else { return stuck }
    let (count, money) = standing.stuck(beyond: limit, factor: factor)
    stuck.money = money
    stuck.stages = [LiveStuck.Stage(deals: standing.deals, count: count, limit: limit)]
    return stuck
  }

  mutating func leaveUnmet(_ amount: Int64, _ currency: Code, _ sign: LiveSign) {
    unmet.count += sign.rawValue
    unmet.money.change(amount, currency, sign)
  }

  mutating func goOn(_ tally: ProcessTally, _ stage: Int, _ sign: LiveSign) {
    entered.count += sign.rawValue * tally.stages[stage].entered
    wentOn.count += sign.rawValue * tally.stages[stage].wentOn
    entered.money.change(tally.enteredMoney, stage: stage, sign)
    wentOn.money.change(tally.wentOnMoney, stage: stage, sign)
  }

  /// The reading, and the days of all visits.
  mutating func reading(_ name: String, _ currencies: Vocabulary, isFacing: Bool) -> (StageReading, days: Double) {
    if dwell.refresh() || known == nil { known = look(name) }
    if lately.refresh() { medianLately = lately.quantile(0.5) }
    var (reading, days) = known ?? (StageReading(name: name), 0)
    reading.dwellNow = medianLately
    (reading.openNow, reading.openMoney) = (open, openMoney.total(currencies))
    if let limit = reading.stuckAfterDays {
      reading.stuck = standing.count(beyond: limit)
    }
    reading.goOn = Wilson.share(wentOn.count, of: entered.count)
    reading.enteredMoney = entered.money.total(currencies)
    reading.wentOnMoney = wentOn.money.total(currencies)
    if isFacing {
      reading.withoutMeeting = unmet.count
      reading.withoutMeetingMoney = unmet.money.total(currencies)
    }
    return (reading, days)
  }

  private func look(_ name: String) -> (StageReading, Double) {
    var reading = StageReading(name: name)
    reading.completed = dwell.description
    reading.dwell = dwell.summary(at: StageReadings.readOffAt)
    reading.passedThrough = dwell.ended(within: StageReadings.passThroughSeconds)
    if dwell.endedCount >= StageLimits.fewestVisits {
      reading.stuckAfterDays = dwell.endedQuantile(StageLimits.usualQuantile)
    }
    return (reading, dwell.totalDays)
  }
}
