import Domain
import MetricEngine

/// A list as CSV, and a row as a line for the clipboard.
enum ListExport {
  static func fileName(_ title: String, _ model: Model) -> String {
    let words = title.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
    return "dealtop-\(String(words))-\(model.asOf.isKnown ? model.asOf.utcDate.iso : "now").csv"
  }

  /// Every column with its full values; times in UTC.
  /// - Parameter countsActivities: false leaves their column empty, where the data has none.
  static func csv(_ page: Page, countsActivities: Bool) -> String {
    page.request.listing.isLeads ? leads(page.leads) : opportunities(page.opportunities, countsActivities)
  }

  /// The selected row as one line.
  static func line(_ state: ListState) -> String? {
    if let row = state.opportunity(at: state.selected) {
      return [row.id, row.name, row.amount.map(MoneyText.full) ?? "", row.stage, row.rep, row.reason]
        .filter { !$0.isEmpty }.joined(separator: "  ")
    }
    if let row = state.lead(at: state.selected) {
      return [row.id, row.name, row.source, row.rep, row.reason].filter { !$0.isEmpty }.joined(separator: "  ")
    }
    return nil
  }

  private static func opportunities(_ rows: [OpportunityRow], _ countsActivities: Bool) -> String {
    let header = [
      "opportunity_id", "name", "account", "rep", "team", "stage", "segment", "source", "status", "amount", "currency",
      "created_at", "closed_at", "age_days", "idle_days", "stage_days", "activities", "reason",
    ]
    guard rows.contains(where: { $0.change != nil }) else {
      return CSVText.table(header, rows.map { fields($0, countsActivities) })
    }
    return CSVText.table(header + ["was", "is"], rows.map { fields($0, countsActivities) + values($0.change) })
  }

  private static func fields(_ row: OpportunityRow, _ countsActivities: Bool) -> [String] {
    [
      row.id, row.name, row.account, row.rep, row.team, row.stage, row.segment, row.source,
      ListColumns.status(row.status), row.amount.map { "\(Double($0.hundredths) / 100)" } ?? "",
      row.amount?.currency ?? "", iso(row.createdAt), iso(row.closedAt), number(row.ageDays), number(row.idleDays),
      number(row.stageDays), countsActivities ? "\(row.touches)" : "", row.reason,
    ]
  }

  /// What was and what is, in a list of what changed.
  private static func values(_ change: ChangeRow?) -> [String] {
    [change?.old, change?.new].map { value in
      switch value {
      case nil: ""
      case .date(let instant): iso(instant)
      case .amount(let money): "\(Double(money.hundredths) / 100)"
      case .stage(let name): name
      }
    }
  }

  private static func leads(_ rows: [LeadRow]) -> String {
    let header = [
      "lead_id", "name", "rep", "team", "source", "segment", "created_at", "first_response_at", "qualified_at",
      "disqualified_at", "wall_seconds", "business_seconds", "business_seconds_left", "reason",
    ]
    return CSVText.table(
      header,
      rows.map { row in
        [
          row.id, row.name, row.rep, row.team, row.source, row.segment, iso(row.createdAt), iso(row.firstResponseAt),
          iso(row.qualifiedAt), iso(row.disqualifiedAt), "\(row.wallSeconds)", "\(row.businessSeconds)",
          "\(row.secondsLeft)", row.reason,
        ]
      })
  }

  /// At most two places: finer than a quarter of an hour is no age of a deal.
  private static func number(_ value: Double?) -> String { value.map { "\(($0 * 100).rounded() / 100)" } ?? "" }

  private static func iso(_ instant: Instant) -> String { instant.isoText ?? "" }
}
