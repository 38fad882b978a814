import Domain

/// How far leads came: one bit a lead for each step, so that those of a window are counted 64 at a time.
struct LeadSteps: Sendable {
  var answered = LeadStep()
  var qualified = LeadStep()
  /// Became an opportunity whose creation is known to have come.
  var opportunity = LeadStep()
  var won = LeadStep()

  init() {}

  init(_ dataset: Dataset) {
    let times = LeadStepTimes(dataset)
    answered = LeadStep(count: dataset.leads.count, times.answered)
    qualified = LeadStep(count: dataset.leads.count, times.qualified)
    opportunity = LeadStep(count: dataset.leads.count, times.opportunity)
    won = LeadStep(count: dataset.leads.count, times.won)
  }
}

/// When a lead took each step; `never` if it did not.
struct LeadStepTimes {
  private let leads: LeadTable
  private let opportunities: OpportunityTable

  init(_ dataset: Dataset) { (leads, opportunities) = (dataset.leads, dataset.opportunities) }

  func answered(_ row: Int) -> Instant { leads.firstResponseAt[row] }

  func qualified(_ row: Int) -> Instant { leads.qualifiedAt[row] }

  func opportunity(_ row: Int) -> Instant {
    let opportunity = Int(leads.opportunity[row])
    return opportunity >= 0 ? opportunities.createdAt[opportunity] : .never
  }

  /// No opportunity is won before it is one.
  func won(_ row: Int) -> Instant {
    let opportunity = Int(leads.opportunity[row])
    guard opportunity >= 0, opportunities.outcome[opportunity] == .won else { return .never }
    return max(opportunities.createdAt[opportunity], opportunities.closedAt[opportunity])
  }
}

/// The leads that took a step, dated or not.
struct LeadStep: Sendable {
  /// One bit a lead as in ``RowSet``.
  var bits: Series<UInt64> = []
  /// When the last of each 64 did.
  var latest: Series<Instant> = []

  init() {}

  init(count: Int, _ moment: (Int) -> Instant) {
    let words = (count + 63) / 64
    latest = Series(repeating: .unknown, count: words)
    bits = Series(count: words) { bits in
      for place in 0..<words {
        var (word, last) = (UInt64(0), Instant.unknown)
        for row in place << 6..<min(count, place << 6 + 64) {
          let moment = moment(row)
          guard moment.happened else { continue }
          word |= 1 << UInt64(row & 63)
          last = max(last, moment)
        }
        bits.initializeElement(at: place, to: word)
        latest[place] = last
      }
    }
  }

  /// Which of some leads of a word had taken the step by an instant.
  @inline(__always)
  func taken(_ place: Int, _ leads: UInt64, by instant: Instant, _ moment: (Int) -> Instant) -> UInt64 {
    let candidates = leads & bits[unchecked: place]
    if latest[unchecked: place] <= instant { return candidates }
    var (rest, taken) = (candidates, candidates)
    while rest != 0 {
      let bit = rest & (~rest + 1)
      if moment(place << 6 + rest.trailingZeroBitCount) > instant { taken ^= bit }
      rest ^= bit
    }
    return taken
  }
}

// MARK: - Kept beside the rows

extension LeadSteps: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&answered)
    try visitor.visit(&qualified)
    try visitor.visit(&opportunity)
    try visitor.visit(&won)
  }
}

extension LeadStep: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&bits)
    try visitor.visit(&latest)
  }
}
