import Cells
import Domain
import MetricEngine

/// Lists of what changed: what was and what is stands beside the name.
extension ListColumns {
  static func changed(_ kind: ChangeKind) -> [TableColumn] {
    [
      TableColumn(id: "name", title: ListWords.opportunity, minimum: 14, ideal: 44, priority: 100),
      TableColumn(id: "change", title: ChangeWords.columnTitle(kind), minimum: 12, ideal: 48, priority: 95),
      TableColumn(id: "amount", title: ListWords.amount, alignment: .right, minimum: 9, ideal: 11, priority: 90),
      TableColumn(id: "stage", title: ListWords.stage, minimum: 8, ideal: 20, priority: 60),
      TableColumn(id: "rep", title: ListWords.rep, minimum: 8, ideal: 26, priority: 80),
      TableColumn(id: "account", title: ListWords.account, minimum: 10, ideal: 32, priority: 50),
      TableColumn(id: "team", title: ListWords.team, minimum: 6, ideal: 14, priority: 20),
    ]
  }

  static func changed(_ row: OpportunityRow, _ kind: ChangeKind, _ snapshot: Snapshot) -> [TableCell] {
    [
      TableCell(row.name.isEmpty ? row.id : row.name, .strong),
      TableCell(row.change.map { ChangeWords.change($0, kind, snapshot) } ?? ""),
      TableCell(row.amount.map { MoneyText.short($0) } ?? ""),
      TableCell(row.stage.isEmpty ? status(row.status) : row.stage, .dim),
      TableCell(row.rep.isEmpty ? Words.noOwner : row.rep, row.rep.isEmpty ? .dim : .text),
      TableCell(row.account, .dim), TableCell(row.team, .dim),
    ]
  }
}
