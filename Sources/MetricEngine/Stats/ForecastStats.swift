import Domain

/// What the open opportunities are likely to bring, each by its age and the curve of its segment
/// (statistics.md section 6, forecast): P(win in h) = (F_won(a + h) - F_won(a)) / S(a).
public struct ForecastStats: Sendable, Equatable {
  /// Within 30 days.
  public var month = ForecastHorizon()
  /// Within 90 days.
  public var quarter = ForecastHorizon()
  /// Until the end of the fiscal quarter.
  public var restOfQuarter = ForecastHorizon()
  /// Opportunities that are still to come before the quarter ends; nil without weeks to learn from.
  public var newDeals: NewDeals?

  init(_ engine: Engine, _ query: Query, _ closings: CloseStatsWork) {
    let rest = engine.secondsLeftInQuarter(query.asOf)
    restOfQuarter.days = Double(rest) / Double(Instant.day)
    (month.days, quarter.days) = (30, 90)
    guard let parts = closings.dealsBySegment?.parts else { return }
    let day = Instant.day
    var tallies = [30 * day, 90 * day, rest].map { ForecastTally(engine, seconds: $0) }
    for part in parts {
      let curve = WinCurve(part.times)
      for index in tallies.indices { tallies[index].add(engine, part, curve) }
    }
    let made = tallies.map { $0.horizon(engine) }
    (month, quarter, restOfQuarter) = (made[0], made[1], made[2])
    newDeals = NewDeals(engine, query.asOf, closings.run, seconds: rest)
  }
}

/// Expected wins and money of the open opportunities within so many days.
public struct ForecastHorizon: Sendable, Equatable, Codable {
  /// Days looked ahead.
  public var days = 0.0
  /// Open opportunities that can be timed.
  public var open = 0
  /// Of those, such without an amount: in the wins, not in the money.
  public var withoutAmount = 0
  /// Wins to expect.
  public var wins = 0.0
  /// Their standard deviation.
  public var winsSpread = 0.0
  /// Money to expect, by currency.
  public var money: [ForecastMoney] = []
  /// Mean chance; nil without open opportunities.
  public var meanChance: Double? { open > 0 ? wins / Double(open) : nil }

  /// Nothing to expect.
  public init() {}
}

/// Money to expect in one currency, in units.
public struct ForecastMoney: Sendable, Equatable, Codable {
  /// Which; empty if the source does not say.
  public var currency: String
  /// Units to expect.
  public var amount: Double
  /// Their standard deviation.
  public var spread: Double
}

/// What will have come and been won by the end of the quarter, from the weeks behind.
public struct NewDeals: Sendable, Equatable, Codable {
  /// Opportunities to come.
  public var arrivals: Double
  /// Their standard deviation: weeks vary more than chance alone explains.
  public var arrivalsSpread: Double
  /// The mean chance of those to be won by then.
  public var chance: Double
  /// Wins among them.
  public var wins: Double
  /// Their standard deviation.
  public var winsSpread: Double

  /// From the complete weeks behind, those before the first opportunity left out; nil under 8.
  init?(_ engine: Engine, _ asOf: Instant, _ run: CloseRun, seconds: Int64) {
    let grid = engine.weeks(asOf: asOf, precision: engine.dataset.facts.opportunityPrecision)
    let places = grid.boundaries.map { boundary in run.created.createdAt.partitioningIndex { $0 >= boundary } }
    let counts = zip(places, places.dropFirst()).map { $1 - $0 }
    let known = counts.drop { $0 == 0 }.map(Double.init)
    guard known.count >= 8, seconds > 0 else { return nil }
    var moments = Moments()
    for count in known { moments.add(count) }
    let (mean, spread) = (moments.mean, moments.standardDeviation ?? 0)
    let weekly = NegativeBinomial(mean: mean, alpha: max(0, (spread * spread - mean) / (mean * mean)))
    let weeks = Double(seconds) / Double(7 * Instant.day)
    let variance = weekly.variance * weeks
    (arrivals, arrivalsSpread) = (mean * weeks, variance.squareRoot())
    chance = WinCurve(run.times, through: seconds).meanWon(until: seconds)
    wins = arrivals * chance
    winsSpread = (arrivals * chance * (1 - chance) + chance * chance * variance).squareRoot()
  }
}

/// F_won and S as steps.
struct WinCurve: Sendable {
  private let times: Series<Int64>
  private let won: Series<Double>
  private let left: Series<Double>

  /// - Parameter end: the last time that is asked for.
  init(_ rows: CloseTimes, through end: Int64 = .max) {
    let count = rows.seconds.partitioningIndex { $0 > end }
    var survivals: Series<Double> = []
    won = Series(count: count) { won in
      survivals = Series(count: count) { left in Self.fill(won, left, rows) }
    }
    (left, times) = (survivals, rows.seconds)
  }

  private static func fill(
    _ won: UnsafeMutableBufferPointer<Double>, _ left: UnsafeMutableBufferPointer<Double>, _ rows: CloseTimes
  ) {
    var (risk, survival, sum) = (RiskCount(rows), 1.0, 0.0)
    rows.seconds.withUnsafeBufferPointer { seconds in
      rows.tags.withUnsafeBufferPointer { tags in
        for index in won.indices {
          let atRisk = Double(risk.count(at: seconds[index], ended: index))
          let mass = survival / atRisk
          if tags[index] & 1 == 1 { sum += mass }
          survival = mass * (atRisk - 1)
          won.initializeElement(at: index, to: sum)
          left.initializeElement(at: index, to: survival)
        }
      }
    }
  }

  /// Steps passed by a time; `from` is where to look from.
  func steps(by time: Int64, from: Int = 0) -> Int {
    times.withUnsafeBufferPointer { times in
      var place = from
      while place < won.count, times[place] <= time { place += 1 }
      return place
    }
  }

  /// Shares after so many steps.
  func won(after steps: Int) -> Double { steps > 0 ? won[steps - 1] : 0 }
  func left(after steps: Int) -> Double { steps > 0 ? left[steps - 1] : 1 }
  var count: Int { won.count }

  /// The chance to be won between two numbers of steps, given no end by the first; nil where no one lasted so long.
  func chance(after: Int, by: Int) -> Double? {
    let left = left(after: after)
    return left > 1e-12 ? (won(after: by) - won(after: after)) / left : nil
  }

  /// Seconds by which no more than `share` of those left after `steps` are left; nil if not seen.
  func time(leaving share: Double, after steps: Int) -> Int64? {
    let level = left(after: steps) * share
    let place = left.partitioningIndex { $0 <= level }
    return place < count ? times[place] : nil
  }

  /// F_won averaged over starts spread evenly until `end`.
  func meanWon(until end: Int64) -> Double {
    var (area, last, share) = (0.0, Int64(0), 0.0)
    for place in 0..<count where times[place] < end {
      area += Double(times[place] - last) * share
      (last, share) = (times[place], won[place])
    }
    return end > 0 ? (area + Double(end - last) * share) / Double(end) : 0
  }
}

/// Adds up the chances of open opportunities within one horizon.
private struct ForecastTally {
  private let seconds: Int64
  private var horizon = ForecastHorizon()
  private var variance = 0.0
  private var money: [Double]
  private var squares: [Double]
  private var seen: [Bool]

  init(_ engine: Engine, seconds: Int64) {
    self.seconds = seconds
    horizon.days = Double(seconds) / Double(Instant.day)
    money = Array(repeating: 0, count: max(1, engine.dataset.vocabulary(.currency).count))
    squares = money
    seen = money.map { _ in false }
  }

  /// Adds the open ones of a segment, which come by age, so that the curve is passed once.
  mutating func add(_ engine: Engine, _ part: CloseParts.Part, _ curve: WinCurve) {
    let (amounts, currencies) = (engine.dataset.opportunities.amount, engine.dataset.opportunities.currency)
    var (after, by) = (0, 0)
    for (age, row) in zip(part.times.censored, part.openRows) {
      after = curve.steps(by: age, from: after)
      by = curve.steps(by: Self.end(age, seconds), from: by)
      let chance = curve.chance(after: after, by: max(after, by)) ?? 0
      let (amount, currency) = (amounts[Int(row)], Int(currencies[Int(row)]))
      horizon.open += 1
      horizon.wins += chance
      variance += chance * (1 - chance)
      guard amount != Money.none else {
        horizon.withoutAmount += 1
        continue
      }
      let units = Double(amount) / 100
      seen[currency] = true
      money[currency] += chance * units
      squares[currency] += chance * (1 - chance) * units * units
    }
  }

  /// The age at the end of the horizon. Whether an end at that very second counts is decided in days as floating
  /// numbers, as in the reference implementation.
  private static func end(_ age: Int64, _ seconds: Int64) -> Int64 {
    let (end, overflow) = age.addingReportingOverflow(seconds)
    guard !overflow else { return .max }
    let day = Double(Instant.day)
    return Double(end) / day <= Double(age) / day + Double(seconds) / day ? end : end - 1
  }

  func horizon(_ engine: Engine) -> ForecastHorizon {
    var made = horizon
    made.winsSpread = variance.squareRoot()
    let names = engine.dataset.vocabulary(.currency)
    made.money = seen.indices.filter { seen[$0] }.map {
      ForecastMoney(currency: names[Code($0)], amount: money[$0], spread: squares[$0].squareRoot())
    }
    return made
  }
}

extension Engine {
  /// Seconds until the fiscal quarter ends where the organisation works.
  func secondsLeftInQuarter(_ asOf: Instant) -> Int64 {
    let isDaily = dataset.facts.opportunityPrecision == .day
    let offsets = isDaily ? ZoneOffsets.utc : calendar(asOf: asOf).offsets
    let today = CivilDate(daysSinceEpoch: offsets.localDay(of: BusinessCalendar.bounded(asOf)))
    let next = profile.fiscal.nextQuarterStart(of: today)
    return max(0, offsets.instant(day: next.daysSinceEpoch, secondsAfterMidnight: 0).since(asOf))
  }

  /// What may become of one open opportunity, by its age and the deals of its segment; nil if it is not open, not
  /// dated, or older than any that was seen.
  public func outlook(of row: Int32, asOf: Instant) -> Outlook? {
    let engine = standing(at: asOf)
    let table = engine.dataset.opportunities
    guard table.createdAt.indices.contains(Int(row)), table.closedAt[Int(row)] == .never,
      let age = engine.openAge(row, asOf: asOf)
    else { return nil }
    let segment = table.segment[Int(row)]
    let codes = table.segment
    let set = RowSet(size: table.count) { codes[$0] == segment && table.createdAt[$0] <= asOf }
    let run = CloseRun(engine, set, asOf: asOf)
    return Outlook(WinCurve(run.times), age: age, deals: run.count, engine.dataset.vocabulary(.segment)[segment])
  }
}

/// What may become of an open opportunity.
public struct Outlook: Sendable, Equatable {
  /// Days since it was created.
  public var ageDays: Double
  /// The segment that it is compared with; empty if it has none.
  public var segment: String
  /// Opportunities behind it.
  public var deals: Int
  /// How many of them ended at its age or later, won or lost: what the chances stand on.
  public var ends: Int
  /// Chance to be won at all, as far as anyone was followed.
  public var winEventually: Double
  /// Chance to be won within 30 days.
  public var winWithin30: Double
  /// Chance to be won within 90 days.
  public var winWithin90: Double
  /// Days from now until half of those like it have ended, won or lost; the bounds are those of a quarter and of three
  /// quarters.
  public var endsInDays: Estimate

  /// The value made of its parts.
  public init(
    ageDays: Double, segment: String, deals: Int, ends: Int, winEventually: Double, winWithin30: Double,
    winWithin90: Double, endsInDays: Estimate
  ) {
    (self.ageDays, self.segment, self.deals, self.ends) = (ageDays, segment, deals, ends)
    self.endsInDays = endsInDays
    (self.winEventually, self.winWithin30, self.winWithin90) = (winEventually, winWithin30, winWithin90)
  }

  init?(_ curve: WinCurve, age: Double, deals: Int, _ segment: String) {
    let seconds = Int64(min(age * Double(Instant.day), 4e18).rounded())
    let after = curve.steps(by: seconds)
    func chance(_ days: Int64) -> Double? {
      curve.chance(after: after, by: curve.steps(by: seconds + days * Instant.day, from: after))
    }
    guard let ever = curve.chance(after: after, by: curve.count), let month = chance(30), let quarter = chance(90)
    else { return nil }
    func days(_ share: Double) -> Double? {
      curve.time(leaving: share, after: after).map { Double($0) / Double(Instant.day) - age }
    }
    (ageDays, self.segment, self.deals, ends) = (age, segment, deals, curve.count - after)
    (winEventually, winWithin30, winWithin90) = (ever, month, quarter)
    endsInDays = Estimate(value: days(0.5), low: days(0.75), high: days(0.25))
  }
}
