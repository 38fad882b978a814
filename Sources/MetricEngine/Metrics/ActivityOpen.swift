import Domain

/// One look at the open opportunities of a selection, most money first.
struct OpenPass {
  private(set) var bands = [0, 0, 0, 0, 0]
  private(set) var quiet: [Int32] = []
  private(set) var underFloor: [Int32] = []
  private(set) var withoutNextStep: [Int32] = []
  private(set) var quietSoon = 0
  private(set) var money: MoneySum
  private(set) var quietMoney: MoneySum
  private(set) var underFloorMoney: MoneySum
  private(set) var withoutNextStepMoney: MoneySum
  private(set) var mature = MatureDeals()
  /// Looked at, quiet or not.
  private(set) var count = 0

  private let deals: OpenDeals
  private let asOf: Instant
  private let clock: IdleClock
  private let floor: ActivityFloor
  private let quietAfter: Int64

  /// - Parameter days: silence for longer is quiet.
  init(_ engine: Engine, _ query: Query, floor: ActivityFloor, days: Int = Int(IdleClock.quietDays)) {
    deals = engine.activityFacts.open
    asOf = query.asOf
    clock = IdleClock(engine.dataset.facts)
    quietAfter = clock.quietAfter(days: days)
    self.floor = floor
    money = engine.moneySum()
    (quietMoney, underFloorMoney, withoutNextStepMoney) = (money, money, money)
  }

  mutating func run(_ rows: RowSet) {
    for place in deals.rows.indices where rows.contains(deals.rows[place]) { take(place) }
  }

  private mutating func take(_ place: Int) {
    let (row, touches) = (deals.rows[place], Int(deals.touches[place]))
    let (amount, currency) = (deals.amounts[place], deals.currencies[place])
    count += 1
    bands[ActivityReading.band(touches)] += 1
    money.add(amount, currency)
    takeSilence(row, Instant(deals.last[place]), amount, currency)
    if let age = asOf.days(since: Instant(deals.created[place])) {
      if age >= MatureDeals.youngestDays { mature.add(row: row, touches: touches) }
      if Double(touches) < floor.highest, let least = floor.floor(atDays: age), Double(touches) < least {
        underFloor.append(row)
        underFloorMoney.add(amount, currency)
      }
    }
    if !deals.nextSteps.isEmpty, !NextStep.isBooked(Instant(deals.nextSteps[place]), asOf: asOf) {
      withoutNextStep.append(row)
      withoutNextStepMoney.add(amount, currency)
    }
  }

  @inline(__always)
  private mutating func takeSilence(_ row: Int32, _ last: Instant, _ amount: Int64, _ currency: Code) {
    guard last.isKnown else { return }
    switch Silence(asOf.since(last), quietAfter: quietAfter) {
    case .quiet:
      quiet.append(row)
      quietMoney.add(amount, currency)
    case .quietSoon: quietSoon += 1
    case .short: break
    }
  }
}

/// How long an open opportunity has had no activity.
enum Silence {
  case short
  /// Becomes quiet within a week.
  case quietSoon
  case quiet

  private static let soonDays: Int64 = 7

  init(_ seconds: Int64, quietAfter: Int64) {
    self = seconds >= quietAfter ? .quiet : seconds >= quietAfter - Self.soonDays * Instant.day ? .quietSoon : .short
  }
}

/// The activities of open opportunities old enough to have some (statistics.md section 2).
struct MatureDeals: Equatable {
  static let youngestDays = 14.0
  /// Most money first.
  private(set) var rows: [Int32] = []
  /// Activities of each of `rows`.
  private(set) var touches: [Int] = []
  private var sums = TouchSums()

  var count: Int { rows.count }

  mutating func add(row: Int32, touches number: Int) {
    rows.append(row)
    touches.append(number)
    sums.add(number)
  }

  /// The mean with the bounds mean ± z·sd/√n.
  func mean(z: Double) -> Estimate { sums.mean(z: z) }

  /// Those with fewer activities than the mean: the fewest first, among them most money first.
  var belowMean: [Int32] {
    guard let mean = sums.mean else { return [] }
    let few = rows.indices.filter { Double(touches[$0]) < mean }
    return RowOrder.ascending(few.map { Int64(touches[$0]) }).map { rows[few[Int($0)]] }
  }
}

/// Numbers of activities added up: exact, because they are whole, so that every way to add them up agrees.
struct TouchSums: Equatable {
  /// Opportunities.
  private(set) var count = 0
  private var sum = 0
  private var squares = 0

  init() {}

  /// So many opportunities with the sum of their numbers and of the squares of these.
  init(count: Int, sum: Int, squares: Int) { (self.count, self.sum, self.squares) = (count, sum, squares) }

  mutating func add(_ number: Int) { change(number, times: 1) }

  /// Adds so many opportunities with a number; takes them away where there are fewer than none.
  mutating func change(_ number: Int, times: Int) {
    count += times
    sum += number * times
    squares += number * number * times
  }

  /// Nil without opportunities.
  var mean: Double? { count > 0 ? Double(sum) / Double(count) : nil }

  /// The mean with the bounds mean ± z·sd/√n.
  func mean(z: Double) -> Estimate {
    guard let mean, count > 1 else { return Estimate(value: mean) }
    let spread = Int128(count) * Int128(squares) - Int128(sum) * Int128(sum)
    let half = z * (Double(spread) / Double(count - 1)).squareRoot() / Double(count)
    return Estimate(value: mean, low: mean - half, high: mean + half)
  }
}

/// How many activities opportunities had in their first 14 days: by that number, of those created lately and before.
struct FortnightCounts: Equatable {
  private var now: [Int] = []
  private var before: [Int] = []

  /// Days ago between which they were created: after the first, up to the second.
  static let nowDays = (60, 14)
  static let beforeDays = (120, 60)

  /// No rows.
  init() {}

  init(_ engine: Engine, _ rows: RowSet, _ asOf: Instant) {
    func counts(_ days: (Int, Int)) -> [Int] {
      let window = TimeWindow(after: asOf.adding(days: -days.0), through: asOf.adding(days: -days.1))
      return Self.counts(engine, engine.activityFacts, rows, window)
    }
    now = counts(Self.nowDays)
    before = counts(Self.beforeDays)
  }

  private static func counts(_ engine: Engine, _ facts: ActivityFacts, _ rows: RowSet, _ window: TimeWindow) -> [Int] {
    var bins: [Int] = []
    let marks = facts.marks
    func add(_ row: Int) {
      let number = marks[row].firstFortnight
      while bins.count <= number { bins.append(0) }
      bins[number] += 1
    }
    if window.after.seconds >= facts.createdAfter {
      let start = facts.createdTimes.partitioningIndex { $0 > window.after.seconds }
      let end = facts.createdTimes.partitioningIndex { $0 > window.through.seconds }
      facts.createdRows.withUnsafeBufferPointer { created in
        for place in start..<max(start, end) where rows.contains(created[place]) { add(Int(created[place])) }
      }
    } else {
      let created = engine.dataset.opportunities.createdAt
      rows.forEach { if window.contains(created[$0]) { add($0) } }
    }
    return bins
  }

  /// Adds other rows or takes them away.
  mutating func change(_ other: FortnightCounts, _ sign: LiveSign) {
    now.change(other.now, sign)
    before.change(other.before, sign)
  }

  /// What they tell.
  var figures: FirstFortnights { FirstFortnights(now: CountedNumbers(now), before: CountedNumbers(before)) }
}

/// Activities in the first 14 days of opportunities created lately and before: comparable whatever came later.
struct FirstFortnights {
  let now: CountedNumbers
  let before: CountedNumbers
  /// Two-sided p-value of Mann and Whitney; nil without data on both sides.
  let p: Double?

  init(now: CountedNumbers, before: CountedNumbers) {
    (self.now, self.before) = (now, before)
    p = MannWhitney(now.counted, before.counted)?.p
  }

  /// The five words of change say what one test can: nothing is confirmed by it.
  var verdict: ChangeVerdict {
    guard let p, now.count >= Share.fewestToCompare, before.count >= Share.fewestToCompare else { return .tooEarly }
    return p < 0.05 ? .likely : .noEvidence
  }

  /// More effort is better.
  var change: Change {
    switch verdict {
    case .tooEarly: .unknown
    case .likely: (now.description.mean ?? 0) > (before.description.mean ?? 0) ? .better : .worse
    default: .same
    }
  }
}
