import Domain

/// The panel of qualified leads, kept up to date.
struct LiveQualified: LivePanel {
  private var tally = QualifiedTally()
  private var standing: QualifiedStanding?
  private var pace = LivePace()
  private var beginnings: LeadBeginnings?
  private var rows = 0
  private var evidence = Remembered<TwoCounts, CountEvidence>()

  mutating func change(_ part: LivePart, _ sign: LiveSign) {
    let (engine, query, set) = (part.engine, part.query, part.selection.leadSet)
    guard !set.isEmpty else { return }
    rows += sign.rawValue * set.count
    tally.change(QualifiedTally(engine, query, part.selection), sign)
    var standing = standing ?? QualifiedStanding(QualifiedStanding.grid(engine, query))
    standing.change(engine.qualifiedStanding(query, part.selection), sign)
    self.standing = standing
    pace.change(part, sign)
    var beginnings = beginnings ?? LeadBeginnings(query, [standing.grid, QualifiedPace.grid(engine, query)])
    set.forEach { beginnings.change(engine.dataset.leads.createdAt[$0], sign) }
    self.beginnings = beginnings
  }

  mutating func reading(_ frame: Engine, _ query: Query, _ presence: LivePresence) -> QualifiedReading {
    let missing = presence.missing(.qualifiedLeads, frame)
    guard missing.isEmpty else { return QualifiedReading(frame.availability(without: missing)) }
    guard rows > 0, var standing, let beginnings else { return QualifiedReading() }
    standing.oldest = beginnings.oldest
    let sums = QualifiedSums(
      tally: tally, standing: standing, pace: pace.pace(frame, query, oldest: beginnings.oldest),
      knows: frame.knownSteps(
        answers: presence.answeredLeads > 0, opportunities: presence.leadsOfOpportunities > 0),
      evidence: evidence.value(TwoCounts(tally.current, tally.previous)) { CountEvidence($0) })
    return QualifiedReading(sums, query, sources: frame.dataset.vocabulary(.source))
  }
}

/// What the weeks before a window let expect in it, kept up to date.
struct LivePace: Sendable {
  /// Qualified in each of the weeks.
  private var weeks: [Int] = []

  mutating func change(_ part: LivePart, _ sign: LiveSign) {
    let (engine, boundaries) = (part.engine, QualifiedPace.grid(part.engine, part.query).boundaries)
    weeks.change(engine.qualifiedFacts.qualified.counts(between: boundaries, in: part.selection.leadSet), sign)
  }

  func pace(_ frame: Engine, _ query: Query, oldest: Instant) -> QualifiedPace {
    let starts = QualifiedPace.grid(frame, query).boundaries
    return QualifiedPace(frame, query, oldest: oldest) { stretch in
      zip(starts, weeks).reduce(0) { $0 + ($1.0 > stretch.after ? $1.1 : 0) }
    }
  }
}

/// When the first lead came, as far as figures ask: they compare it with a few instants, so that it is enough to know how
/// many came between each two of them.
struct LeadBeginnings: Sendable {
  /// Ascending; asked is whether the first came before one of these.
  private let bounds: [Instant]
  /// By the number of bounds not after them: how many leads.
  private var cells: [Int]

  init(_ query: Query, _ grids: [WeekGrid]) {
    let boundaries = grids.flatMap(\.boundaries)
    bounds = Set(boundaries + (boundaries + [QualifiedReading.latestBeginning(query)]).map { $0.adding(1) }).sorted()
    cells = Array(repeating: 0, count: bounds.count + 1)
  }

  mutating func change(_ created: Instant, _ sign: LiveSign) {
    guard created.isKnown else { return }
    cells[bounds.partitioningIndex { $0 > created }] += sign.rawValue
  }

  /// An instant that is before and after the same bounds as the first creation; `never` without any.
  var oldest: Instant {
    guard let cell = cells.firstIndex(where: { $0 > 0 }) else { return .never }
    return cell < bounds.count ? bounds[cell].adding(-1) : bounds[cell - 1]
  }
}
