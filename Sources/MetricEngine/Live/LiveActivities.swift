import Domain

/// The activities panel, kept up to date.
struct LiveActivities: LivePanel {
  private var counts = ActivityCounts()
  private var fortnights = FortnightCounts()
  private var weeks = QuietWeeks()
  private var now = ActivityStretch()
  private var before = ActivityStretch()
  private var paces = PaceHistogram()
  private var open = LiveOpenDeals()
  private var rows = 0

  mutating func change(_ part: LivePart, _ sign: LiveSign) {
    let (engine, query, own) = (part.engine, part.query, part.selection.opportunitySet)
    guard !own.isEmpty else { return }
    let facts = engine.activityFacts
    rows += sign.rawValue * own.count
    counts.change(ActivityCounts(facts.marks, own), sign)
    fortnights.change(FortnightCounts(engine, own, query.asOf), sign)
    weeks.change(QuietWeeks(engine, Self.grid(engine, query), own), sign)
    now.change(engine.activityStretch(query.window, own), sign)
    before.change(engine.activityStretch(query.previousWindow, own), sign)
    var wins = 0
    facts.paces.forEach(in: own) { ages, end in
      paces.add(ages, end: end, times: Int32(sign.rawValue))
      wins += 1
    }
    open.change(part, sign)
    if wins > 0 { open.hold(to: paces.floor()) }
  }

  func reading(_ frame: Engine, _ query: Query, _ presence: LivePresence) -> ActivityReading {
    var reading = ActivityReading()
    let missing = presence.missing(.activities, frame)
    guard missing.isEmpty else {
      reading.availability = frame.availability(without: missing)
      return reading
    }
    guard rows > 0 else { return reading }
    reading.availability = .ready
    reading.take(counts)
    let facts = frame.dataset.facts
    let knowsNextSteps = facts.has("opportunities.next_step_at") || presence.unknownNextSteps > 0
    open.fill(&reading, frame.dataset.vocabulary(.currency), knowsNextSteps: knowsNextSteps)
    reading.take(fortnights.figures)
    reading.take(trend: weeks.trend(Self.grid(frame, query)))
    reading.take(now: now, before: before)
    return reading
  }

  private static func grid(_ engine: Engine, _ query: Query) -> WeekGrid {
    engine.weeks(asOf: query.asOf, precision: engine.dataset.facts.activityPrecision)
  }
}
