import Domain
import MetricEngine

/// A list as a table for a file, and rows as lines for the clipboard.
enum ListExport {
  /// "dealtop-quiet-deals-2026-11-21.csv".
  static func fileName(_ title: String, _ model: Model) -> String {
    let words = title.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
    let day = model.asOf.isKnown ? model.asOf.utcDate.iso : "now"
    return "dealtop-\(String(words))-\(day).\(model.exportFormat.ending)"
  }

  /// Every column with its full values; times in UTC.
  /// - Parameter countsActivities: false leaves their column empty, where the data has none.
  static func table(_ page: Page, countsActivities: Bool) -> ExportTable {
    page.request.listing.isLeads ? leads(page.leads) : opportunities(page.opportunities, countsActivities)
  }

  /// The rows of a page, a line each.
  static func lines(_ page: Page) -> String {
    (page.opportunities.map(line) + page.leads.map(line)).joined(separator: "\n")
  }

  /// The selected row as one line.
  static func line(_ state: ListState) -> String? {
    state.opportunity(at: state.selected).map(line) ?? state.lead(at: state.selected).map(line)
  }

  private static func line(_ row: OpportunityRow) -> String {
    joined([row.id, row.name, row.amount.map(MoneyText.full) ?? "", row.stage, row.rep, row.reason])
  }

  private static func line(_ row: LeadRow) -> String { joined([row.id, row.name, row.source, row.rep, row.reason]) }

  private static func joined(_ parts: [String]) -> String { parts.filter { !$0.isEmpty }.joined(separator: "  ") }

  private static func opportunities(_ rows: [OpportunityRow], _ countsActivities: Bool) -> ExportTable {
    let header = [
      "opportunity_id", "name", "account", "rep", "team", "stage", "segment", "source", "status", "amount", "currency",
      "created_at", "closed_at", "expected_close_on", "next_step_at", "age_days", "idle_days", "stage_days",
      "activities", "reason",
    ]
    guard rows.contains(where: { $0.change != nil }) else {
      return ExportTable(header: header, rows: rows.map { fields($0, countsActivities) })
    }
    return ExportTable(
      header: header + ["was", "is"], rows: rows.map { fields($0, countsActivities) + values($0.change) })
  }

  private static func fields(_ row: OpportunityRow, _ countsActivities: Bool) -> [ExportTable.Value] {
    [
      .init(row.id), .init(row.name), .init(row.account), .init(row.rep), .init(row.team), .init(row.stage),
      .init(row.segment), .init(row.source), .init(ListColumns.status(row.status)), amount(row.amount),
      .init(row.amount?.currency), time(row.createdAt), time(row.closedAt), day(row.expectedCloseOn),
      time(row.nextStepAt), number(row.ageDays), number(row.idleDays), number(row.stageDays),
      countsActivities ? .whole(row.touches) : .nothing, .init(row.reason),
    ]
  }

  /// What was and what is, in a list of what changed.
  private static func values(_ change: ChangeRow?) -> [ExportTable.Value] {
    [change?.old, change?.new].map { value in
      switch value {
      case nil: .nothing
      case .date(let instant): time(instant)
      case .amount(let money): amount(money)
      case .name(let name): .init(name)
      }
    }
  }

  private static func leads(_ rows: [LeadRow]) -> ExportTable {
    let header = [
      "lead_id", "name", "rep", "team", "source", "segment", "created_at", "first_response_at", "qualified_at",
      "disqualified_at", "wall_seconds", "business_seconds", "business_seconds_left", "reason",
    ]
    return ExportTable(header: header, rows: rows.map(fields))
  }

  private static func fields(_ row: LeadRow) -> [ExportTable.Value] {
    [
      .init(row.id), .init(row.name), .init(row.rep), .init(row.team), .init(row.source), .init(row.segment),
      time(row.createdAt), time(row.firstResponseAt), time(row.qualifiedAt), time(row.disqualifiedAt),
      .whole(Int(row.wallSeconds)), .whole(Int(row.businessSeconds)), .whole(Int(row.secondsLeft)), .init(row.reason),
    ]
  }

  private static func amount(_ money: Money?) -> ExportTable.Value { .init(money.map { Double($0.hundredths) / 100 }) }

  /// At most two places: finer than a quarter of an hour is no age of a deal.
  private static func number(_ value: Double?) -> ExportTable.Value { .init(value.map { ($0 * 100).rounded() / 100 }) }

  private static func time(_ instant: Instant) -> ExportTable.Value { .init(instant.isoText) }

  private static func day(_ instant: Instant) -> ExportTable.Value {
    instant.isKnown ? .text(instant.utcDate.iso) : .nothing
  }
}
