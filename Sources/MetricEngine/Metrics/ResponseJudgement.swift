import Domain

/// Leads answered within a limit, of those aged at least as much in the same clock.
struct WithinLimit: Equatable {
  var successes = 0
  var trials = 0

  @inline(__always) mutating func add(_ inTime: Bool) {
    trials += 1
    if inTime { successes += 1 }
  }

  /// Adds other leads or takes them away.
  mutating func change(_ other: WithinLimit, _ sign: LiveSign) {
    successes += sign.rawValue * other.successes
    trials += sign.rawValue * other.trials
  }

  var share: Share { Wilson.share(successes, of: trials) }
}

/// Leads older than a day: all, those nobody has answered, and of these those disqualified.
struct OverDay: Equatable {
  var all = 0
  var unanswered = 0
  var disqualified = 0

  /// Adds other leads or takes them away.
  mutating func change(_ other: OverDay, _ sign: LiveSign) {
    all += sign.rawValue * other.all
    unanswered += sign.rawValue * other.unanswered
    disqualified += sign.rawValue * other.disqualified
  }
}

extension ResponseQuestion {
  /// Calls `body` with each lead of a stretch that is aged at least its limit in working time, and whether it was
  /// answered within it.
  @inline(__always)
  func forEachJudged(_ span: ResponseSpan, _ body: (Int32, Bool) -> Void) {
    let old = firstMaybeYoung(span)
    limits.byCode.withUnsafeBufferPointer { limit in
      leads.source.withUnsafeBufferPointer { source in
        facts.marks.withUnsafeBufferPointer { marks in
          facts.business.withUnsafeBufferPointer { business in
            forEach(span.places.lowerBound..<old) { place, row in
              guard marks[place].contains(.answered) else { return }
              body(Int32(truncatingIfNeeded: row), Int64(business[place]) <= limit[Int(source[row])])
            }
          }
        }
      }
    }
    forEach(old..<span.places.upperBound) { place, index in
      let (row, limit) = (Int32(truncatingIfNeeded: index), limits.seconds(lead: index))
      guard facts.marks[place].contains(.answered), age(row: row, .business) >= limit else { return }
      body(row, Int64(facts.business[place]) <= limit)
    }
    for place in open(span) {
      let row = facts.open.rows[Int(place)]
      if age(open: Int(place), .business) >= limits.seconds(lead: Int(row)) { body(row, false) }
    }
  }

  /// The first place of a stretch of which a lead may be younger than its limit.
  private func firstMaybeYoung(_ span: ResponseSpan) -> Int {
    min(span.places.upperBound, max(span.places.lowerBound, firstYoung(limits.longest, .business)))
  }

  /// The leads of a stretch answered within their limit, from its waits in working time by source.
  func within(_ waits: CodedWaits, _ span: ResponseSpan) -> WithinLimit {
    var within = WithinLimit()
    for (code, part) in waits.parts.enumerated() where part.count > 0 {
      let limit = limits.byCode[code]
      within.trials += part.count - part.running.partitioningIndex { Int64($0) >= limit }
      within.successes += part.ended(within: Int32(clamping: limit))
    }
    forEach(firstMaybeYoung(span)..<span.places.upperBound) { place, row in
      let limit = limits.seconds(lead: row)
      guard facts.marks[place].contains(.answered), age(row: Int32(truncatingIfNeeded: row), .business) < limit
      else { return }
      within.trials -= 1
      if Int64(facts.business[place]) <= limit { within.successes -= 1 }
    }
    return within
  }

  /// The leads of a stretch answered within their limit.
  func within(_ span: ResponseSpan) -> WithinLimit {
    let old = firstMaybeYoung(span)
    var within = oldWithin(span.places.lowerBound..<old)
    let young = ResponseSpan(places: old..<span.places.upperBound, open: span.open)
    forEachJudged(young) { _, inTime in within.add(inTime) }
    return within
  }

  /// The answered leads at these places, all older than their limit; without a branch, as nobody can guess who was late.
  private func oldWithin(_ places: Range<Int>) -> WithinLimit {
    var within = WithinLimit()
    facts.marks.withUnsafeBufferPointer { marks in
      facts.business.withUnsafeBufferPointer { business in
        leads.source.withUnsafeBufferPointer { source in
          limits.byCode.withUnsafeBufferPointer { limit in
            forEach(places) { place, row in
              let answered = Int(marks[place].rawValue & ResponseMarks.answered.rawValue)
              within.trials &+= answered
              within.successes &+= Int64(business[place]) <= limit[Int(source[row])] ? answered : 0
            }
          }
        }
      }
    }
    return within
  }

  /// The same for each code.
  func within(_ span: ResponseSpan, by codes: Series<Code>, count: Int) -> [WithinLimit] {
    var within = Array(repeating: WithinLimit(), count: count)
    forEachJudged(span) { row, inTime in within[Int(codes[Int(row)])].add(inTime) }
    return within
  }

  /// The limit that most leads have, from their waits by source.
  func commonLimit(_ waits: CodedWaits) -> Int? { limits.common(waits.parts.map(\.count)) }

  /// Those of the leads of a stretch.
  /// - Parameter count: those of the stretch, of any age.
  func overDay(_ span: ResponseSpan, of count: Int) -> OverDay {
    var over = OverDay(all: count)
    let young = max(span.places.lowerBound, place(after: query.asOf.adding(days: -1).adding(-1)))
    forEach(young..<max(young, span.places.upperBound)) { place, _ in
      if !facts.marks[place].isDisjoint(with: .counted) { over.all -= 1 }
    }
    for place in open(span) where age(open: Int(place), .wall) > Instant.day {
      over.unanswered += 1
      guard !facts.open.waits[Int(place)] else { continue }
      if leads.disqualifiedAt[Int(facts.open.rows[Int(place)])] <= query.asOf { over.disqualified += 1 }
    }
    return over
  }

  /// Unanswered leads that still wait, most overdue first, longest waiting first among equals.
  var waitingSummary: WaitingSummary { parts.waiting.get { madeWaitingSummary } }

  private var madeWaitingSummary: WaitingSummary {
    var summary = WaitingSummary()
    merge(facts.open.waiting, into: &summary)
    summary.countLate()
    summary.lateRecently = lateRecently
    return summary
  }

  /// Leads that came lately and wait for longer than their limit.
  var lateRecently: Int {
    open(span(WaitingSummary.recent(asOf: query.asOf))).count { place in
      guard facts.open.waits[Int(place)] else { return false }
      return age(open: Int(place), .business) > limits.seconds(lead: Int(facts.open.rows[Int(place)]))
    }
  }

  private func merge(_ orders: [WaitingOrder], into summary: inout WaitingSummary) {
    if orders.count == 1, let order = orders.first {
      let now = openNow[order.calendar]
      let places = RowSet.places(of: order.rows, in: set)
      summary.rows = RowList(places.map { order.rows[Int($0)] })
      summary.secondsLeft = PieceList(places.map { order.due[Int($0)] - now })
      return
    }
    var (rows, secondsLeft): ([Int32], [Int64]) = ([], [])
    var next = Array(repeating: 0, count: orders.count)
    while let head = head(of: orders, &next) {
      rows.append(head.row)
      secondsLeft.append(head.left)
    }
    (summary.rows, summary.secondsLeft) = (RowList(rows), PieceList(secondsLeft))
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

extension WaitingSummary {
  /// Business seconds within which an answer is due soon.
  private static let soon: Int64 = 1800

  /// Counts what the seconds left tell.
  mutating func countLate() {
    late = secondsLeft.partitioningIndex { $0 >= 0 }
    dueSoon = secondsLeft.partitioningIndex { $0 > Self.soon } - late
  }
}
