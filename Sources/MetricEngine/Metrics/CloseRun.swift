import Domain

/// The selected opportunities as survival curves pass them: those that ended by lifetime, and the ages of the others.
struct CloseRun: Sendable {
  let ended: EndedDeals
  /// Ages in seconds of those still open, ascending.
  let openAges: [Int64]
  /// Their rows, in the same order.
  let openRows: [Int32]
  /// Open ones whose age is no number that time can have.
  let openReversed: Int

  var count: Int { ended.count + openAges.count }

  init(_ engine: Engine, _ set: RowSet, asOf: Instant) {
    let facts = engine.closeFacts
    let selected = facts.endedSet.count(in: set)
    ended = selected == facts.ended.count ? facts.ended : EndedDeals(facts.ended, in: set, count: selected)
    let alive = facts.open.alive(at: asOf, in: set)
    let wholeDays = engine.dataset.facts.opportunityPrecision == .day
    (openAges, openRows) = (alive.ages(at: asOf, wholeDays: wholeDays), alive.rows.reversed())
    openReversed = alive.reversed
  }

  /// The times of any ending; `tags` tell the wins.
  var times: CloseTimes { CloseTimes(seconds: ended.seconds, tags: ended.tags, censored: openAges) }

  /// Open rows older than a number of seconds, oldest first, ties in the order of the table; none without a limit.
  func older(than limit: Double?) -> [Int32] {
    guard let limit else { return [] }
    let first = openAges.partitioningIndex { Double($0) / Double(Instant.day) > limit }
    return openRows[first...].reversed()
  }
}

/// Opportunities that were open at an instant, by creation.
struct AliveDeals: Sendable {
  private(set) var rows: [Int32] = []
  private(set) var createdAt: [Instant] = []
  /// How many ages are beyond any number.
  private(set) var reversed = 0

  fileprivate mutating func add(_ row: Int32, _ created: Instant, at instant: Instant) {
    guard instant.seconds &- created.seconds >= 0 else {
      reversed += 1
      return
    }
    rows.append(row)
    createdAt.append(created)
  }

  /// Their ages in seconds, ascending.
  func ages(at instant: Instant, wholeDays: Bool = false) -> [Int64] {
    createdAt.reversed().map { created in
      let age = instant.seconds &- created.seconds
      return wholeDays ? age - age % Instant.day : age
    }
  }
}

extension CreatedDeals {
  /// Those of a selection that had been created by an instant and closed after it.
  func alive(at instant: Instant, in set: RowSet) -> AliveDeals {
    var alive = AliveDeals()
    let end = createdAt.partitioningIndex { $0 > instant }
    closedAt.withUnsafeBufferPointer { closedAt in
      for block in latest.indices where latest[block] > instant {
        let first = block * Self.block
        for place in first..<max(first, min(end, first + Self.block))
        where closedAt[place] > instant && set.contains(rows[place]) {
          alive.add(rows[place], createdAt[place], at: instant)
        }
      }
    }
    return alive
  }
}

extension Engine {
  /// Opportunities in the orders in which curves pass them.
  var closeFacts: CloseFacts { prepared.close.get { CloseFacts(self) } }
}

/// What a survival curve passes: times of ends ascending, which of them are wins, times at which others were last seen,
/// and where they were not watched from the start, the times from which they were.
struct CloseTimes: Sendable {
  var seconds: Series<Int64>
  /// The lowest bit tells a win.
  var tags: Series<UInt32>
  var censored: [Int64]
  /// At risk only after it; nil where all were watched from the start.
  var entries: [Int64]?

  var count: Int { seconds.count + censored.count }

  /// The first time at which anything was seen; nil without rows.
  var firstSeen: Int64? { [entries?.first, seconds.first, censored.first].compactMap(\.self).min() }

  /// The last time at which anything was seen.
  var lastSeen: Int64? { [seconds.last, censored.last].compactMap(\.self).max() }
}
