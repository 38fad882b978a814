import Domain

/// The moment at which each rep's answers got slower or faster than those of peers (statistics.md section 5): Pettitt on
/// the mid-rank of each answer within its source and fortnight, in the order of creation.
public struct ResponseRegimes: Sendable, Equatable {
  /// Reps with leads, in the order of the vocabulary.
  public var reps: [ResponseRegime] = []
  /// Names of those whose change stands out among all (Benjamini-Hochberg at 1 %).
  public var flagged: [String] = []

  init() {}

  init(_ engine: Engine, _ question: ResponseQuestion) {
    var leads = RegimeLeads(question)
    leads.sortTies(engine.dataset.leads.ids)
    let peers = leads.peerRanks()
    let names = engine.dataset.vocabulary(.rep)
    var places = Array(repeating: [Int](), count: names.count)
    let owners = engine.answerOwners(.rep) ?? question.leads.rep
    for (index, row) in leads.rows.enumerated() { places[Int(owners[Int(row)])].append(index) }
    reps = places.indices.filter { !places[$0].isEmpty }.map { code in
      let own = places[code]
      let test = Pettitt(own.map { peers[$0] })
      let waits = own.map { leads.waits[$0] }
      let split = test.split
      return ResponseRegime(
        name: names.names[code], test: test,
        medianBefore: split.flatMap { Pettitt.median(waits[..<$0]) },
        medianAfter: split.flatMap { Pettitt.median(waits[$0...]) },
        at: split.map { question.leads.createdAt[Int(leads.rows[own[$0]])] })
    }
    let tests = reps.compactMap { rep in rep.test.p.map { (name: rep.name, p: $0) } }
    flagged = BenjaminiHochberg.flagged(tests, level: 0.01)
  }
}

/// One rep's change, if any.
public struct ResponseRegime: Sendable, Equatable {
  /// Empty for leads without a rep.
  public var name: String
  /// The test on mid-ranks among peers.
  public var test: Pettitt
  /// Median open seconds to the answer before the change; nil where that is "never within a day".
  public var medianBefore: Double?
  /// The same from the change on.
  public var medianAfter: Double?
  /// When the first lead after the change came.
  public var at: Instant?
}

/// The leads of 180 days that are older than a day, by creation.
private struct RegimeLeads {
  private(set) var rows: [Int32] = []
  /// Open seconds to the answer; infinite where none came within a day.
  private(set) var waits: [Double] = []
  private let question: ResponseQuestion
  private static let days = 180
  private static let blockDays = 14
  /// A source with fewer leads in a block is compared with the whole block.
  private static let fewestPeers = 20

  init(_ question: ResponseQuestion) {
    self.question = question
    let asOf = question.query.asOf
    let window = TimeWindow(after: asOf.adding(days: -Self.days), through: asOf.adding(-Instant.day - 1))
    let facts = question.facts
    for place in question.span(window).places
    where !facts.marks[place].isDisjoint(with: .counted) && question.set.contains(facts.rows[place]) {
      rows.append(facts.rows[place])
      let isSoon = facts.marks[place].contains(.answered) && Int64(facts.wall[place]) <= Instant.day
      waits.append(isSoon ? Double(facts.business[place]) : .infinity)
    }
  }

  /// Leads of the same second go by their id, so that the order of rows does not matter.
  mutating func sortTies(_ ids: TextColumn) {
    let created = question.leads.createdAt
    var first = 0
    while first < rows.count {
      var next = first + 1
      while next < rows.count, created[Int(rows[next])] == created[Int(rows[first])] { next += 1 }
      if next - first > 1 {
        let sorted = (first..<next).sorted { left, right in
          let (one, two) = (ids.range(Int(rows[left])), ids.range(Int(rows[right])))
          return ids.bytes[one].lexicographicallyPrecedes(ids.bytes[two])
        }
        let old = sorted.map { (rows[$0], waits[$0]) }
        for (place, pair) in zip(first..<next, old) { (rows[place], waits[place]) = pair }
      }
      first = next
    }
  }

  /// The share of peers that each lead was slower than, 0 to 1.
  func peerRanks() -> [Double] {
    let asOf = question.query.asOf
    var blocks: [[Int]] = []
    for (index, row) in rows.enumerated() {
      let age = asOf.since(question.leads.createdAt[Int(row)])
      let block = Int(age / (Int64(Self.blockDays) * Instant.day))
      while blocks.count <= block { blocks.append([]) }
      blocks[block].append(index)
    }
    var ranks = Array(repeating: 0.0, count: rows.count)
    for block in blocks {
      var cells = Array(repeating: [Int](), count: question.limits.byCode.count)
      for index in block { cells[Int(question.leads.source[Int(rows[index])])].append(index) }
      if cells.contains(where: { (1..<Self.fewestPeers).contains($0.count) }) { rank(block, into: &ranks) }
      for cell in cells where cell.count >= Self.fewestPeers { rank(cell, into: &ranks) }
    }
    return ranks
  }

  /// Mid-ranks, less a half, of the number of leads.
  private func rank(_ indices: [Int], into ranks: inout [Double]) {
    let keys = indices.enumerated().map { place, index in
      let wait = waits[index].isFinite ? Int64(waits[index]) : Int64(Int32.max)
      return WaitKey.key(wait, Int32(truncatingIfNeeded: place))
    }
    let sorted = KeyedSort.ascending(keys)
    var first = 0
    while first < sorted.count {
      var next = first + 1
      while next < sorted.count, sorted[next] >> 32 == sorted[first] >> 32 { next += 1 }
      let shared = (Double(first + next + 1) / 2 - 0.5) / Double(indices.count)
      for place in first..<next { ranks[indices[Int(UInt32(truncatingIfNeeded: sorted[place]))]] = shared }
      first = next
    }
  }
}
