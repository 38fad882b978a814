import Domain

/// All that ever happens to an opportunity. `never` stands for what does not.
struct DealStory: Sendable, Equatable {
  var createdAt: Instant
  var closedAt: Instant
  /// How it ends once `closedAt` has come.
  var outcome: Outcome
  /// Hundredths of a dollar.
  var amount: Int64
  /// Position in ``Market/kinds``.
  var kind: Int
  /// What it is called, after the company.
  var title: String
  /// Position in ``Market/lostReasons``.
  var lostReason: Int
  /// When the rep first expects it to close, a date.
  var expectedAt: Instant
  var visits: [Visit]
  /// In order of time.
  var touches: [Touch]

  /// Entering a stage.
  struct Visit: Sendable, Equatable {
    var at: Instant
    /// Position in ``Market/stages``, or one of the ends.
    var stage: Int
    static let won = Market.stages.count
    static let lost = Market.stages.count + 1
  }

  /// Getting in touch with the customer.
  struct Touch: Sendable, Equatable {
    var at: Instant
    /// `call`, `demo`, ...
    var kind: String
    var subject: String
    /// What the rep then plans, or `never`.
    var nextAt: Instant
  }

  /// The close date as the rep states it at an instant: pushed out a month whenever it has passed.
  func expectedOn(asOf: Instant) -> Instant {
    let late = min(asOf, closedAt).since(expectedAt)
    guard late > 0 else { return expectedAt }
    return expectedAt.adding(days: 30 * Int((late - 1) / (30 * Instant.day) + 1))
  }

  /// The last touch made at an instant.
  func lastTouch(asOf: Instant) -> Touch? { touches.last { $0.at <= asOf } }

  /// The last stage entered at an instant.
  func lastVisit(asOf: Instant) -> Visit? { visits.last { $0.at <= asOf } }
}

extension Simulator {
  /// The opportunity that a qualified lead becomes.
  func deal(of lead: LeadStory) -> DealStory {
    var chance = Chance(seed: lead.seed, stream: 2)
    let troubles = climate.troubles(at: lead.qualifiedAt)
    let nature = DealNature(of: lead, in: organisation, under: troubles, &chance)
    let start = hours.elapsed(at: lead.qualifiedAt)
    let end = closing(of: lead, nature, from: start, &chance)
    let path = nature.path(&chance)
    let kind = chance.index(weights: Market.kindWeights)
    var story = DealStory(
      createdAt: lead.qualifiedAt, closedAt: nature.isForgotten ? .never : hours.instant(elapsed: end),
      outcome: nature.outcome, amount: nature.amount, kind: kind, title: chance.pick(Market.titles[kind]),
      lostReason: chance.index(weights: Market.lostReasonWeights), expectedAt: .never, visits: [], touches: [])
    let expected = Double(end - start) * chance.logNormal(median: 0.75, spread: 0.45)
    let limited = min(max(expected, 5 * OpenHours.perCalendarDay), 300 * OpenHours.perCalendarDay)
    story.expectedAt = hours.instant(elapsed: start + Int64(limited)).utcDate.midnightUTC
    story.visits = visits(path, nature, from: start, to: end, &chance)
    story.touches = touches(of: lead, nature, story.visits, from: start, to: end, &chance)
    return story
  }

  /// Open seconds at which the opportunity closes.
  private func closing(
    of lead: LeadStory, _ nature: DealNature, from start: Int64, _ chance: inout Chance
  ) -> Int64 {
    let scale = Market.closeDays[lead.company.segment] * (nature.isWon ? 1 : 0.78)
    let tail = chance.happens(0.12) ? 3.2 : 1
    let days = nature.isForgotten ? 500 : scale * tail * chance.weibull(shape: 1.25) + 1
    let end = start + max(3600, Int64(days * OpenHours.perCalendarDay))
    let isPulled = chance.happens(0.3)
    let distance = chance.uniform()
    let close = hours.instant(elapsed: end)
    guard isPulled, nature.isWon, !nature.isForgotten, close.isKnown else { return end }
    // Winners just short of a quarter's end wait for its last days.
    let quarterEnd = Self.quarterEnd(after: close)
    let left = quarterEnd.since(close)
    guard left > 2 * Instant.day, left < 18 * Instant.day else { return end }
    return max(end, hours.elapsed(at: quarterEnd) - Int64(distance * 2.5 * Double(OpenHours.day)))
  }

  private static func quarterEnd(after instant: Instant) -> Instant {
    let date = instant.utcDate
    let month = (date.month - 1) / 3 * 3 + 4
    let next =
      month > 12 ? CivilDate(year: date.year + 1, month: 1, day: 1) : CivilDate(year: date.year, month: month, day: 1)
    return next.midnightUTC
  }
}
