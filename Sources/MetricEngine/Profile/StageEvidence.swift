import Domain

/// What histories and outcomes say about the names of stages. One pass over the rows, then small tables.
struct StageEvidence {
  /// Counts of one stage name.
  private struct Counts {
    /// Opportunities that were in it, from histories, else from the current stage.
    var opportunities = 0
    var won = 0
    var lost = 0
    /// Where closing and entering it fell together.
    var wonThere = 0
    var lostThere = 0
  }

  private var counts: [Counts]
  private let hasHistory: Bool
  private var precedence: StagePrecedence
  private var histories = 0
  /// Names that the current opportunity was in; reused.
  private var met: [Code] = []

  /// Stages in fewer histories than this share are no part of an assumed process.
  private static let rarest = 0.005
  /// Share of a stage's opportunities that must have ended there for it to be an end.
  private static let endShare = 0.8

  init(_ dataset: Dataset) {
    let size = dataset.vocabulary(.stage).count
    counts = Array(repeating: Counts(), count: size)
    hasHistory = dataset.visits.stage.contains { $0 != 0 }
    var visitors = Array(repeating: 0, count: size)
    for code in dataset.visits.stage { visitors[Int(code)] += 1 }
    let frequent = visitors.indices.filter { $0 != 0 && visitors[$0] > 0 }
      .sorted { (visitors[$1], $0) < (visitors[$0], $1) }.prefix(StagePrecedence.mostStages)
    precedence = StagePrecedence(stages: frequent.map { Code($0) }, codes: size)
    for row in 0..<dataset.opportunities.count { take(row, dataset) }
  }

  private mutating func take(_ row: Int, _ dataset: Dataset) {
    let path = dataset.opportunities.visits(of: row)
    guard hasHistory else { return count(dataset.opportunities.stage[row], dataset, row, entered: nil) }
    guard !path.isEmpty else { return }
    histories += 1
    precedence.add(path, dataset.visits.stage)
    met.removeAll(keepingCapacity: true)
    for visit in path.reversed() where met.count < StagePrecedence.mostStages {
      let code = dataset.visits.stage[visit]
      guard !met.contains(code) else { continue }
      // Only the last entry can be the one that closing made.
      count(code, dataset, row, entered: met.isEmpty ? dataset.visits.enteredAt[visit] : .never)
      met.append(code)
    }
  }

  /// Without an entry (nil) the current stage is all there is, and being closed in it is being closed there.
  private mutating func count(_ code: Code, _ dataset: Dataset, _ row: Int, entered: Instant?) {
    let index = Int(code)
    let closed = dataset.opportunities.closedAt[row]
    let outcome = closed.happened ? dataset.opportunities.outcome[row] : .open
    let isThere = entered.map { StageEvidence.coincide($0, closed) } ?? true
    counts[index].opportunities += 1
    if outcome == .won {
      counts[index].won += 1
      counts[index].wonThere += isThere ? 1 : 0
    }
    if outcome == .lost {
      counts[index].lost += 1
      counts[index].lostThere += isThere ? 1 : 0
    }
  }

  private static func coincide(_ entered: Instant, _ closed: Instant) -> Bool {
    guard entered.isKnown, closed.isKnown else { return false }
    return (closed.seconds &- entered.seconds).magnitude <= Instant.day.magnitude
  }

  /// Names of the two ends, the most frequent first: where nearly all were closed that way on entering,
  /// or what the world calls them.
  func ends(_ names: Vocabulary) -> (won: [Code], lost: [Code]) {
    var won: [Code] = []
    var lost: [Code] = []
    let byCount = counts.indices.filter { $0 != 0 && counts[$0].opportunities > 0 }
      .sorted { (counts[$1].opportunities, $0) < (counts[$0].opportunities, $1) }
    for index in byCount {
      let count = counts[index]
      let needed = Double(count.opportunities) * StageEvidence.endShare
      let named = WellKnownStages.outcome(ofStage: names[Code(index)])
      if Double(count.wonThere) >= needed || named == .won {
        won.append(Code(index))
      } else if Double(count.lostThere) >= needed || named == .lost {
        lost.append(Code(index))
      }
    }
    return (won, lost)
  }

  /// The stages in order, without the ends.
  func order(without ends: Set<Code>, _ names: Vocabulary) -> [Code] {
    if hasHistory {
      let least = max(1, Int(Double(histories) * StageEvidence.rarest))
      return precedence.order { counts[Int($0)].opportunities >= least && !ends.contains($0) }
    }
    let present = counts.indices.dropFirst().filter { counts[$0].opportunities > 0 && !ends.contains(Code($0)) }
    return present.map { Code($0) }.sorted { left, right in
      let (a, b) = (rank(left, names), rank(right, names))
      return (a.won, a.place, b.count, names[left]) < (b.won, b.place, a.count, names[right])
    }
  }

  private func rank(_ code: Code, _ names: Vocabulary) -> (won: Double, place: Int, count: Int) {
    let count = counts[Int(code)]
    let closed = count.won + count.lost
    let won = closed > 0 ? Double(count.won) / Double(closed) : 0
    return (won, StageNames.place(names[code]), count.opportunities)
  }
}
