import Domain

/// Says in plain words what a metric lacks and how to supply it.
enum Needs {
  /// "needs stage history: map a file with opportunity, stage and date".
  static func text(_ fields: [String]) -> String {
    guard !fields.isEmpty else { return "nothing to count in this period and filter" }
    let words = unique(fields.map(name))
    return "needs \(joined(words)): \(joined(unique(fields.map { remedy($0, fields) })))"
  }

  /// Where nothing is missing but rows.
  static let rows = "no data yet"

  /// ``text(_:)``; where files were read that have headers alone, nothing is missing but rows.
  static func text(_ fields: [String], _ snapshot: Snapshot) -> String {
    if snapshot.hasNoRows { return "\(rows): what was read has no rows" }
    let empty = unique(fields.map(table)).filter(snapshot.facts.emptyTables.contains)
    return !empty.isEmpty && fields.allSatisfy { empty.contains(table($0)) } ? noRows(of: empty) : text(fields)
  }

  /// Where a metric has no figures though no field is missing.
  static func text(_ metric: MetricID, _ snapshot: Snapshot) -> String {
    let table = tables[metric] ?? ""
    return snapshot.facts.emptyTables.contains(table) && !snapshot.hasNoRows ? noRows(of: [table]) : text([], snapshot)
  }

  private static func noRows(of tables: [String]) -> String {
    "\(rows): what was read has no \(joined(tables.map { $0.replacing("_", with: " ") }))"
  }

  private static let tables: [MetricID: String] = [
    .leadResponse: "leads", .qualifiedLeads: "leads", .processSteps: "stage_history", .activities: "activities",
    .timeToClose: "opportunities",
  ]

  /// For a narrow line: "needs stage history".
  static func short(_ fields: [String]) -> String {
    fields.isEmpty ? "nothing to count" : "needs \(joined(unique(fields.map(name))))"
  }

  private static func name(_ field: String) -> String {
    if field.hasSuffix("with time of day") { return "the time of day of answers" }
    if let known = names[field] { return known }
    switch table(field) {
    case "stage_history": return "stage history"
    case "activities": return "activities"
    default: return String(field.split(separator: ".").last ?? "").replacing("_", with: " ")
    }
  }

  private static func remedy(_ field: String, _ all: [String]) -> String {
    if field.hasSuffix("with time of day") { return "the data has dates alone" }
    if table(field) == "leads", all.contains("leads.qualified_at") {
      return "map a file with each lead, when it came and when it qualified"
    }
    switch table(field) {
    case "stage_history": return "map a file with opportunity, stage and date"
    case "activities": return "map a file with opportunity, kind and time of each call, mail and meeting"
    case "leads": return "map a file with each lead, when it came and when it was answered"
    case "opportunities": return "map a file with each opportunity, when it was opened and when it was closed"
    default: return "map \(field)"
    }
  }

  private static let names = [
    "leads.created_at": "the time each lead came",
    "leads.first_response_at": "first answers",
    "leads.qualified_at": "when each lead qualified",
    "opportunities.created_at": "opening dates",
    "opportunities.closed_at": "closing dates",
    "opportunities.amount": "amounts",
  ]

  private static func table(_ field: String) -> String { String(field.prefix { $0 != "." }) }

  private static func joined(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func unique(_ words: [String]) -> [String] {
    words.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension Snapshot {
  /// True if nothing was read but headers.
  var hasNoRows: Bool { facts.rowsRead.isEmpty && !facts.newestEvent.isKnown }
}
