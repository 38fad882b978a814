import Domain

/// The selected opportunities as survival curves pass them: those that ended by lifetime, and the ages of the others.
struct CloseRun: Sendable {
  let ended: EndedDeals
  /// The places of the wins among them.
  let won: RowSet
  /// All that can be timed, by creation.
  let created: CreatedDeals
  /// Ages in seconds of those still open, ascending.
  let openAges: [Int64]
  /// Their rows, in the same order.
  let openRows: [Int32]

  var count: Int { ended.count + openAges.count }

  init(_ engine: Engine, _ set: RowSet, asOf: Instant) {
    let facts = engine.closeFacts
    if set.isAll {
      (ended, created) = (facts.ended, facts.created)
    } else {
      (ended, created) = TwoCores.both(
        { EndedDeals(facts.ended, at: set.moved(to: facts.endedPlaces, size: facts.ended.count)) },
        { CreatedDeals(facts.created, at: set.moved(to: facts.createdPlaces, size: facts.created.count)) })
    }
    won = RowSet(ended.tags) { $0 & 1 == 1 }
    let alive = created.alive(at: asOf)
    (openAges, openRows) = (alive.ages(at: asOf, wholeDays: engine.countsWholeDays), alive.rows.reversed())
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

  fileprivate mutating func add(_ row: Int32, _ created: Instant, at instant: Instant) {
    // An age beyond any number is none.
    guard instant.seconds &- created.seconds >= 0 else { return }
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
  /// Those that had been created by an instant and closed after it.
  func alive(at instant: Instant) -> AliveDeals {
    var alive = AliveDeals()
    let end = createdAt.partitioningIndex { $0 > instant }
    let blocks = latest[..<((end + Self.block - 1) / Self.block)]
    closedAt.withUnsafeBufferPointer { closedAt in
      for block in blocks.indices where blocks[block] > instant {
        let first = block * Self.block
        for place in first..<min(end, first + Self.block) where closedAt[place] > instant {
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

  /// Dates without time make ages in whole days.
  var countsWholeDays: Bool { dataset.facts.opportunityPrecision == .day }
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
