import Domain

/// How a lead's wait for its first answer stands.
public enum LeadStanding: Int, Sendable {
  /// Nobody has answered, and the lead is still there.
  case waiting
  /// Somebody has.
  case answered
  /// Nobody had answered when it was qualified.
  case qualified
  /// Nobody had answered when it was disqualified.
  case disqualified
}

/// Reads how long leads waited. Unlike the figures of all leads, whose definition knows no such end, the wait of a
/// single lead stops when it is qualified or disqualified: after that nobody waits any more.
struct LeadClock {
  private let clock: ResponseClock
  private let leads: LeadTable
  private let asOf: Instant

  init(_ engine: Engine, asOf: Instant) {
    clock = ResponseClock(engine, asOf: asOf)
    leads = engine.dataset.leads
    self.asOf = asOf
  }

  /// The wait of a lead and how it ended, or why nothing can be said.
  func read(_ row: Int) -> Result<(times: ResponseTimes, standing: LeadStanding), ResponseExclusion> {
    clock.read(row).map { times in
      guard !times.answered else { return (times, .answered) }
      let (qualified, disqualified) = (leads.qualifiedAt[row], leads.disqualifiedAt[row])
      let end = min(qualified, disqualified)
      guard end <= asOf else { return (times, .waiting) }
      return (stopped(times, at: end, row), disqualified < qualified ? .disqualified : .qualified)
    }
  }

  /// Until the end; an end before the beginning or at a time that nobody recorded leaves no wait that could be told.
  private func stopped(_ times: ResponseTimes, at end: Instant, _ row: Int) -> ResponseTimes {
    var times = times
    let created = leads.createdAt[row]
    guard end.isKnown, end >= created else {
      times.wall = 0
      times.business = 0
      return times
    }
    times.wall = end.since(created)
    times.business = clock.calendars.calendar(lead: row).openSeconds(from: created, to: end)
    return times
  }
}
