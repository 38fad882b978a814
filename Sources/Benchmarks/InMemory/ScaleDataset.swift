import Domain

/// A large organisation straight in memory, for measuring and not for statistics: two leads, four stage entries and ten
/// activities for each opportunity, over three and a half years.
struct ScaleDataset {
  /// When the data ends.
  static let asOf = Instant(1_782_842_400)
  /// Stages in order.
  static let stages = ["Discovery", "Qualification", "Demo", "Proposal", "Negotiation"]

  private static let start: Int64 = 1_672_531_200
  private var chance: UInt64
  private var dataset = Dataset()
  private let opportunities: Int

  /// The data set of so many opportunities; the same seed gives the same rows.
  static func make(opportunities: Int, seed: UInt64 = 7) -> Dataset {
    var maker = ScaleDataset(chance: seed, opportunities: opportunities)
    maker.addNames()
    maker.addLeads()
    maker.addOpportunities()
    maker.addVisits()
    maker.addActivities()
    maker.addFacts()
    return maker.dataset
  }

  private init(chance: UInt64, opportunities: Int) {
    self.chance = chance
    self.opportunities = opportunities
  }

  private mutating func addNames() {
    dataset.vocabularies[.rep] = Vocabulary(names: (0..<200).map { "rep\($0)" })
    dataset.vocabularies[.team] = Vocabulary(names: (1...12).map { "team\($0)" })
    dataset.vocabularies[.region] = Vocabulary(names: ["NA-East", "NA-West", "EMEA", "APAC"])
    dataset.vocabularies[.source] = Vocabulary(
      names: ["web_form", "paid_search", "event", "partner", "outbound_list", "referral"])
    dataset.vocabularies[.segment] = Vocabulary(names: ["smb", "mid", "enterprise"])
    dataset.vocabularies[.stage] = Vocabulary(names: Self.stages + ["Closed Won", "Closed Lost"])
    dataset.activityKinds = Vocabulary(names: ["call", "email", "meeting", "linkedin"])
  }

  private mutating func addLeads() {
    let end = Self.asOf.seconds
    for row in 0..<opportunities * 2 {
      let created = Self.start + Int64(row) * (end - Self.start) / Int64(opportunities * 2)
      let response = created + Int64(60 * spread(9))
      let isAnswered = next(10) > 0 && response < end
      let qualified = response + 3600 + next(20 * Instant.day)
      let isQualified = isAnswered && qualified < end && next(100) < (response - created < 300 ? 45 : 22)
      let rep = Code(1 + next(200))
      dataset.leads.ids.append("L\(row)")
      dataset.leads.names.append("")
      dataset.leads.createdAt.append(Instant(created))
      dataset.leads.assignedAt.append(.never)
      dataset.leads.firstResponseAt.append(isAnswered ? Instant(response) : .never)
      dataset.leads.qualifiedAt.append(isQualified ? Instant(qualified) : .never)
      dataset.leads.disqualifiedAt.append(.never)
      dataset.leads.source.append(Code(1 + next(6)))
      dataset.leads.region.append(1 + rep % 4)
      dataset.leads.segment.append(Code(1 + next(3)))
      dataset.leads.team.append(1 + rep % 12)
      dataset.leads.rep.append(rep)
      dataset.leads.manager.append(0)
      dataset.leads.kind.append(0)
      dataset.leads.opportunity.append(row % 2 == 0 ? Int32(row / 2) : -1)
    }
  }

  private mutating func addOpportunities() {
    let leads = dataset.leads
    for row in 0..<opportunities {
      let created = min(leads.createdAt[row * 2].seconds + next(5 * Instant.day), Self.asOf.seconds - 60)
      let closed = created + Int64(Double(Instant.day) * spread(7))
      let isClosed = closed < Self.asOf.seconds
      dataset.opportunities.ids.append("O\(row)")
      dataset.opportunities.names.append("")
      dataset.opportunities.createdAt.append(Instant(created))
      dataset.opportunities.closedAt.append(isClosed ? Instant(closed) : .never)
      dataset.opportunities.outcome.append(isClosed ? (next(10) < 3 ? .won : .lost) : .open)
      dataset.opportunities.amount.append(100_000 + next(90_000_000))
      dataset.opportunities.expectedCloseOn.append(.never)
      dataset.opportunities.nextStepAt.append(.never)
      dataset.opportunities.lead.append(Int32(row * 2))
      dataset.opportunities.source.append(leads.source[row * 2])
      dataset.opportunities.region.append(leads.region[row * 2])
      dataset.opportunities.segment.append(leads.segment[row * 2])
      dataset.opportunities.team.append(leads.team[row * 2])
      dataset.opportunities.rep.append(leads.rep[row * 2])
    }
    addEmptyColumns()
  }

  private mutating func addEmptyColumns() {
    let none = Series<Code>(repeating: 0, count: opportunities)
    dataset.opportunities.currency = none
    dataset.opportunities.manager = none
    dataset.opportunities.account = none
    dataset.opportunities.pipeline = none
    dataset.opportunities.kind = none
    dataset.opportunities.country = none
    dataset.opportunities.stage = none
    dataset.opportunities.lostReason = none
  }

  private mutating func addVisits() {
    let table = dataset.opportunities
    for row in 0..<opportunities {
      let (created, end) = (table.createdAt[row].seconds, min(table.closedAt[row], Self.asOf).seconds)
      let steps = 1 + next(5)
      for step in 0..<steps {
        let stage = min(step + (next(20) == 0 ? 1 : 0), 4)
        addVisit(row, stage: Code(1 + stage), at: created + (end - created) * Int64(step) / Int64(steps))
      }
      if table.closedAt[row].isKnown { addVisit(row, stage: table.outcome[row] == .won ? 6 : 7, at: end) }
      dataset.opportunities.visitStarts.append(Int32(dataset.visits.count))
    }
  }

  private mutating func addVisit(_ row: Int, stage: Code, at seconds: Int64) {
    dataset.visits.opportunity.append(Int32(row))
    dataset.visits.stage.append(stage)
    dataset.visits.enteredAt.append(Instant(seconds))
    dataset.visits.changedBy.append(0)
  }

  private mutating func addActivities() {
    let table = dataset.opportunities
    for row in 0..<opportunities {
      let (created, end) = (table.createdAt[row].seconds, min(table.closedAt[row], Self.asOf).seconds)
      for moment in (0..<next(21)).map({ _ in created + next(end - created + 1) }).sorted() {
        dataset.activities.ids.append("A\(dataset.activities.count)")
        dataset.activities.opportunity.append(Int32(row))
        dataset.activities.lead.append(-1)
        dataset.activities.occurredAt.append(Instant(moment))
        dataset.activities.kind.append(Code(1 + next(4)))
        dataset.activities.rep.append(table.rep[row])
        dataset.activities.traits.append([])
      }
      dataset.opportunities.activityStarts.append(Int32(dataset.activities.count))
    }
  }

  private mutating func addFacts() {
    dataset.facts.presentFields = [
      "leads.created_at", "leads.first_response_at", "leads.qualified_at", "opportunities.created_at",
      "opportunities.closed_at", "opportunities.outcome", "stage_history.entered_at", "stage_history.stage",
      "activities.occurred_at", "activities.opportunity_id",
    ]
    dataset.facts.givenFields = dataset.facts.presentFields
    dataset.facts.oldestEvent = Instant(Self.start)
    dataset.facts.newestEvent = Self.asOf
  }

  // MARK: - Chance

  /// SplitMix64.
  private mutating func next() -> UInt64 {
    chance &+= 0x9E37_79B9_7F4A_7C15
    var mixed = chance
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  private mutating func next<Number: BinaryInteger>(_ below: Number) -> Number {
    Number(next() % UInt64(below))
  }

  /// Skewed like durations: evenly spread powers of two from 1 to 2^doublings.
  private mutating func spread(_ doublings: Int) -> Double {
    let whole = Double(1 << Int(next() % UInt64(doublings)))
    return whole * (1 + Double(next() >> 11) / Double(1 << 53))
  }
}
