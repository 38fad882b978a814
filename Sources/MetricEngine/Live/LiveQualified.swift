import Domain

/// The panel of qualified leads, kept up to date.
struct LiveQualified: LivePanel {
  private var tally = QualifiedTally()
  private var standing: QualifiedStanding?
  /// Qualified in each of the weeks before the window.
  private var weeksBefore: [Int] = []
  private var beginnings: LeadBeginnings?
  private var rows = 0

  mutating func change(_ part: LivePart, _ sign: LiveSign) {
    let (engine, query, set) = (part.engine, part.query, part.selection.leadSet)
    guard !set.isEmpty else { return }
    rows += sign.rawValue * set.count
    tally.change(QualifiedTally(engine, query, part.selection), sign)
    var standing = standing ?? QualifiedStanding(QualifiedStanding.grid(engine, query))
    standing.change(engine.qualifiedStanding(query, part.selection), sign)
    self.standing = standing
    let grid = QualifiedPace.grid(engine, query)
    weeksBefore.change(engine.qualifiedFacts.qualified.counts(between: grid.boundaries, in: set), sign)
    var beginnings = beginnings ?? LeadBeginnings(query, [standing.grid, grid])
    set.forEach { beginnings.change(engine.dataset.leads.createdAt[$0], sign) }
    self.beginnings = beginnings
  }

  func reading(_ frame: Engine, _ query: Query, _ presence: LivePresence) -> QualifiedReading {
    let missing = frame.missingForQualified(leads: presence.leads > 0, qualified: presence.qualifiedLeads > 0)
    guard missing.isEmpty else { return QualifiedReading(needing: missing) }
    guard rows > 0, var standing, let beginnings else { return QualifiedReading() }
    standing.oldest = beginnings.oldest
    let starts = QualifiedPace.grid(frame, query).boundaries
    let pace = QualifiedPace(frame, query, oldest: beginnings.oldest) { stretch in
      zip(starts, weeksBefore).reduce(0) { $0 + ($1.0 > stretch.after ? $1.1 : 0) }
    }
    let sums = QualifiedSums(
      tally: tally, standing: standing, pace: pace,
      knows: frame.knownSteps(
        answers: presence.answeredLeads > 0, opportunities: presence.leadsOfOpportunities > 0))
    return QualifiedReading(sums, query, sources: frame.dataset.vocabulary(.source))
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
