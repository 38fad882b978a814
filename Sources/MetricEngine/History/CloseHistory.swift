import Domain

/// How old open opportunities were against those won by then, as it stood at many instants.
struct CloseHistory {
  private let question: PastQuestion
  private let countsWholeDays: Bool
  /// Lifetimes of wins, ascending, and the ticks from which they were known.
  private var lifetimes: [(seconds: Int64, place: Int)] = []
  /// Creations of opportunities, ascending, and the ticks at which they were open.
  private var open: [(created: Instant, places: Range<Int>)] = []

  init(_ question: PastQuestion) {
    self.question = question
    countsWholeDays = question.engine.countsWholeDays
    let table = question.engine.dataset.opportunities
    question.forEachDeal { row in
      let (created, closed) = (table.createdAt[row], table.closedAt[row])
      guard created.isKnown, closed != .unknown, closed >= created else { return }
      let places = question.ticks.places(from: created, until: closed)
      if !places.isEmpty { open.append((created, places)) }
      if closed.isKnown, table.outcome[row] == .won {
        lifetimes.append((whole(closed.since(created)), question.ticks.place(from: closed)))
      }
    }
    lifetimes.sort { $0.seconds < $1.seconds }
    open.sort { $0.created < $1.created }
  }

  private func whole(_ seconds: Int64) -> Int64 { countsWholeDays ? seconds - seconds % Instant.day : seconds }

  /// Open opportunities older than this share of winners were; no answer under 20 wins.
  func olderThanWinners(_ quantile: Double) -> [Reading] {
    var wins = RankedCounts(ranks: lifetimes.count)
    var alive = RankedCounts(ranks: open.count)
    let won = ranks(lifetimes.map(\.place))
    let (created, closed) = (ranks(open.map(\.places.lowerBound)), ranks(open.map(\.places.upperBound)))
    return question.ticks.instants.enumerated().map { place, tick in
      for rank in won[place] { wins.add(1, at: rank) }
      for rank in created[place] { alive.add(1, at: rank) }
      for rank in closed[place] { alive.add(-1, at: rank) }
      guard wins.count >= AalenJohansen.fewestWins,
        let limit = Quantile.days(count: wins.count, quantile, { lifetimes[wins.rank(after: $0)].seconds })
      else { return .nothing }
      let older = open.partitioningIndex {
        Double(whole(tick.since($0.created))) / Double(Instant.day) <= limit
      }
      return Reading(value: Double(alive.count(below: older)), count: alive.count)
    }
  }

  /// Ranks by the tick at which something happens to them; the last list is of those after all ticks.
  private func ranks(_ places: [Int]) -> [[Int]] {
    var ranks = [[Int]](repeating: [], count: question.ticks.count + 1)
    for (rank, place) in places.enumerated() { ranks[place].append(rank) }
    return ranks
  }
}
