import Domain

/// What is told of one stage of the process, kept up to date.
struct LiveStage: Sendable {
  private var dwell = LiveDwell()
  /// Visits that began in the window.
  private var lately = LiveDwell()
  /// Seconds of the running visits of open opportunities.
  private var running = SortedBag<Int64>()
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
  mutating func stands(_ seconds: Int64?, _ amount: Int64, _ currency: Code, _ sign: LiveSign) {
    if let seconds { running.change(seconds, sign) }
    open += sign.rawValue
    openMoney.change(amount, currency, sign)
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
      reading.stuck = running.count - running.count(before: { Double($0) / Double(Instant.day) - limit > 0 })
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
