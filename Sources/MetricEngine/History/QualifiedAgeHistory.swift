import Domain

/// How many of a window's leads were qualified against how many leads of their ages usually were by then, as it stood at
/// many instants. What is usual is what became of the leads of the 26 weeks before the window.
///
/// A count of qualified leads falls only when those that came before the fall have been decided on, and moves with how
/// many leads come. This says of leads what they are worth as soon as the first of them are late.
struct QualifiedAgeHistory {
  /// Leads by creation, with how long it took to qualify them.
  private var created: [Instant] = []
  private var qualified: [Instant] = []
  private let ticks: PastTicks
  private let window: Int64
  /// From when on the data said anything about leads or qualifying.
  private let told: Instant

  private static let hour: Int64 = 3_600
  /// Weeks before the window whose leads say what is usual; fewer weeks or leads than these say nothing.
  private static let (usualWeeks, fewestWeeks, fewestLeads) = (26, 4, 100)

  init(_ question: PastQuestion) {
    self.init(
      question.engine, question.leadSet, window: question.window, ticks: question.ticks,
      told: QualifiedHistory.told(question.engine))
  }

  init(_ engine: Engine, _ set: RowSet, window: Int64, ticks: PastTicks, told: Instant = .unknown) {
    (self.ticks, self.window, self.told) = (ticks, window, told)
    let (facts, leads) = (engine.qualifiedFacts, engine.dataset.leads)
    guard ticks.first.isKnown else { return }
    let reach = TimeWindow(
      after: ticks.first.adding(-window).adding(days: -7 * Self.usualWeeks), through: ticks.last)
    facts.forEachCreated(facts.placesCreated(in: reach), in: set) { row in
      created.append(leads.createdAt[row])
      qualified.append(leads.qualifiedAt[row])
    }
  }

  func readings() -> [Reading] {
    var usual = UsualAges(hours: Int(window / Self.hour))
    // Leads before `first` are too long ago, those before `young` tell what is usual, those before `end` are judged.
    var (first, young, end) = (0, 0, 0)
    return ticks.instants.map { tick in
      let start = tick.adding(-window)
      let oldest = start.adding(days: -7 * Self.usualWeeks)
      while young < created.count, created[young] <= start {
        usual.add(1, after: wait(young))
        young += 1
      }
      while first < young, created[first] <= oldest {
        usual.add(-1, after: wait(first))
        first += 1
      }
      while end < created.count, created[end] <= tick { end += 1 }
      let isEnough = young - first >= Self.fewestLeads && start.since(created[first]) >= Self.fewestStretch
      guard tick >= told, isEnough, young < end else { return .nothing }
      return reading(young..<end, usual, at: tick)
    }
  }

  private static var fewestStretch: Int64 { Int64(7 * fewestWeeks) * Instant.day }

  /// Seconds from creation to qualifying; nil if that did not come within a window.
  private func wait(_ place: Int) -> Int64? {
    guard qualified[place].isKnown else { return nil }
    let wait = max(0, qualified[place].since(created[place]))
    return wait <= window ? wait : nil
  }

  private func reading(_ places: Range<Int>, _ usual: UsualAges, at tick: Instant) -> Reading {
    let shares = usual.shares
    var (expected, found) = (0.0, 0)
    for place in places {
      expected += shares[min(shares.count - 1, Int(tick.since(created[place]) / Self.hour))]
      if qualified[place].isKnown, qualified[place] <= tick { found += 1 }
    }
    guard expected > 0 else { return .nothing }
    let (band, gate) = (Garwood.interval(found), Garwood.interval(found, tail: Garwood.gateTail))
    var reading = Reading(
      value: Double(found) / expected, count: places.count, low: band.low / expected, high: band.high / expected,
      gateLow: gate.low / expected, gateHigh: gate.high / expected)
    reading.expected = expected
    return reading
  }
}

/// Which share of some leads was qualified by each hour of their age.
private struct UsualAges {
  private var counts: [Int]
  private var leads = 0

  init(hours: Int) { counts = Array(repeating: 0, count: hours + 1) }

  mutating func add(_ number: Int, after wait: Int64?) {
    leads += number
    if let wait { counts[min(counts.count - 1, Int(wait / 3_600))] += number }
  }

  /// By hours of age.
  var shares: [Double] {
    var sum = 0
    return counts.map { count in
      sum += count
      return Double(sum) / Double(max(1, leads))
    }
  }
}

extension Engine {
  /// The same as of one instant; the rows are the leads of the window that are not qualified.
  func qualifiedForAgeMeasure(_ query: Query, _ selection: Selection) -> Reading {
    let missing = missingForQualified
    guard missing.isEmpty else { return .missing(missing) }
    let window = query.window.through.since(query.window.after)
    let history = QualifiedAgeHistory(
      self, selection.leadSet, window: window, ticks: PastTicks([query.asOf]), told: QualifiedHistory.told(self))
    guard var reading = history.readings().first else { return .nothing }
    let (facts, leads) = (qualifiedFacts, dataset.leads)
    var open: [Int32] = []
    facts.forEachCreated(facts.placesCreated(in: query.window), in: selection.leadSet) { row in
      if !(leads.qualifiedAt[row].isKnown && leads.qualifiedAt[row] <= query.asOf) {
        open.append(Int32(truncatingIfNeeded: row))
      }
    }
    reading.rows = RowList(open)
    return reading
  }
}
