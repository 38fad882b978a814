import Domain
import Ingest

/// Puts into words what a file was recognised as.
struct FileReportMaker {
  let file: RecognisedFile
  let mapping: MappingSpec
  let defaultTimeZone: String

  func report() throws(IngestError) -> FileReport {
    switch try FilePlan.of(file, mapping: mapping, defaultTimeZone: defaultTimeZone) {
    case .leftOut(let reason), .undecided(let reason), .unreadable(let reason):
      FileReport(name: file.listed.name, leftOut: reason)
    case .plan(let plan): report(plan)
    }
  }

  private func report(_ plan: ReadingPlan) -> FileReport {
    let headers = plan.dialect.headers
    let used = plan.mapping.usedColumns.union(plan.mapping.stageColumns.map(\.column))
    var report = FileReport(
      name: file.listed.name, kind: plan.mapping.kind, delimiter: plan.dialect.delimiterName,
      encoding: plan.dialect.encoding.rawValue, rows: plan.rows,
      extras: headers.indices.filter { !used.contains($0) }.map { headers[$0] }, notes: plan.mapping.notes,
      unsure: plan.mapping.unsure)
    report.columns = plan.mapping.rules.map { rule in
      ColumnReport(field: rule.field.name, headers: rule.columns.map { headers[$0] }, evidence: rule.evidence)
    }
    report.columns += plan.mapping.stageColumns.map { stage in
      ColumnReport(
        field: "stage_history", headers: [headers[stage.column]], evidence: "when the stage \(stage.stage) was entered")
    }
    report.notes += defaults(plan) + unknownHeaders(headers)
    return report
  }

  /// What is taken for granted where a file of activities says nothing.
  private func defaults(_ plan: ReadingPlan) -> [String] {
    var notes: [String] = []
    let days = plan.dayPrecision.sorted()
    if !days.isEmpty { notes.append("dates without time, read as whole days: \(days.joined(separator: ", "))") }
    if plan.mapping.kind == .activities {
      let absent = ["direction", "automatic", "done"].filter { plan.mapping.rule($0) == nil }
      if !absent.isEmpty {
        notes.append("no column says \(absent.joined(separator: ", ")): rows count as human, outbound and done")
      }
      if plan.mapping.rule("activity_id") == nil { notes.append("rows have no id; one is made from their content") }
    }
    return notes
  }

  /// Headers that the user speaks of and the file does not have.
  private func unknownHeaders(_ headers: [String]) -> [String] {
    guard let told = file.told else { return [] }
    let keys = Set(headers.map(HeaderName.key))
    let spoken = Set(told.columns.keys).union(told.dateOrders.keys).union(told.decimalMarks.keys)
    return spoken.filter { $0 != "*" && !keys.contains(HeaderName.key($0)) }.sorted().map { header in
      let nearest = nearestName(to: header, in: headers).map { ": did you mean \($0)?" } ?? "."
      return "the mapping speaks of a column \(header), which the file does not have\(nearest)"
    }
  }
}
