import Cells
import Domain
import MetricEngine

/// The columns of lists, and what stands in them.
enum ListColumns {
  /// All columns of a listing, with the widths they need at most.
  static func all(_ listing: Listing) -> [TableColumn] {
    switch Kind(listing) {
    case .opportunities: opportunities
    case .leads: leads
    case .qualifiedLeads: qualifiedLeads
    case .changed(let kind): changed(kind)
    }
  }

  /// The ids of those that are shown unless somebody chooses others.
  static func usual(_ listing: Listing) -> [String] {
    let count =
      switch Kind(listing) {
      case .opportunities: 10
      case .leads: 8
      case .qualifiedLeads, .changed: Int.max
      }
    return all(listing).prefix(count).map(\.id)
  }

  /// Lists that have the same columns.
  enum Kind: Equatable {
    case opportunities, leads, qualifiedLeads
    case changed(ChangeKind)

    init(_ listing: Listing) {
      if listing == .qualifiedLeads {
        self = .qualifiedLeads
      } else if case .changed(let kind, _) = listing {
        self = .changed(kind)
      } else {
        self = listing.isLeads ? .leads : .opportunities
      }
    }

    /// What its choice of columns is kept under.
    var name: String {
      switch self {
      case .opportunities: "opportunities"
      case .leads: "leads"
      case .qualifiedLeads: "qualified"
      case .changed: "changed"
      }
    }
  }

  /// The ids of the columns that rows can be sorted by and that hold anything, from left to right.
  static func sortable(_ table: ListTable, _ listing: Listing) -> [String] {
    table.columns.map(\.id).filter { !unsortable.contains($0) }
  }

  /// Columns of words and marks, which have no order.
  static let unsortable: Set<String> = ["reason", "change", "mark"]

  /// True if a column is usually wanted with its greatest or latest first.
  static func startsDescending(_ id: String?, _ listing: Listing) -> Bool {
    ["created", "qualified", "closed", "answered"].contains(id)
      || all(listing).first { $0.id == id }?.alignment == .right
  }

  /// "greatest first", "A to Z": how a column's order reads.
  static func order(_ id: String, descending: Bool, _ listing: Listing) -> String {
    switch id {
    case "created", "qualified", "closed", "expected", "next", "answered":
      ListWords.byTime(latestFirst: descending)
    case "stage": ListWords.byStage(lateFirst: descending)
    default:
      if all(listing).first(where: { $0.id == id })?.alignment == .right {
        ListWords.bySize(greatestFirst: descending)
      } else {
        ListWords.byName(isReversed: descending)
      }
    }
  }

  private static let opportunities = [
    TableColumn(id: "name", title: ListWords.opportunity, minimum: 14, ideal: 44, priority: 100),
    TableColumn(id: "amount", title: ListWords.amount, alignment: .right, minimum: 9, ideal: 11, priority: 90),
    TableColumn(id: "stage", title: ListWords.stage, minimum: 8, ideal: 20, priority: 80),
    TableColumn(id: "idle", title: ListWords.quiet, alignment: .right, minimum: 6, ideal: 6, priority: 70),
    TableColumn(id: "age", title: ListWords.open, alignment: .right, minimum: 6, ideal: 6, priority: 60),
    TableColumn(id: "rep", title: ListWords.rep, minimum: 8, ideal: 26, priority: 75),
    TableColumn(id: "account", title: ListWords.account, minimum: 10, ideal: 32, priority: 50),
    TableColumn(id: "team", title: ListWords.team, minimum: 6, ideal: 14, priority: 20),
    TableColumn(id: "touches", title: ListWords.touches, alignment: .right, minimum: 7, ideal: 7, priority: 40),
    TableColumn(id: "reason", title: ListWords.why, minimum: 16, ideal: 80, priority: 72),
    TableColumn(id: "expected", title: ListWords.closes, minimum: 6, ideal: 11, priority: 68),
    TableColumn(id: "next", title: ListWords.nextStep, minimum: 6, ideal: 11, priority: 66),
    TableColumn(id: "instage", title: ListWords.inStage, alignment: .right, minimum: 6, ideal: 8, priority: 55),
    TableColumn(id: "status", title: ListWords.status, minimum: 4, ideal: 6, priority: 54),
    TableColumn(id: "created", title: ListWords.opened, minimum: 6, ideal: 11, priority: 53),
    TableColumn(id: "closed", title: ListWords.ended, minimum: 6, ideal: 11, priority: 52),
    TableColumn(id: "segment", title: ListWords.segment, minimum: 6, ideal: 16, priority: 51),
    TableColumn(id: "source", title: ListWords.source, minimum: 6, ideal: 20, priority: 50),
  ]

  private static let leads = [
    TableColumn(id: "name", title: ListWords.lead, minimum: 14, ideal: 44, priority: 100),
    TableColumn(id: "source", title: ListWords.source, minimum: 8, ideal: 20, priority: 70),
    TableColumn(id: "rep", title: ListWords.rep, minimum: 8, ideal: 26, priority: 80),
    TableColumn(id: "team", title: ListWords.team, minimum: 6, ideal: 14, priority: 20),
    TableColumn(id: "created", title: ListWords.came, minimum: 11, ideal: 21, priority: 60),
    TableColumn(id: "waited", title: ListWords.waited, alignment: .right, minimum: 8, ideal: 8, priority: 75),
    TableColumn(id: "late", title: ListWords.lateBy, alignment: .right, minimum: 9, ideal: 9, priority: 90),
    TableColumn(id: "reason", title: ListWords.why, minimum: 16, ideal: 80, priority: 65),
    TableColumn(id: "answered", title: ListWords.answered, minimum: 11, ideal: 21, priority: 55),
    TableColumn(id: "segment", title: ListWords.segment, minimum: 6, ideal: 16, priority: 50),
  ]

  private static let qualifiedLeads = [
    TableColumn(id: "name", title: ListWords.lead, minimum: 14, ideal: 44, priority: 100),
    TableColumn(id: "qualified", title: ListWords.qualified, minimum: 11, ideal: 21, priority: 90),
    TableColumn(id: "created", title: ListWords.came, minimum: 11, ideal: 21, priority: 75),
    TableColumn(id: "source", title: ListWords.source, minimum: 8, ideal: 20, priority: 70),
    TableColumn(id: "rep", title: ListWords.rep, minimum: 8, ideal: 26, priority: 80),
    TableColumn(id: "team", title: ListWords.team, minimum: 6, ideal: 14, priority: 20),
    TableColumn(id: "answer", title: ListWords.answeredAfter, alignment: .right, minimum: 14, ideal: 30, priority: 65),
  ]

  static func cells(_ row: OpportunityRow, _ snapshot: Snapshot, _ listing: Listing) -> [TableCell] {
    if case .changed(let kind, _) = listing { return changed(row, kind, snapshot) }
    let isQuiet = (row.idleDays ?? 0) > 14 && row.status == .open
    return [
      TableCell(row.name.isEmpty ? row.id : row.name, .strong),
      TableCell(row.amount.map { MoneyText.short($0) } ?? "", .text),
      TableCell(row.stage.isEmpty ? Self.status(row.status) : row.stage, row.status == .lost ? .dim : .text),
      TableCell(row.idleDays.map(Ages.days) ?? "", isQuiet ? .breaching : .text),
      TableCell(row.ageDays.map(Ages.days) ?? "", .text),
      TableCell(row.rep.isEmpty ? Words.noOwner : row.rep, row.rep.isEmpty ? .dim : .text),
      TableCell(row.account, .dim),
      TableCell(row.team, .dim),
      TableCell(snapshot.recordsActivities ? Numbers.whole(row.touches) : "", .dim),
      TableCell(row.reason, .dim),
    ] + extra(row, snapshot)
  }

  /// The cells of the columns for those who choose them.
  private static func extra(_ row: OpportunityRow, _ snapshot: Snapshot) -> [TableCell] {
    let precision = snapshot.facts.opportunityPrecision
    func day(_ instant: Instant, _ precision: TimePrecision) -> String {
      instant.isKnown ? Dates.short(instant, snapshot, precision: precision) : ""
    }
    let isLate =
      row.status == .open && row.expectedCloseOn.isKnown && row.expectedCloseOn < snapshot.readings.query.asOf
    return [
      TableCell(day(row.expectedCloseOn, .day), isLate ? .breaching : .text),
      TableCell(day(row.nextStepAt, Dates.precision(of: row.nextStepAt))),
      TableCell(row.stageDays.map(Ages.days) ?? ""), TableCell(status(row.status)),
      TableCell(day(row.createdAt, precision), .dim), TableCell(day(row.closedAt, precision), .dim),
      TableCell(row.segment, .dim), TableCell(row.source, .dim),
    ]
  }

  static func cells(_ row: LeadRow, _ snapshot: Snapshot, _ listing: Listing) -> [TableCell] {
    let name = TableCell(row.name.isEmpty ? row.id : row.name, .strong)
    let rep = TableCell(row.rep.isEmpty ? Words.noOwner : row.rep, row.rep.isEmpty ? .dim : .text)
    if listing == .qualifiedLeads {
      return [
        name, TableCell(moment(row.qualifiedAt, snapshot)), TableCell(moment(row.createdAt, snapshot), .dim),
        TableCell(row.source), rep, TableCell(row.team, .dim), answer(row, snapshot),
      ]
    }
    let isLate = row.secondsLeft < 0
    return [
      name, TableCell(row.source), rep, TableCell(row.team, .dim),
      TableCell(moment(row.createdAt, snapshot), .dim),
      TableCell(row.isMeasured ? waited(row, snapshot) : "", row.isWaiting ? .strong : .text),
      TableCell(isLate ? late(row) : "", .breaching),
      TableCell(isLate ? lateness(row) : due(row), .dim),
      TableCell(row.firstResponseAt.happened ? moment(row.firstResponseAt, snapshot) : "", .dim),
      TableCell(row.segment, .dim),
    ]
  }

  /// Of those that still wait to the second within the hour.
  private static func late(_ row: LeadRow) -> String {
    row.isWaiting ? Ages.counted(-row.secondsLeft) : Ages.work(-row.secondsLeft)
  }

  /// "due in 4 min 12".
  private static func due(_ row: LeadRow) -> String {
    row.isWaiting && row.isMeasured && row.saysDue
      ? ListWords.due(in: Ages.counted(row.secondsLeft)) : row.reason
  }

  /// Since when it waits and how late it is have their own columns.
  private static func lateness(_ row: LeadRow) -> String {
    if row.isWaiting { return ListWords.stillWaiting }
    return row.saysAnswer ? ListWords.answeredTooLate : row.reason
  }

  /// "21 Nov".
  private static func day(_ instant: Instant, _ snapshot: Snapshot) -> String {
    Dates.short(instant, snapshot, precision: snapshot.facts.leadPrecision)
  }

  /// "21 Nov 17:40"; the day alone where the data has only days, and in another year, when nobody asks for the minute.
  private static func moment(_ instant: Instant, _ snapshot: Snapshot) -> String {
    let day = day(instant, snapshot)
    guard instant.isKnown, snapshot.facts.leadPrecision == .second, Dates.isThisYear(instant, snapshot) else {
      return day
    }
    return "\(day) \(Dates.time(instant, snapshot))"
  }

  /// In working time; where the data has only days, whole days and no clock.
  private static func waited(_ row: LeadRow, _ snapshot: Snapshot) -> String {
    guard snapshot.facts.leadPrecision == .second else {
      return Ages.days(Double(row.wallSeconds) / Double(Instant.day))
    }
    return Ages.work(row.businessSeconds)
  }

  /// How long a qualified lead waited for its answer; why that cannot be told, if it cannot.
  private static func answer(_ row: LeadRow, _ snapshot: Snapshot) -> TableCell {
    guard snapshot.facts.gives("leads.first_response_at") || snapshot.facts.gives("activities.lead_id") else {
      return TableCell("")
    }
    guard row.firstResponseAt.happened else { return TableCell(ListWords.never, .breaching) }
    guard row.saysAnswer else { return TableCell(row.reason, .dim) }
    return TableCell(waited(row, snapshot), row.secondsLeft < 0 ? .breaching : .text)
  }

  static func status(_ outcome: Outcome) -> String {
    switch outcome {
    case .open: ListWords.open
    case .won: ListWords.won
    case .lost: ListWords.lost
    }
  }
}

extension LeadRow {
  /// False where no wait can be told from the data.
  var isMeasured: Bool {
    wallSeconds > 0 || businessSeconds > 0 || secondsLeft != 0 || saysAnswer
  }

  /// The same at a later present, as far as it waits and its working hours run; unknown leaves it as it is.
  func counted(from asOf: Instant, to now: Instant) -> LeadRow {
    guard isWaiting, let open, now.isKnown, asOf.isKnown, now > asOf else { return self }
    let seconds = max(0, min(now, open.through).since(max(asOf, open.after)))
    var row = self
    row.wallSeconds += now.since(asOf)
    row.businessSeconds += seconds
    row.secondsLeft -= seconds
    return row
  }

  /// True while somebody waits for the first answer.
  var isWaiting: Bool { !firstResponseAt.happened && !qualifiedAt.happened && !disqualifiedAt.happened }
}

extension Snapshot {
  /// False where the data has no activities at all: then none counted is no zero.
  var recordsActivities: Bool {
    if case .needs = readings.availability(of: .activities) { return false }
    return true
  }

  /// How exact the instants are that belong to no table: days, if a table has only days.
  var eventPrecision: TimePrecision {
    facts.leadPrecision == .day || facts.opportunityPrecision == .day ? .day : .second
  }
}
