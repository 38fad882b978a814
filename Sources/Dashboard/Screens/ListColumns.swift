import Cells
import Domain
import MetricEngine

/// The columns of lists, and what stands in them.
enum ListColumns {
  static func columns(_ listing: Listing) -> [TableColumn] { listing.isLeads ? leads : opportunities }

  private static let opportunities = [
    TableColumn(id: "name", title: "opportunity", minimum: 14, ideal: 34, priority: 100),
    TableColumn(id: "amount", title: "amount", alignment: .right, minimum: 9, ideal: 11, priority: 90),
    TableColumn(id: "stage", title: "stage", minimum: 8, ideal: 15, priority: 80),
    TableColumn(id: "idle", title: "quiet", alignment: .right, minimum: 6, ideal: 6, priority: 70),
    TableColumn(id: "age", title: "open", alignment: .right, minimum: 6, ideal: 6, priority: 60),
    TableColumn(id: "rep", title: "rep", minimum: 8, ideal: 20, priority: 75),
    TableColumn(id: "account", title: "account", minimum: 10, ideal: 24, priority: 50),
    TableColumn(id: "team", title: "team", minimum: 6, ideal: 14, priority: 20),
    TableColumn(id: "touches", title: "touches", alignment: .right, minimum: 7, ideal: 7, priority: 40),
    TableColumn(id: "reason", title: "why", minimum: 16, ideal: 60, priority: 85),
  ]

  private static let leads = [
    TableColumn(id: "name", title: "lead", minimum: 14, ideal: 34, priority: 100),
    TableColumn(id: "source", title: "source", minimum: 8, ideal: 16, priority: 70),
    TableColumn(id: "rep", title: "rep", minimum: 8, ideal: 20, priority: 80),
    TableColumn(id: "team", title: "team", minimum: 6, ideal: 14, priority: 20),
    TableColumn(id: "created", title: "came", minimum: 11, ideal: 17, priority: 60),
    TableColumn(id: "waited", title: "waited", alignment: .right, minimum: 8, ideal: 8, priority: 75),
    TableColumn(id: "late", title: "late by", alignment: .right, minimum: 9, ideal: 9, priority: 90),
    TableColumn(id: "reason", title: "why", minimum: 16, ideal: 60, priority: 85),
  ]

  static func cells(_ row: OpportunityRow, _ snapshot: Snapshot) -> [TableCell] {
    let isQuiet = (row.idleDays ?? 0) > 14 && row.status == .open
    return [
      TableCell(row.name.isEmpty ? row.id : row.name, .strong),
      TableCell(row.amount.map { MoneyText.short($0) } ?? "", .text),
      TableCell(row.stage.isEmpty ? Self.status(row.status) : row.stage),
      TableCell(row.idleDays.map(Durations.days) ?? "", isQuiet ? .breaching : .text),
      TableCell(row.ageDays.map(Durations.days) ?? "", .text),
      TableCell(row.rep.isEmpty ? "no owner" : row.rep, row.rep.isEmpty ? .dim : .text),
      TableCell(row.account, .dim),
      TableCell(row.team, .dim),
      TableCell(Numbers.whole(row.touches), .dim),
      TableCell(row.reason, .dim),
    ]
  }

  static func cells(_ row: LeadRow, _ snapshot: Snapshot) -> [TableCell] {
    let isAnswered = row.firstResponseAt.happened
    let isLate = row.secondsLeft < 0
    return [
      TableCell(row.name.isEmpty ? row.id : row.name, .strong),
      TableCell(row.source),
      TableCell(row.rep.isEmpty ? "no owner" : row.rep, row.rep.isEmpty ? .dim : .text),
      TableCell(row.team, .dim),
      TableCell(Dates.moment(row.createdAt, snapshot, precision: snapshot.facts.leadPrecision), .dim),
      TableCell(Durations.short(Double(row.businessSeconds)), isAnswered ? .text : .strong),
      TableCell(isLate ? Durations.clock(-row.secondsLeft) : "", .breaching),
      TableCell(row.reason, .dim),
    ]
  }

  static func status(_ outcome: Outcome) -> String {
    switch outcome {
    case .open: "open"
    case .won: "won"
    case .lost: "lost"
    }
  }
}
