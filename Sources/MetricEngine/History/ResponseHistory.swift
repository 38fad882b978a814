import Domain

/// How leads were answered, as it stood at many instants. A lead counts from an instant to another, both known from its
/// own times alone.
struct ResponseHistory {
  private let question: PastQuestion
  private let leads: LeadTable
  private let clock: ResponseClock
  private let calendars: LeadCalendars
  private let limits: ResponseLimits

  init(_ question: PastQuestion) {
    let engine = question.engine
    self.question = question
    leads = engine.dataset.leads
    calendars = engine.leadCalendars(asOf: question.ticks.last)
    // Every answer counts from its own time on.
    clock = ResponseClock(engine, asOf: Instant(.max - 1), calendars: calendars)
    limits = ResponseLimits(engine)
  }

  /// Of the window's leads aged at least the limit, those answered within it.
  func shareWithin(_ seconds: Int?) -> [Reading] {
    var (trials, successes) = (TickSums(question.ticks), TickSums(question.ticks))
    forEachTimed { row, created, answer in
      let limit = seconds.map(Int64.init) ?? limits.seconds(lead: row)
      let left = created.adding(question.window)
      let judged = question.ticks.places(from: moment(limit, after: created, row), until: left)
      guard !judged.isEmpty else { return }
      trials.add(at: judged)
      guard answer.happened, elapsed(from: created, to: answer, row) <= limit else { return }
      successes.add(at: question.ticks.places(judged, from: answer))
    }
    return zip(successes.totals, trials.totals).map { Reading.share($0, of: $1, rows: []) }.nothing(before: start)
  }

  /// Leads that wait, neither qualified nor disqualified, for longer than the limit.
  func unanswered(longerThan seconds: Int?) -> [Reading] {
    var (waiting, late) = (TickSums(question.ticks), TickSums(question.ticks))
    forEachTimed { row, created, answer in
      let end = min(answer, leads.qualifiedAt[row], leads.disqualifiedAt[row])
      let waits = question.ticks.places(from: created, until: end)
      guard !waits.isEmpty else { return }
      waiting.add(at: waits)
      let limit = seconds.map(Int64.init) ?? limits.seconds(lead: row)
      late.add(at: question.ticks.places(from: moment(limit + 1, after: created, row), until: end))
    }
    return zip(late.totals, waiting.totals).map { Reading(value: Double($0), count: $1) }.nothing(before: start)
  }

  /// Calls `body` with each lead that has a response time: its row, its creation, and its answer, `never` without one.
  @inline(__always) private func forEachTimed(_ body: (Int, Instant, Instant) -> Void) {
    // Tables without answers need not have the other columns either.
    guard start < question.ticks.count else { return }
    question.forEachLead { row in
      guard case .success(let answer) = clock.answer(row) else { return }
      body(row, leads.createdAt[row], answer ?? .never)
    }
  }

  /// When a lead is so many seconds old in the rule's clock.
  @inline(__always) private func moment(_ seconds: Int64, after created: Instant, _ row: Int) -> Instant {
    if seconds <= 0 { return created }
    if question.request.clock == .wall { return created.adding(seconds) }
    return calendars.calendar(lead: row).instant(adding: seconds, to: created)
  }

  private func elapsed(from created: Instant, to answer: Instant, _ row: Int) -> Int64 {
    if question.request.clock == .wall { return answer.since(created) }
    return calendars.calendar(lead: row).openSeconds(from: created, to: answer)
  }

  /// The first of the instants at which the data says anything about answers.
  var start: Int { question.ticks.place(from: told) }

  /// From when on the data said anything about answers.
  private var told: Instant {
    let engine = question.engine
    guard leads.count > 0, engine.dataset.facts.leadPrecision != .day, leads.createdAt.contains(where: \.isKnown) else {
      return .never
    }
    if engine.saysWhoAnswered { return .unknown }
    return leads.firstResponseAt.min() ?? .never
  }
}
