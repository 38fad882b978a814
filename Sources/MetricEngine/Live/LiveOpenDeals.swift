import Domain

/// Open opportunities and how long they have been silent, kept up to date.
struct LiveOpenDeals: Sendable {
  /// Most money first, those without an amount last, ties in the order of the table.
  struct Deal: Comparable, Sendable {
    var amount: Int64
    var order: LiveOrder
    var currency: Code
    var touches: Int
    /// Nil where it is not dated.
    var ageDays: Double?

    static func < (left: Deal, right: Deal) -> Bool {
      left.amount == right.amount ? left.order < right.order : left.amount > right.amount
    }

    static func == (left: Deal, right: Deal) -> Bool { left.amount == right.amount && left.order == right.order }
  }

  private var all = LiveDealList()
  private var quiet = LiveDealList()
  private var underFloor = LiveDealList()
  private var withoutNextStep = LiveDealList()
  private var floor = ActivityFloor()
  private var bands = [0, 0, 0, 0, 0]
  private var quietSoon = 0
  private var mature = TouchSums()
  /// Seconds of silence as they count: in whole days where activities are dated by day.
  private var silences = SortedBag<Int64>()
  private var silence = WholeMoments()

  mutating func change(_ part: LivePart, _ sign: LiveSign) {
    let (deals, set) = (part.engine.activityFacts.open, part.selection.opportunitySet)
    let clock = IdleClock(part.engine.dataset.facts)
    for place in deals.rows.indices where set.contains(deals.rows[place]) {
      let row = Int(deals.rows[place])
      let deal = Deal(
        amount: deals.amounts[place], order: part.order(ofOpportunity: row), currency: deals.currencies[place],
        touches: Int(deals.touches[place]), ageDays: part.query.asOf.days(since: Instant(deals.created[place])))
      all.change(deal, sign)
      bands[ActivityReading.band(deal.touches)] += sign.rawValue
      if let age = deal.ageDays, age >= MatureDeals.youngestDays {
        mature.change(Int(deal.touches), times: sign.rawValue)
      }
      if isUnderFloor(deal) { underFloor.change(deal, sign) }
      changeSilence(deal, part.query.asOf, since: Instant(deals.last[place]), clock, sign)
      let next = part.engine.dataset.opportunities.nextStepAt[row]
      if !NextStep.isBooked(next, asOf: part.query.asOf) { withoutNextStep.change(deal, sign) }
    }
  }

  private mutating func changeSilence(
    _ deal: Deal, _ asOf: Instant, since last: Instant, _ clock: IdleClock, _ sign: LiveSign
  ) {
    guard last.isKnown else { return }
    let seconds = asOf.since(last)
    switch Silence(seconds, quietAfter: clock.quietAfter) {
    case .quiet: quiet.change(deal, sign)
    case .quietSoon: quietSoon += sign.rawValue
    case .short: break
    }
    let counted = clock.wholeDays ? seconds - seconds % Instant.day : seconds
    silences.change(counted, sign)
    silence.change(counted, times: sign.rawValue)
  }

  private func isUnderFloor(_ deal: Deal) -> Bool {
    guard let age = deal.ageDays, Double(deal.touches) < floor.highest, let least = floor.floor(atDays: age) else {
      return false
    }
    return Double(deal.touches) < least
  }

  /// Judges all by another floor.
  mutating func hold(to floor: ActivityFloor) {
    guard floor != self.floor else { return }
    self.floor = floor
    underFloor = LiveDealList()
    all.deals.forEach { if isUnderFloor($0) { underFloor.change($0, .comes) } }
  }

  func fill(_ reading: inout ActivityReading, _ currencies: Vocabulary, knowsNextSteps: Bool) {
    reading.openBands = bands
    reading.openMoney = all.money.total(currencies)
    (reading.quiet, reading.quietMoney) = (quiet.numbers, quiet.money.total(currencies))
    reading.quietSoon = quietSoon
    (reading.underFloor, reading.underFloorMoney) = (underFloor.numbers, underFloor.money.total(currencies))
    if knowsNextSteps {
      reading.withoutNextStep = withoutNextStep.deals.count
      reading.withoutNextStepMoney = withoutNextStep.money.total(currencies)
    }
    reading.matureOpenMean = mature.mean(z: Deviate.twoSided95)
    reading.idleDays = idleDays
  }

  private var idleDays: Description {
    guard let least = silences.value(at: 0), let greatest = silences.value(at: silences.count - 1) else {
      return Description(count: 0)
    }
    let day = Double(Instant.day)
    func quantile(_ q: Double) -> Double? {
      Quantile.days(count: silences.count, q) { silences.value(at: $0) ?? 0 }
    }
    return Description(
      count: silences.count, mean: silence.mean / day, standardDeviation: silence.standardDeviation.map { $0 / day },
      median: quantile(0.5), p75: quantile(0.75), p90: quantile(0.9), p95: quantile(0.95),
      minimum: Double(least) / day, maximum: Double(greatest) / day)
  }
}

/// Some of them, with their money.
private struct LiveDealList: Sendable {
  private(set) var deals = SortedBag<LiveOpenDeals.Deal>()
  private(set) var numbers = RowList()
  private(set) var money = LiveMoney()

  mutating func change(_ deal: LiveOpenDeals.Deal, _ sign: LiveSign) {
    money.change(deal.amount, deal.currency, sign)
    if sign == .comes {
      numbers.insert(deal.order.number, at: deals.insert(deal))
    } else if let place = deals.remove(deal) {
      numbers.remove(at: place)
    }
  }
}
