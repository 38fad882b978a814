import Domain

/// What happens in a sales organisation, one thing after another: mostly now, sometimes long ago, corrected or deleted.
/// The same seed gives the same events.
public struct LiveEvents {
  /// All rows with everything that has happened so far.
  public private(set) var dataset: Dataset
  private let asOf: Instant
  private var chance: SplitMix64
  private var numbers = 0

  /// Events that go on from a data set, up to an instant.
  public init(_ dataset: Dataset, asOf: Instant, seed: UInt64) {
    (self.dataset, self.asOf) = (dataset, asOf)
    chance = SplitMix64(seed: seed)
  }

  /// The next event as the leads and opportunities it touches.
  public mutating func next() -> DatasetDelta {
    let delta = made(Self.mix[below(Self.mix.count)])
    dataset = dataset.merging(delta)
    return delta
  }

  /// The next event of a kind as if none had happened before.
  public mutating func alone(_ kind: Kind) -> DatasetDelta { made(kind) }

  /// What happens.
  public enum Kind: Int, CaseIterable, Sendable {
    case activity, stage, closing, correction, newLead, answer, newDeal, removal, qualification, forgottenActivity
  }

  private mutating func below(_ limit: Int) -> Int { Int(chance.next() % UInt64(limit)) }

  /// One in so many events is dated within the last months.
  public var lateOneIn = 10
  /// The others are dated within the last so many seconds.
  public var lastSeconds = 3 * 3600

  private mutating func moment() -> Instant {
    asOf.adding(-Int64(below(below(lateOneIn) == 0 ? 150 * 86_400 : lastSeconds)))
  }

  /// Each kind as often as it comes.
  private static let mix =
    Array(repeating: Kind.allCases, count: 2).flatMap(\.self)
    + Array(repeating: [.activity, .stage, .closing, .correction, .qualification], count: 2).flatMap(\.self)

  private mutating func made(_ kind: Kind) -> DatasetDelta {
    switch kind {
    case .activity: active()
    case .stage: staged()
    case .closing: closed()
    case .correction: corrected()
    case .newLead: newLead()
    case .answer: answered()
    case .newDeal: newDeal()
    case .removal: removed()
    case .qualification: qualified()
    case .forgottenActivity: forgotten()
    }
  }

  // MARK: - Deals

  /// An opportunity with its lead, alone.
  private func deal(_ row: Int) -> Dataset {
    let lead = Int(dataset.opportunities.lead[row])
    return dataset.cut(leads: lead < 0 ? [] : [lead], opportunities: [row])
  }

  private mutating func anyDeal(open: Bool) -> Int {
    for _ in 0..<50 {
      let row = below(dataset.opportunities.count)
      if !open || dataset.opportunities.closedAt[row] > asOf { return row }
    }
    return below(dataset.opportunities.count)
  }

  private mutating func active() -> DatasetDelta {
    var rows = deal(anyDeal(open: true))
    let (at, kind) = (moment(), Code(below(max(1, rows.activityKinds.count))))
    let own = rows.opportunities.activities(of: 0)
    let place = own.first { rows.activities.occurredAt[$0] > at } ?? own.upperBound
    var ids = TextColumn()
    for row in 0..<rows.activities.count + 1 {
      if row == place { ids.append(name("A")) } else { ids.append(rows.activities.ids[row < place ? row : row - 1]) }
    }
    rows.activities.ids = ids
    rows.activities.opportunity.insert(0, at: place)
    rows.activities.lead.insert(-1, at: place)
    rows.activities.occurredAt.insert(at, at: place)
    rows.activities.kind.insert(kind, at: place)
    rows.activities.rep.insert(rows.opportunities.rep[0], at: place)
    rows.activities.traits.insert(below(5) == 0 ? [.inbound] : [], at: place)
    rows.opportunities.activityStarts[1] += 1
    return DatasetDelta(rows: rows)
  }

  /// An activity that somebody deletes.
  private mutating func forgotten() -> DatasetDelta {
    var rows = deal(anyDeal(open: false))
    guard let place = rows.opportunities.activities(of: 0).last else { return DatasetDelta(rows: rows) }
    var ids = TextColumn()
    for row in 0..<rows.activities.count where row != place { ids.append(rows.activities.ids[row]) }
    rows.activities.ids = ids
    rows.activities.opportunity.remove(at: place)
    rows.activities.lead.remove(at: place)
    rows.activities.occurredAt.remove(at: place)
    rows.activities.kind.remove(at: place)
    rows.activities.rep.remove(at: place)
    rows.activities.traits.remove(at: place)
    rows.opportunities.activityStarts[1] -= 1
    return DatasetDelta(rows: rows)
  }

  private mutating func staged() -> DatasetDelta {
    var rows = deal(anyDeal(open: true))
    let stage = Code(1 + below(max(1, rows.vocabulary(.stage).count - 3)))
    enter(stage, at: moment(), &rows)
    return DatasetDelta(rows: rows)
  }

  private func enter(_ stage: Code, at: Instant, _ rows: inout Dataset) {
    let last = rows.visits.count > 0 ? rows.visits.enteredAt[rows.visits.count - 1] : .unknown
    rows.visits.opportunity.append(0)
    rows.visits.stage.append(stage)
    rows.visits.enteredAt.append(max(at, last))
    rows.visits.changedBy.append(rows.opportunities.rep[0])
    rows.opportunities.visitStarts[1] += 1
  }

  private mutating func closed() -> DatasetDelta {
    var rows = deal(anyDeal(open: below(5) > 0))
    let (at, isWon) = (max(moment(), rows.opportunities.createdAt[0]), below(3) == 0)
    rows.opportunities.closedAt[0] = at
    rows.opportunities.outcome[0] = isWon ? .won : .lost
    let stages = rows.vocabulary(.stage).names
    if let end = stages.firstIndex(where: { $0.lowercased().contains(isWon ? "won" : "lost") }) {
      enter(Code(end), at: at, &rows)
    }
    return DatasetDelta(rows: rows)
  }

  private mutating func corrected() -> DatasetDelta {
    var rows = deal(anyDeal(open: false))
    switch below(3) {
    case 0: rows.opportunities.amount[0] = below(6) == 0 ? Money.none : Int64(100 * below(500_000))
    case 1: rows.opportunities.rep[0] = Code(1 + below(max(1, rows.vocabulary(.rep).count - 1)))
    default: rows.opportunities.segment[0] = Code(1 + below(max(1, rows.vocabulary(.segment).count - 1)))
    }
    return DatasetDelta(rows: rows)
  }

  private mutating func removed() -> DatasetDelta {
    let row = below(dataset.opportunities.count)
    let (id, lead) = (dataset.opportunities.ids[row], Int(dataset.opportunities.lead[row]))
    let rows = dataset.cut(leads: lead < 0 ? [] : [lead], opportunities: [])
    return DatasetDelta(rows: rows, removedOpportunities: [id])
  }

  private mutating func newDeal() -> DatasetDelta {
    let like = anyDeal(open: false)
    let at = moment()
    var rows = dataset.cut(leads: [], opportunities: [like])
    rows.opportunities.ids = TextColumn([name("O")])
    rows.opportunities.createdAt[0] = at
    rows.opportunities.closedAt[0] = .never
    rows.opportunities.outcome[0] = .open
    rows.opportunities.lead[0] = -1
    rows.opportunities.visitStarts = [0, 0]
    rows.opportunities.activityStarts = [0, 0]
    rows.visits = VisitTable()
    rows.activities = ActivityTable()
    (rows.changes, rows.leadChanges) = (ChangeTable(), ChangeTable())
    if rows.vocabulary(.stage).count > 1 { enter(1, at: at, &rows) }
    return DatasetDelta(rows: rows)
  }

  // MARK: - Leads

  private mutating func lead(
    where belongs: (LeadTable, Int) -> Bool = { _, _ in true }, _ change: (inout LeadTable, inout Self) -> Void
  ) -> DatasetDelta {
    var row = below(dataset.leads.count)
    for _ in 0..<50 where !belongs(dataset.leads, row) { row = below(dataset.leads.count) }
    let deal = Int(dataset.leads.opportunity[row])
    var rows = dataset.cut(leads: [row], opportunities: deal < 0 ? [] : [deal])
    change(&rows.leads, &self)
    return DatasetDelta(rows: rows)
  }

  /// Mostly one that waits.
  private mutating func answered() -> DatasetDelta {
    let anyone = below(6) == 0
    return lead(where: { anyone || $0.firstResponseAt[$1] == .never }) { leads, events in
      leads.firstResponseAt[0] = max(events.moment(), leads.createdAt[0])
    }
  }

  private mutating func qualified() -> DatasetDelta {
    lead { leads, events in
      let at = max(events.moment(), leads.createdAt[0])
      leads.qualifiedAt[0] = events.below(4) == 0 ? .never : at
    }
  }

  private mutating func newLead() -> DatasetDelta {
    let like = below(dataset.leads.count)
    var rows = dataset.cut(leads: [like], opportunities: [])
    rows.leads.ids = TextColumn([name("L")])
    rows.leads.createdAt[0] = moment()
    (rows.leads.assignedAt[0], rows.leads.firstResponseAt[0]) = (.never, .never)
    (rows.leads.qualifiedAt[0], rows.leads.disqualifiedAt[0]) = (.never, .never)
    rows.leads.opportunity[0] = -1
    rows.activities = ActivityTable()
    return DatasetDelta(rows: rows)
  }

  private mutating func name(_ letter: String) -> String {
    numbers += 1
    return "\(letter)-new-\(numbers)"
  }
}
