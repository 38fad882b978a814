import Domain

/// Leads answered within a limit, of those aged at least as much in the same clock.
struct WithinLimit: Equatable {
  var successes = 0
  var trials = 0

  @inline(__always) mutating func add(_ inTime: Bool) {
    trials += 1
    if inTime { successes += 1 }
  }

  var share: Share { Wilson.share(successes, of: trials) }
}

extension ResponseQuestion {
  /// Calls `body` with each lead of a stretch that is aged at least its limit in working time, and whether it was
  /// answered within it.
  @inline(__always)
  func forEachJudged(_ span: ResponseSpan, _ body: (Int32, Bool) -> Void) {
    let old = min(span.places.upperBound, max(span.places.lowerBound, firstYoung(limits.longest, .business)))
    limits.byCode.withUnsafeBufferPointer { limit in
      leads.source.withUnsafeBufferPointer { source in
        for place in span.places.lowerBound..<old {
          let row = facts.rows[place]
          guard facts.marks[place].contains(.answered), set.contains(row) else { continue }
          body(row, Int64(facts.business[place]) <= limit[Int(source[Int(row)])])
        }
      }
    }
    for place in old..<span.places.upperBound {
      let row = facts.rows[place]
      guard facts.marks[place].contains(.answered), set.contains(row) else { continue }
      let limit = limits.seconds(lead: Int(row))
      if age(row: row, .business) >= limit { body(row, Int64(facts.business[place]) <= limit) }
    }
    for place in span.open {
      let row = facts.open.rows[place]
      if set.contains(row), age(open: place, .business) >= limits.seconds(lead: Int(row)) { body(row, false) }
    }
  }

  /// The leads of a stretch answered within their limit.
  func within(_ span: ResponseSpan) -> WithinLimit {
    var within = WithinLimit()
    forEachJudged(span) { _, inTime in within.add(inTime) }
    return within
  }

  /// The same for each code.
  func within(_ span: ResponseSpan, by codes: Series<Code>, count: Int) -> [WithinLimit] {
    var within = Array(repeating: WithinLimit(), count: count)
    forEachJudged(span) { row, inTime in within[Int(codes[Int(row)])].add(inTime) }
    return within
  }

  /// The limit that most leads of a stretch have.
  func commonLimit(_ span: ResponseSpan) -> Int? {
    var counts = Array(repeating: 0, count: limits.byCode.count)
    for place in span.places where !facts.marks[place].isDisjoint(with: .counted) && set.contains(facts.rows[place]) {
      counts[Int(leads.source[Int(facts.rows[place])])] += 1
    }
    var byLimit: [Int64: Int] = [:]
    for (code, count) in counts.enumerated() where count > 0 { byLimit[limits.byCode[code], default: 0] += count }
    return byLimit.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { Int($0.key) }
  }

  /// Of the leads of a stretch older than a day: all, those nobody has answered, and of these those disqualified.
  func overDay(_ span: ResponseSpan) -> (all: Int, unanswered: Int, disqualified: Int) {
    let end = min(span.places.upperBound, place(after: query.asOf.adding(days: -1).adding(-1)))
    var (all, unanswered, disqualified) = (0, 0, 0)
    for place in span.places.lowerBound..<max(span.places.lowerBound, end)
    where !facts.marks[place].isDisjoint(with: .counted) && set.contains(facts.rows[place]) {
      all += 1
    }
    for place in span.open where set.contains(facts.open.rows[place]) && age(open: place, .wall) > Instant.day {
      unanswered += 1
      if leads.disqualifiedAt[Int(facts.open.rows[place])] <= query.asOf { disqualified += 1 }
    }
    return (all, unanswered, disqualified)
  }

  /// Unanswered leads that still wait, most overdue first, longest waiting first among equals.
  var waitingSummary: WaitingSummary {
    var summary = WaitingSummary()
    merge(facts.open.waiting, into: &summary)
    summary.late = summary.secondsLeft.partitioningIndex { $0 >= 0 }
    summary.dueSoon = summary.secondsLeft.partitioningIndex { $0 > Self.soon } - summary.late
    for place in span(WaitingSummary.recent(asOf: query.asOf)).open where facts.open.waits[place] {
      let row = facts.open.rows[place]
      if set.contains(row), age(open: place, .business) > limits.seconds(lead: Int(row)) { summary.lateRecently += 1 }
    }
    return summary
  }

  /// Business seconds within which an answer is due soon.
  private static let soon: Int64 = 1800

  private func merge(_ orders: [WaitingOrder], into summary: inout WaitingSummary) {
    let most = min(set.count, orders.reduce(0) { $0 + $1.rows.count })
    summary.rows.reserveCapacity(most)
    summary.secondsLeft.reserveCapacity(most)
    if orders.count == 1, let order = orders.first {
      let now = openNow[order.calendar]
      for place in order.rows.indices where set.contains(order.rows[place]) {
        summary.rows.append(order.rows[place])
        summary.secondsLeft.append(order.due[place] - now)
      }
      return
    }
    var next = Array(repeating: 0, count: orders.count)
    while let head = head(of: orders, &next) {
      summary.rows.append(head.row)
      summary.secondsLeft.append(head.left)
    }
  }

  /// The most overdue of the leads next in several orders; goes past it.
  private func head(of orders: [WaitingOrder], _ next: inout [Int]) -> (row: Int32, left: Int64)? {
    var best: (left: Int64, created: Instant, row: Int32, order: Int)?
    for (index, order) in orders.enumerated() {
      while next[index] < order.rows.count, !set.contains(order.rows[next[index]]) { next[index] += 1 }
      guard next[index] < order.rows.count else { continue }
      let row = order.rows[next[index]]
      let head = (order.due[next[index]] - openNow[order.calendar], leads.createdAt[Int(row)], row, index)
      if let known = best, (known.left, known.created, known.row) < (head.0, head.1, head.2) { continue }
      best = head
    }
    guard let best else { return nil }
    next[best.order] += 1
    return (best.row, best.left)
  }
}
