import Domain

extension Engine {
  /// Statistics of rules about lead response.
  func responseMeasure(_ request: MeasureRequest, _ query: Query, _ selection: Selection) -> Reading {
    let missing = missingForResponse
    guard missing.isEmpty else { return .missing(missing) }
    if dataset.facts.leadPrecision == .day { return .missing(["leads.first_response_at with time of day"]) }
    if request.statistic == .brokenNow { return answersNowMeasure(query, selection) }
    let scan = ResponseScan(question: ResponseQuestion(self, query, selection), clock: request.clock)
    switch request.statistic {
    case .shareWithin(let seconds): return scan.shareWithin(seconds.map(Int64.init))
    case .responseQuantile(let quantile): return scan.quantile(quantile)
    case .unanswered(let seconds): return scan.unanswered(longerThan: seconds.map(Int64.init))
    default: return Reading(value: nil, count: 0)
    }
  }
}

/// Answers one question about response times in one clock.
struct ResponseScan {
  let question: ResponseQuestion
  let clock: ClockKind

  private var span: ResponseSpan { question.span(question.query.window) }

  /// Of the window's leads aged at least the limit, those answered within it; the others are its rows, slowest first.
  func shareWithin(_ seconds: Int64?) -> Reading {
    var (successes, trials) = (0, 0)
    var late: [UInt64] = []
    forEachJudged(seconds) { row, elapsed, isInTime in
      trials += 1
      if isInTime { successes += 1 } else { late.append(WaitKey.key(elapsed, row)) }
    }
    return .share(successes, of: trials, rows: slowestFirst(late))
  }

  /// Calls `body` with each of the window's leads aged at least the limit: how long it took or has waited, and whether
  /// it was answered in time.
  @inline(__always)
  func forEachJudged(_ seconds: Int64?, _ body: (Int32, Int64, Bool) -> Void) {
    let young = question.firstYoung(seconds ?? question.limits.longest, clock)
    forEach(span) { row, place, elapsed, isAnswered in
      let limit = seconds ?? question.limits.seconds(lead: Int(row))
      if isAnswered ? place >= young && question.age(row: row, clock) < limit : elapsed < limit { return }
      body(row, elapsed, isAnswered && elapsed <= limit)
    }
  }

  /// The Kaplan-Meier quantile of the window's leads; its rows took or have waited longer, slowest first.
  func quantile(_ quantile: Double) -> Reading {
    let waits = question.waits(span, clock)
    guard waits.count > 0 else { return Reading(value: nil, count: 0) }
    let curve = ResponseCurve(waits)
    let (estimate, gate) = (curve.estimate(quantile), curve.quantileBand(quantile, z: Deviate.oneSided80))
    var slow: [UInt64] = []
    if let value = estimate.value {
      forEach(span) { row, _, elapsed, _ in
        if Double(elapsed) > value { slow.append(WaitKey.key(elapsed, row)) }
      }
    }
    return Reading(
      value: estimate.value, count: waits.count, low: estimate.low, high: estimate.high, gateLow: gate.low,
      gateHigh: gate.high, rows: slowestFirst(slow))
  }

  /// Leads that wait, neither qualified nor disqualified, for longer than the limit; most overdue first.
  func unanswered(longerThan seconds: Int64?) -> Reading {
    if clock == .business, seconds == nil {
      let waiting = question.waitingSummary
      return Reading(
        value: Double(waiting.late), count: waiting.rows.count, rows: Array(waiting.rows.prefix(waiting.late)))
    }
    var waiting = 0
    var late: [UInt64] = []
    forEachWaiting(seconds) { row, over in
      waiting += 1
      if over > 0 { late.append(WaitKey.key(over, row)) }
    }
    return Reading(value: Double(late.count), count: waiting, rows: slowestFirst(late))
  }

  /// Calls `body` with each lead that waits, and how many seconds beyond its limit.
  @inline(__always)
  func forEachWaiting(_ seconds: Int64?, _ body: (Int32, Int64) -> Void) {
    for place in question.openWaiting {
      let row = question.facts.open.rows[place]
      body(row, question.age(open: place, clock) - (seconds ?? question.limits.seconds(lead: Int(row))))
    }
  }

  /// Calls `body` with each counted lead of a stretch in the order of creation: its row and place, how long it took or
  /// has waited, and whether it was answered.
  @inline(__always)
  private func forEach(_ span: ResponseSpan, _ body: (Int32, Int, Int64, Bool) -> Void) {
    let waits = clock == .wall ? question.facts.wall : question.facts.business
    question.facts.marks.withUnsafeBufferPointer { marks in
      waits.withUnsafeBufferPointer { waits in
        question.forEach(span.places) { place, index in
          let row = Int32(truncatingIfNeeded: index)
          if marks[place].contains(.answered) {
            body(row, place, Int64(waits[place]), true)
          } else if marks[place].contains(.unanswered) {
            body(row, place, question.age(row: row, clock), false)
          }
        }
      }
    }
  }

  /// Rows of keys, the greatest number first, equal ones in the order of the table.
  private func slowestFirst(_ keys: [UInt64]) -> [Int32] {
    let byRow = question.facts.isTableOrder ? keys : Self.swapped(KeyedSort.ascending(Self.swapped(keys)))
    // Who came first has waited longest: those without an answer are in order as they are.
    let isOrdered = zip(byRow, byRow.dropFirst()).allSatisfy { $0 >> 32 >= $1 >> 32 }
    // Complemented, ascending is slowest first; equals stay in the order of rows.
    let sorted = isOrdered ? byRow : KeyedSort.ascending(byRow.map { $0 ^ (UInt64.max << 32) })
    return sorted.map { Int32(truncatingIfNeeded: $0) }
  }

  private static func swapped(_ keys: [UInt64]) -> [UInt64] { keys.map { $0 << 32 | $0 >> 32 } }
}

extension ResponseQuestion {
  /// Places of the unanswered leads that still wait, the first to come first.
  fileprivate var openWaiting: some Sequence<Int> {
    open(everything).lazy.map { Int($0) }.filter { facts.open.waits[$0] }
  }

  /// Of those that wait beyond their limit, the first to come for each limit and calendar: nobody else of these passed
  /// it sooner.
  /// - Parameter seconds: The limit of all; nil for each source's own.
  func firstsBeyondLimit(_ seconds: Int64?, _ clock: ClockKind) -> [LateLead] {
    let most = (seconds == nil ? Set(limits.byCode).count : 1) * openNow.count
    var firsts: [LateLead] = []
    for place in openWaiting {
      let limit = seconds ?? limits.seconds(lead: Int(facts.open.rows[place]))
      let calendar = Int(facts.open.calendar[place])
      guard !firsts.contains(where: { $0.limit == limit && $0.calendar == calendar }),
        age(open: place, clock) > limit
      else { continue }
      firsts.append(LateLead(created: Instant(facts.open.created[place]), limit: limit, calendar: calendar))
      if firsts.count == most { break }
    }
    return firsts
  }
}

/// A lead that waits beyond its limit.
struct LateLead {
  let created: Instant
  /// Seconds.
  let limit: Int64
  /// Place of its calendar among ``LeadCalendars/all``.
  let calendar: Int
}
