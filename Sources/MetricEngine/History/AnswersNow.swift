import Domain

/// Whether answering breaks down today (statistics.md section 2, broken now), as it stood at many instants: far more
/// leads were late in the last two working hours than in four weeks, or leads wait and nobody answers any.
struct AnswersNow {
  private let leads: [TimedLead]
  /// Every answer, ascending.
  private let answers: [Instant]
  private let calendars: LeadCalendars

  /// Working seconds that are looked at.
  private static let lately: Int64 = 2 * 3_600
  /// Leads that came within so many working seconds can be waiting; older ones have been given up on.
  private static let recent: Int64 = 8 * 3_600
  /// Days in which leads came that can be late or waiting now, whatever weekends and holidays lie between.
  private static let daysBack = 14
  private static let (fewestLate, fewestWaiting, greatestChance) = (10, 3, 0.001)
  /// Days that tell how many are usually late, and whether anybody ever answers.
  static let usualDays = 28

  init(_ engine: Engine, _ set: RowSet, from first: Instant, through last: Instant) {
    let calendars = engine.leadCalendars(asOf: last)
    // Every answer counts from its own time on.
    let clock = ResponseClock(engine, asOf: Instant(.max - 1), calendars: calendars)
    let (facts, table, limits) = (engine.qualifiedFacts, engine.dataset.leads, ResponseLimits(engine))
    let reach = TimeWindow(after: first.adding(days: -Self.usualDays), through: last)
    var (leads, answers) = ([TimedLead](), [Instant]())
    facts.forEachCreated(facts.placesCreated(in: reach), in: set) { row in
      guard case .success(let answer) = clock.answer(row) else { return }
      if let answer, answer <= last { answers.append(answer) }
      let place = calendars.place(lead: row)
      leads.append(
        TimedLead(
          row: Int32(truncatingIfNeeded: row), created: table.createdAt[row],
          opened: calendars.all[place].openSeconds(table.createdAt[row]), calendar: place,
          limit: limits.seconds(lead: row), answer: answer ?? .never,
          ended: min(answer ?? .never, table.qualifiedAt[row], table.disqualifiedAt[row])))
    }
    (self.calendars, self.leads, self.answers) = (calendars, leads, answers.sorted())
  }

  /// What is broken at an instant.
  /// - Parameter lateRate: the usual share of late leads; asked only if it matters, nil if it is not known.
  func reading(at tick: Instant, lateRate: () -> Double?) -> Reading {
    let open = calendars.all.map { $0.openSeconds(tick) }
    let start = tick.adding(days: -Self.daysBack)
    var (due, late, waiting) = (0, [TimedLead](), [TimedLead]())
    for lead in leads[leads.partitioningIndex { $0.created > start }...] {
      if lead.created > tick { break }
      let age = open[lead.calendar] - lead.opened
      if age <= Self.recent, lead.ended > tick { waiting.append(lead) }
      guard age > lead.limit, age - lead.limit <= Self.lately else { continue }
      due += 1
      if !isInTime(lead, by: tick) { late.append(lead) }
    }
    let isWorse = late.count >= Self.fewestLate && isBeyondChance(late.count, of: due, lateRate())
    let isSilent = waiting.count >= Self.fewestWaiting && isSilent(at: tick, open[0])
    let broken = (isWorse ? late : []) + (isSilent ? waiting : [])
    let rows = Set(broken.map(\.row)).sorted()
    return Reading(value: Double(rows.count), count: max(due, waiting.count), rows: rows)
  }

  private func isInTime(_ lead: TimedLead, by tick: Instant) -> Bool {
    lead.answer <= tick && calendars.all[lead.calendar].openSeconds(lead.answer) - lead.opened <= lead.limit
  }

  private func isBeyondChance(_ late: Int, of due: Int, _ rate: Double?) -> Bool {
    guard let rate, rate < 1 else { return false }
    let (k, n) = (Double(late), Double(due))
    return rate <= 0 || Special.betaI(k, n - k + 1, rate) < Self.greatestChance
  }

  /// True if somebody used to answer and nobody has for two working hours.
  private func isSilent(at tick: Instant, _ open: Int64) -> Bool {
    let place = answers.partitioningIndex { $0 > tick }
    guard place > 0, answers[place - 1] > tick.adding(days: -Self.usualDays) else { return false }
    return open - calendars.all[0].openSeconds(answers[place - 1]) >= Self.lately
  }
}

/// A lead with its times.
private struct TimedLead {
  var row: Int32
  var created: Instant
  /// Open seconds of its calendar when it came.
  var opened: Int64
  /// Place of the calendar that it keeps.
  var calendar: Int
  /// Open seconds within which it is to be answered.
  var limit: Int64
  /// `never` without one.
  var answer: Instant
  /// When it was answered, qualified or disqualified, whichever came first.
  var ended: Instant
}

extension Engine {
  /// Leads that are let down as of now; oldest first in the table.
  func answersNowMeasure(_ query: Query, _ selection: Selection) -> Reading {
    let now = AnswersNow(self, selection.leadSet, from: query.asOf, through: query.asOf)
    return now.reading(at: query.asOf) {
      var usual = query
      usual.period = .days(AnswersNow.usualDays)
      let inTime = MeasureRequest(
        metric: .leadResponse, statistic: .shareWithin(seconds: nil), clock: .business,
        windowDays: AnswersNow.usualDays, scope: .all)
      return responseMeasure(inTime, usual, selection).value.map { 1 - $0 }
    }
  }
}

extension PastQuestion {
  /// The same at each of many instants.
  func answersNow() -> [Reading] {
    let now = AnswersNow(engine, leadSet, from: ticks.first, through: ticks.last)
    var usual = self
    usual.request.windowDays = AnswersNow.usualDays
    usual.request.clock = .business
    let history = ResponseHistory(usual)
    let (inTime, start) = (history.shareWithin(nil), history.start)
    return ticks.instants.indices.map { place in
      guard place >= start else { return .nothing }
      var reading = now.reading(at: ticks.instants[place]) { inTime[place].value.map { 1 - $0 } }
      reading.rows = []
      return reading
    }
  }
}
