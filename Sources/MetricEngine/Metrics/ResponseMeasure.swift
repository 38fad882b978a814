import Domain

extension Engine {
  /// Statistics of rules about lead response.
  func responseMeasure(_ request: MeasureRequest, _ query: Query, _ selection: Selection) -> Reading {
    let missing = missingForResponse
    guard missing.isEmpty else { return .missing(missing) }
    if dataset.facts.leadPrecision == .day { return .missing(["leads.first_response_at with time of day"]) }
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
private struct ResponseScan {
  let question: ResponseQuestion
  let clock: ClockKind

  private var span: ResponseSpan { question.span(question.query.window) }

  /// Of the window's leads aged at least the limit, those answered within it; the others are its rows, slowest first.
  func shareWithin(_ seconds: Int64?) -> Reading {
    var (successes, trials) = (0, 0)
    var late: [UInt64] = []
    let young = question.firstYoung(seconds ?? question.limits.longest, clock)
    forEach(span) { row, place, elapsed, isAnswered in
      let limit = seconds ?? question.limits.seconds(lead: Int(row))
      if isAnswered ? place >= young && question.age(row: row, clock) < limit : elapsed < limit { return }
      trials += 1
      if isAnswered, elapsed <= limit { successes += 1 } else { late.append(CodedWaits.key(elapsed, row)) }
    }
    return .share(successes, of: trials, rows: slowestFirst(late))
  }

  /// The Kaplan-Meier quantile of the window's leads; its rows took or have waited longer, slowest first.
  func quantile(_ quantile: Double) -> Reading {
    var (ended, running) = ([UInt64](), [UInt64]())
    forEach(span) { row, _, elapsed, isAnswered in
      if isAnswered { ended.append(CodedWaits.key(elapsed, row)) } else { running.append(CodedWaits.key(elapsed, row)) }
    }
    let waits = CodedWaits(ended: KeyedSort.ascending(ended), running: KeyedSort.ascending(running)).waits
    guard waits.count > 0 else { return Reading(value: nil, count: 0) }
    let curve = ResponseCurve(waits)
    let (estimate, gate) = (curve.estimate(quantile), curve.quantileBand(quantile, z: Deviate.oneSided80))
    let slow = (ended + running).filter { Double($0 >> 32) > estimate.value ?? .infinity }
    return Reading(
      value: estimate.value, count: waits.count, low: estimate.low, high: estimate.high, gateLow: gate.low,
      gateHigh: gate.high, rows: slowestFirst(slow))
  }

  /// Leads that wait, neither qualified nor disqualified, for longer than the limit; most overdue first.
  func unanswered(longerThan seconds: Int64?) -> Reading {
    let open = question.facts.open
    var waiting = 0
    var late: [UInt64] = []
    for place in open.rows.indices where open.waits[place] {
      let row = open.rows[place]
      guard question.set.contains(row) else { continue }
      waiting += 1
      let over = question.age(open: place, clock) - (seconds ?? question.limits.seconds(lead: Int(row)))
      if over > 0 { late.append(CodedWaits.key(over, row)) }
    }
    return Reading(value: Double(late.count), count: waiting, rows: slowestFirst(late))
  }

  /// Calls `body` with each counted lead of a stretch: its row and place, how long it took or has waited, and whether it
  /// was answered. Leads without an answer have no place.
  @inline(__always)
  private func forEach(_ span: ResponseSpan, _ body: (Int32, Int, Int64, Bool) -> Void) {
    let waits = clock == .wall ? question.facts.wall : question.facts.business
    for place in span.places where question.facts.marks[place].contains(.answered) {
      let row = question.facts.rows[place]
      if question.set.contains(row) { body(row, place, Int64(waits[place]), true) }
    }
    for place in span.open where question.set.contains(question.facts.open.rows[place]) {
      body(question.facts.open.rows[place], -1, question.age(open: place, clock), false)
    }
  }

  /// Rows of keys, the greatest number first, equal ones in the order of the table.
  private func slowestFirst(_ keys: [UInt64]) -> [Int32] {
    // Complemented, ascending is slowest first; rows are put in order before, and stay so among equals.
    let byRow = KeyedSort.ascending(keys.map { $0 << 32 | $0 >> 32 })
    return KeyedSort.ascending(byRow.map { ~($0 << 32) & (UInt64.max << 32) | $0 >> 32 }).map {
      Int32(truncatingIfNeeded: $0)
    }
  }
}
