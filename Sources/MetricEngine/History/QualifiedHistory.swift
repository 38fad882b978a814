import Domain

/// How many leads were qualified, as it stood at many instants. What is qualified by an instant stays so: only a lead
/// that came after it was qualified was not known yet.
struct QualifiedHistory {
  private let question: PastQuestion
  /// When leads were qualified that were known by then, ascending.
  private let moments: [Instant]
  /// Leads qualified before they came.
  private let early: [(qualified: Instant, created: Instant)]
  private let firstKnown: Instant
  /// The first dated creation.
  private let oldest: Instant

  init(_ question: PastQuestion) {
    self.question = question
    let leads = question.engine.dataset.leads
    var (moments, early, oldest) = ([Instant](), [(qualified: Instant, created: Instant)](), Instant.never)
    question.forEachLead { row in
      let (created, qualified) = (leads.createdAt[row], leads.qualifiedAt[row])
      if created.isKnown { oldest = min(oldest, created) }
      guard qualified.isKnown else { return }
      if created <= qualified { moments.append(qualified) } else { early.append((qualified, created)) }
    }
    self.moments = moments.sorted()
    (self.early, self.oldest) = (early, oldest)
    firstKnown = question.firstLead
  }

  func readings() -> [Reading] {
    let told = Self.told(question.engine)
    return question.ticks.instants.map { tick in
      guard tick >= told, tick >= firstKnown else { return .nothing }
      let query = Query(asOf: tick, period: .days(max(1, question.request.windowDays)))
      let count = count(in: query.window, asOf: tick)
      guard question.request.statistic == .qualifiedRatio else { return .qualified(count) }
      let oldest = self.oldest <= tick ? self.oldest : .never
      let pace = QualifiedPace(question.engine, query, oldest: oldest) { self.count(in: $0, asOf: tick) }
      return .qualified(count, against: pace)
    }
  }

  private func count(in window: TimeWindow, asOf: Instant) -> Int {
    let first = moments.partitioningIndex { $0 > window.after }
    let end = max(first, moments.partitioningIndex { $0 > window.through })
    return end - first + early.count { window.contains($0.qualified) && $0.created <= asOf }
  }

  /// From when on the data said anything about qualifying.
  static func told(_ engine: Engine) -> Instant {
    let (leads, facts) = (engine.dataset.leads, engine.dataset.facts)
    return facts.gives("leads.qualified_at") ? .unknown : leads.qualifiedAt.min() ?? .never
  }
}

extension Reading {
  /// So many qualified leads with their bounds; rows are for the caller to add.
  static func qualified(_ count: Int) -> Reading {
    let (band, gate) = (Garwood.interval(count), Garwood.interval(count, tail: Garwood.gateTail))
    return Reading(
      value: Double(count), count: count, low: band.low, high: band.high, gateLow: gate.low, gateHigh: gate.high)
  }

  /// The same as a multiple of what was to be expected.
  static func qualified(_ count: Int, against pace: QualifiedPace) -> Reading { qualified(count).asMultiple(of: pace) }

  /// So many qualified leads as a multiple of what was to be expected.
  func asMultiple(of pace: QualifiedPace) -> Reading {
    var reading = self
    // Judged by how many were to be expected: a fall to nothing must not pass for too few to judge.
    reading.count = max(count, pace.expected.map { Int($0.rounded()) } ?? 0)
    for bound in [\Reading.value, \.low, \.high, \.gateLow, \.gateHigh] {
      reading[keyPath: bound] = reading[keyPath: bound].flatMap(pace.ratio)
    }
    reading.expected = pace.expected
    return reading
  }
}
