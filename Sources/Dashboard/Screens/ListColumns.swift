import Cells
import Domain
import MetricEngine

/// The columns of lists, and what stands in them.
enum ListColumns {
  /// All columns of a listing, with the widths they need at most.
  static func all(_ listing: Listing) -> [TableColumn] {
    if listing == .qualifiedLeads { return qualifiedLeads }
    if case .changed(let kind, _) = listing { return changed(kind) }
    return listing.isLeads ? leads : opportunities
  }

  /// The ids of the columns that rows can be sorted by and that hold anything, from left to right.
  static func sortable(_ table: ListTable, _ listing: Listing) -> [String] {
    table.columns.map(\.id).filter { !unsortable.contains($0) }
  }

  /// Columns of words, which have no order.
  static let unsortable: Set<String> = ["reason", "change"]

  /// True if a column is usually wanted with its greatest or latest first.
  static func startsDescending(_ id: String?, _ listing: Listing) -> Bool {
    ["created", "qualified"].contains(id) || all(listing).first { $0.id == id }?.alignment == .right
  }

  /// "greatest first", "A to Z": how a column's order reads.
  static func order(_ id: String, descending: Bool, _ listing: Listing) -> String {
    switch id {
    case "created", "qualified": descending ? "latest first" : "earliest first"
    case "stage": descending ? "late stages first" : "early stages first"
    default:
      if all(listing).first(where: { $0.id == id })?.alignment == .right {
        descending ? "greatest first" : "least first"
      } else {
        descending ? "Z to A" : "A to Z"
      }
    }
  }

  private static let opportunities = [
    TableColumn(id: "name", title: "opportunity", minimum: 14, ideal: 44, priority: 100),
    TableColumn(id: "amount", title: "amount", alignment: .right, minimum: 9, ideal: 11, priority: 90),
    TableColumn(id: "stage", title: "stage", minimum: 8, ideal: 20, priority: 80),
    TableColumn(id: "idle", title: "quiet", alignment: .right, minimum: 6, ideal: 6, priority: 70),
    TableColumn(id: "age", title: "open", alignment: .right, minimum: 6, ideal: 6, priority: 60),
    TableColumn(id: "rep", title: "rep", minimum: 8, ideal: 26, priority: 75),
    TableColumn(id: "account", title: "account", minimum: 10, ideal: 32, priority: 50),
    TableColumn(id: "team", title: "team", minimum: 6, ideal: 14, priority: 20),
    TableColumn(id: "touches", title: "touches", alignment: .right, minimum: 7, ideal: 7, priority: 40),
    TableColumn(id: "reason", title: "why", minimum: 16, ideal: 80, priority: 72),
  ]

  private static let leads = [
    TableColumn(id: "name", title: "lead", minimum: 14, ideal: 44, priority: 100),
    TableColumn(id: "source", title: "source", minimum: 8, ideal: 20, priority: 70),
    TableColumn(id: "rep", title: "rep", minimum: 8, ideal: 26, priority: 80),
    TableColumn(id: "team", title: "team", minimum: 6, ideal: 14, priority: 20),
    TableColumn(id: "created", title: "came", minimum: 11, ideal: 21, priority: 60),
    TableColumn(id: "waited", title: "waited", alignment: .right, minimum: 8, ideal: 8, priority: 75),
    TableColumn(id: "late", title: "late by", alignment: .right, minimum: 9, ideal: 9, priority: 90),
    TableColumn(id: "reason", title: "why", minimum: 16, ideal: 80, priority: 65),
  ]

  private static let qualifiedLeads = [
    TableColumn(id: "name", title: "lead", minimum: 14, ideal: 44, priority: 100),
    TableColumn(id: "qualified", title: "qualified", minimum: 11, ideal: 21, priority: 90),
    TableColumn(id: "created", title: "came", minimum: 11, ideal: 21, priority: 75),
    TableColumn(id: "source", title: "source", minimum: 8, ideal: 20, priority: 70),
    TableColumn(id: "rep", title: "rep", minimum: 8, ideal: 26, priority: 80),
    TableColumn(id: "team", title: "team", minimum: 6, ideal: 14, priority: 20),
    TableColumn(id: "answer", title: "answered after", alignment: .right, minimum: 14, ideal: 30, priority: 65),
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
      TableCell(row.rep.isEmpty ? "no owner" : row.rep, row.rep.isEmpty ? .dim : .text),
      TableCell(row.account, .dim),
      TableCell(row.team, .dim),
      TableCell(snapshot.recordsActivities ? Numbers.whole(row.touches) : "", .dim),
      TableCell(row.reason, .dim),
    ]
  }

  static func cells(_ row: LeadRow, _ snapshot: Snapshot, _ listing: Listing) -> [TableCell] {
    let name = TableCell(row.name.isEmpty ? row.id : row.name, .strong)
    let rep = TableCell(row.rep.isEmpty ? "no owner" : row.rep, row.rep.isEmpty ? .dim : .text)
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
      TableCell(isLate ? Ages.work(-row.secondsLeft) : "", .breaching),
      TableCell(isLate ? lateness(row) : row.reason, .dim),
    ]
  }

  /// Since when it waits and how late it is have their own columns.
  private static func lateness(_ row: LeadRow) -> String {
    if row.isWaiting { return "still waiting" }
    return row.reason.hasPrefix("answered after") ? "answered too late" : row.reason
  }

  /// "21 Nov".
  private static func day(_ instant: Instant, _ snapshot: Snapshot) -> String {
    Dates.short(instant, snapshot, precision: snapshot.facts.leadPrecision)
  }

  /// "21 Nov 17:40"; the day alone where the data has only days.
  private static func moment(_ instant: Instant, _ snapshot: Snapshot) -> String {
    let day = day(instant, snapshot)
    guard instant.isKnown, snapshot.facts.leadPrecision == .second else { return day }
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
    guard row.firstResponseAt.happened else { return TableCell("never", .breaching) }
    guard row.reason.hasPrefix("answered after") else { return TableCell(row.reason, .dim) }
    return TableCell(waited(row, snapshot), row.secondsLeft < 0 ? .breaching : .text)
  }

  static func status(_ outcome: Outcome) -> String {
    switch outcome {
    case .open: "open"
    case .won: "won"
    case .lost: "lost"
    }
  }
}

extension LeadRow {
  /// False where no wait can be told from the data.
  var isMeasured: Bool {
    wallSeconds > 0 || businessSeconds > 0 || secondsLeft != 0 || reason.hasPrefix("answered after")
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
