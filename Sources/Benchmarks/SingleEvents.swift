import Domain
import MetricEngine

/// What happens in a sales organisation within a few minutes, one event after another, in about the mix of a CRM: most are
/// activities, then stage entries, leads that come and are answered, few deals that come and close, corrections; now and
/// then a stage is entered after months, and a deal taken out.
struct SingleEvents {
  private let dataset: Dataset
  private let asOf: Instant
  private var chance: UInt64
  private var number = 0

  init(_ dataset: Dataset, asOf: Instant, seed: UInt64 = 7) {
    (self.dataset, self.asOf, chance) = (dataset, asOf, seed)
  }

  /// What happens.
  enum Kind: String, CaseIterable {
    case activity = "an activity"
    case stage = "a stage entered"
    case newLead = "a new lead"
    case answer = "a lead answered"
    case qualification = "a lead qualified"
    case newDeal = "a new deal"
    case closing = "a deal closed"
    case correction = "an amount corrected"
    case late = "a stage entered months ago"
    case removal = "a deal taken out"

    /// Of a thousand events.
    static let mix: [(kind: Kind, times: Int)] = [
      (.activity, 598), (.stage, 130), (.newLead, 80), (.answer, 80), (.qualification, 30), (.newDeal, 30),
      (.closing, 20), (.correction, 20), (.late, 10), (.removal, 2),
    ]
  }

  /// Seconds that `take` takes for events of the mix, each told as if none had happened before.
  mutating func time(_ count: Int, _ take: (DatasetDelta) -> Void) -> [(kind: Kind, seconds: Double)] {
    let kinds = Kind.mix.flatMap { repeatElement($0.kind, count: $0.times) }
    return (0..<count).map { _ in
      let kind = kinds[below(kinds.count)]
      return (kind, time(kind, take))
    }
  }

  /// The same for one event of a kind.
  mutating func time(_ kind: Kind, _ take: (DatasetDelta) -> Void) -> Double {
    let delta = next(kind)
    return stopwatch { take(delta) }
  }

  private mutating func next(_ kind: Kind) -> DatasetDelta {
    number += 1
    switch kind {
    case .activity: return DatasetDelta(rows: activity())
    case .stage: return DatasetDelta(rows: stage(at: asOf))
    case .newLead: return DatasetDelta(rows: newLead())
    case .answer:
      return DatasetDelta(rows: lead(where: { $0.firstResponseAt[$1] == .never }) { $0.firstResponseAt[0] = $1 })
    case .qualification:
      return DatasetDelta(rows: lead(where: { $0.qualifiedAt[$1] == .never }) { $0.qualifiedAt[0] = $1 })
    case .newDeal: return DatasetDelta(rows: newDeal())
    case .closing: return DatasetDelta(rows: closing())
    case .correction: return DatasetDelta(rows: correction())
    case .late: return DatasetDelta(rows: stage(at: asOf.adding(days: -1 - below(150))))
    case .removal:
      let row = below(dataset.opportunities.count)
      return DatasetDelta(removedOpportunities: [dataset.opportunities.ids[row]])
    }
  }

  private mutating func below(_ limit: Int) -> Int {
    // Knuth's constants.
    chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((chance >> 33) % UInt64(max(1, limit)))
  }

  private mutating func moment() -> Instant { asOf.adding(-Int64(below(600))) }

  // MARK: - Deals

  private func deal(_ row: Int) -> Dataset {
    let lead = Int(dataset.opportunities.lead[row])
    return dataset.cut(leads: lead < 0 ? [] : [lead], opportunities: [row])
  }

  private mutating func openDeal() -> Dataset {
    var row = below(dataset.opportunities.count)
    for _ in 0..<10_000 where dataset.opportunities.closedAt[row] <= asOf { row = below(dataset.opportunities.count) }
    return deal(row)
  }

  private mutating func activity() -> Dataset {
    var rows = openDeal()
    let place = rows.opportunities.activities(of: 0).upperBound
    var ids = TextColumn((0..<place).map { rows.activities.ids[$0] })
    ids.append("bench-\(number)")
    for row in place..<rows.activities.count { ids.append(rows.activities.ids[row]) }
    rows.activities.ids = ids
    rows.activities.opportunity.insert(0, at: place)
    rows.activities.lead.insert(-1, at: place)
    rows.activities.occurredAt.insert(asOf, at: place)
    rows.activities.kind.insert(min(1, Code(rows.activityKinds.count - 1)), at: place)
    rows.activities.rep.insert(rows.opportunities.rep[0], at: place)
    rows.activities.traits.insert([], at: place)
    rows.opportunities.activityStarts[1] += 1
    return rows
  }

  private mutating func stage(at: Instant) -> Dataset {
    var rows = openDeal()
    enter(Code(1 + below(rows.vocabulary(.stage).count - 3)), at: max(at, rows.visits.enteredAt.last ?? at), &rows)
    return rows
  }

  private func enter(_ stage: Code, at: Instant, _ rows: inout Dataset) {
    rows.visits.opportunity.append(0)
    rows.visits.stage.append(stage)
    rows.visits.enteredAt.append(at)
    rows.visits.changedBy.append(rows.opportunities.rep[0])
    rows.opportunities.visitStarts[1] += 1
  }

  private mutating func closing() -> Dataset {
    var rows = openDeal()
    let isWon = below(3) == 0
    rows.opportunities.closedAt[0] = max(moment(), rows.opportunities.createdAt[0])
    rows.opportunities.outcome[0] = isWon ? .won : .lost
    let end = rows.vocabulary(.stage).names.firstIndex { $0.lowercased().contains(isWon ? "won" : "lost") }
    if let end { enter(Code(end), at: rows.opportunities.closedAt[0], &rows) }
    return rows
  }

  private mutating func correction() -> Dataset {
    var rows = openDeal()
    rows.opportunities.amount[0] = Int64(100 * (1 + below(500_000)))
    return rows
  }

  private mutating func newDeal() -> Dataset {
    var rows = dataset.cut(leads: [], opportunities: [below(dataset.opportunities.count)])
    rows.opportunities.ids = TextColumn(["bench-\(number)"])
    rows.opportunities.createdAt[0] = moment()
    (rows.opportunities.closedAt[0], rows.opportunities.outcome[0], rows.opportunities.lead[0]) = (.never, .open, -1)
    (rows.opportunities.visitStarts, rows.opportunities.activityStarts) = ([0, 0], [0, 0])
    (rows.visits, rows.activities) = (VisitTable(), ActivityTable())
    (rows.changes, rows.leadChanges) = (ChangeTable(), ChangeTable())
    enter(1, at: rows.opportunities.createdAt[0], &rows)
    return rows
  }

  // MARK: - Leads

  private mutating func lead(
    where belongs: (LeadTable, Int) -> Bool, _ change: (inout LeadTable, Instant) -> Void
  ) -> Dataset {
    var row = below(dataset.leads.count)
    for _ in 0..<10_000 where !belongs(dataset.leads, row) { row = below(dataset.leads.count) }
    let deal = Int(dataset.leads.opportunity[row])
    var rows = dataset.cut(leads: [row], opportunities: deal < 0 ? [] : [deal])
    change(&rows.leads, max(moment(), rows.leads.createdAt[0]))
    return rows
  }

  private mutating func newLead() -> Dataset {
    var rows = dataset.cut(leads: [below(dataset.leads.count)], opportunities: [])
    rows.leads.ids = TextColumn(["bench-\(number)"])
    rows.leads.createdAt[0] = moment()
    (rows.leads.assignedAt[0], rows.leads.firstResponseAt[0]) = (.never, .never)
    (rows.leads.qualifiedAt[0], rows.leads.disqualifiedAt[0]) = (.never, .never)
    rows.leads.opportunity[0] = -1
    rows.activities = ActivityTable()
    return rows
  }
}
