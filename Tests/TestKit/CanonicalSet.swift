import Domain
import Foundation

/// A canonical set of CSV files as the tests need it: read plainly and whole, unquoted, times as
/// `2026-06-30T18:00:00Z`. Not how the program reads files.
public struct CanonicalSet: Sendable {
  /// The rows.
  public let dataset: Dataset
  /// Process and working hours of config.json.
  public let profile: Profile
  /// The instant the set speaks of.
  public let asOf: Instant

  /// The set in `folder`: leads, opportunities, stage_history and activities as CSV, and config.json.
  /// With `through`, only what was dated by then, as if the files had been written at that instant.
  public init(folder: URL, through: Instant? = nil) throws {
    let config = try JSONDecoder().decode(Config.self, from: Data(contentsOf: folder.appending(path: "config.json")))
    var loader = Loader(folder: folder, limit: through ?? .never)
    try loader.load()
    dataset = loader.dataset
    profile = config.profile
    asOf = through ?? CanonicalTime.instant(Array(config.as_of.utf8)[...])
  }
}

/// What a canonical config.json says.
private struct Config: Decodable {
  struct Business: Decodable {
    let tz: String
    let weekdays: [Int]
    let open: String
    let close: String
    let holidays: [String]
  }
  let as_of: String
  let stages: [String]
  let won_stage: String
  let lost_stage: String
  let business: Business

  var profile: Profile {
    func numbers(_ text: String, _ separator: Character) -> [Int] {
      text.split(separator: separator).compactMap { Int($0) }
    }
    func minutes(_ text: String) -> Int { numbers(text, ":").reduce(0) { $0 * 60 + $1 } }
    let hours = BusinessHours(
      timeZone: business.tz, weekdays: business.weekdays, opensAt: minutes(business.open),
      closesAt: minutes(business.close),
      holidays: business.holidays.map { numbers($0, "-") }.map { CivilDate(year: $0[0], month: $0[1], day: $0[2]) },
      assumed: false)
    return Profile(
      process: SalesProcess(stages: stages, won: [won_stage], lost: [lost_stage], assumed: false), hours: hours)
  }
}

/// Times of the canonical form.
private enum CanonicalTime {
  /// `2026-06-30T18:00:00Z`; empty is `never`, anything else that does not fit too.
  static func instant(_ cell: ArraySlice<UInt8>) -> Instant {
    guard cell.count == 20 else { return .never }
    func number(_ from: Int, _ digits: Int) -> Int {
      cell[(cell.startIndex + from)..<(cell.startIndex + from + digits)].reduce(0) { $0 * 10 + Int($1) - 48 }
    }
    let date = CivilDate(year: number(0, 4), month: number(5, 2), day: number(8, 2))
    return date.midnightUTC.adding(Int64(number(11, 2) * 3600 + number(14, 2) * 60 + number(17, 2)))
  }
}

/// One CSV file: cells by row and column name.
private struct Sheet {
  private let bytes: [UInt8]
  private var lines: [Range<Int>] = []
  private(set) var columns: [String: Int] = [:]

  init(_ url: URL) throws {
    bytes = Array(try Data(contentsOf: url))
    var start = 0
    for index in bytes.indices where bytes[index] == 10 {
      if index > start { lines.append(start..<index) }
      start = index + 1
    }
    if start < bytes.count { lines.append(start..<bytes.count) }
    guard !lines.isEmpty else { return }
    for (index, cell) in cells(lines.removeFirst()).enumerated() {
      columns[String(decoding: cell, as: UTF8.self)] = index
    }
  }

  var rows: Int { lines.count }

  func row(_ index: Int) -> Row { Row(cells: cells(lines[index]), columns: columns) }

  private func cells(_ line: Range<Int>) -> [ArraySlice<UInt8>] {
    bytes[line].split(separator: 44, omittingEmptySubsequences: false)
  }
}

private struct Row {
  let cells: [ArraySlice<UInt8>]
  let columns: [String: Int]

  func cell(_ name: String) -> ArraySlice<UInt8> { columns[name].map { cells[$0] } ?? [] }
  func text(_ name: String) -> String { String(decoding: cell(name), as: UTF8.self) }
}

/// Fills a data set table by table.
private struct Loader {
  let folder: URL
  /// Later times count as not happened; rows that begin later are left out.
  let limit: Instant
  var dataset = Dataset()
  private var leadRows: [String: Int32] = [:]
  private var opportunityRows: [String: Int32] = [:]

  init(folder: URL, limit: Instant) {
    self.folder = folder
    self.limit = limit
    for dimension in Domain.Dimension.allCases { dataset.vocabularies[dimension] = Vocabulary() }
  }

  mutating func load() throws {
    try loadLeads()
    try loadOpportunities()
    try loadVisits()
    try loadActivities()
  }

  private func sheet(_ name: String) throws -> Sheet { try Sheet(folder.appending(path: "\(name).csv")) }

  private mutating func time(_ row: Row, _ table: String, _ name: String) -> Instant {
    let instant = CanonicalTime.instant(row.cell(name))
    guard instant.isKnown, instant <= limit else { return .never }
    dataset.facts.presentFields.insert("\(table).\(name)")
    dataset.facts.newestEvent = max(dataset.facts.newestEvent, instant)
    dataset.facts.oldestEvent = min(dataset.facts.oldestEvent, instant)
    return instant
  }

  private mutating func code(_ row: Row, _ dimension: Domain.Dimension, _ table: String) -> Code {
    let text = row.text(dimension.rawValue)
    if !text.isEmpty { dataset.facts.presentFields.insert("\(table).\(dimension.rawValue)") }
    return dataset.vocabularies[dimension, default: Vocabulary()].code(for: text)
  }

  private mutating func loadLeads() throws {
    let sheet = try sheet("leads")
    for index in 0..<sheet.rows {
      let row = sheet.row(index)
      let created = time(row, "leads", "created_at")
      guard created.happened else { continue }
      leadRows[row.text("lead_id")] = Int32(dataset.leads.count)
      dataset.leads.ids.append(row.text("lead_id"))
      dataset.leads.names.append("")
      dataset.leads.createdAt.append(created)
      dataset.leads.assignedAt.append(.never)
      dataset.leads.firstResponseAt.append(time(row, "leads", "first_response_at"))
      dataset.leads.qualifiedAt.append(time(row, "leads", "qualified_at"))
      dataset.leads.disqualifiedAt.append(time(row, "leads", "disqualified_at"))
      dataset.leads.source.append(code(row, .source, "leads"))
      dataset.leads.region.append(code(row, .region, "leads"))
      dataset.leads.segment.append(code(row, .segment, "leads"))
      dataset.leads.team.append(code(row, .team, "leads"))
      dataset.leads.rep.append(code(row, .rep, "leads"))
      dataset.leads.manager.append(0)
      dataset.leads.kind.append(code(row, .kind, "leads"))
      dataset.leads.opportunity.append(-1)
    }
  }

  private mutating func loadOpportunities() throws {
    let sheet = try sheet("opportunities")
    for index in 0..<sheet.rows {
      let row = sheet.row(index)
      let created = time(row, "opportunities", "created_at")
      guard created.happened else { continue }
      opportunityRows[row.text("opportunity_id")] = Int32(dataset.opportunities.count)
      let lead = leadRows[row.text("lead_id")] ?? -1
      if lead >= 0 { dataset.leads.opportunity[Int(lead)] = Int32(dataset.opportunities.count) }
      dataset.opportunities.ids.append(row.text("opportunity_id"))
      dataset.opportunities.names.append("")
      dataset.opportunities.createdAt.append(created)
      dataset.opportunities.closedAt.append(time(row, "opportunities", "closed_at"))
      dataset.opportunities.lead.append(lead)
      appendDetails(row)
    }
  }

  private mutating func appendDetails(_ row: Row) {
    let outcome = row.text("outcome")
    dataset.opportunities.outcome.append(outcome == "won" ? .won : outcome == "lost" ? .lost : .open)
    let amount = Double(row.text("amount"))
    dataset.opportunities.amount.append(amount.map { Int64(($0 * 100).rounded()) } ?? Money.none)
    dataset.opportunities.expectedCloseOn.append(.never)
    dataset.opportunities.nextStepAt.append(.never)
    dataset.opportunities.source.append(code(row, .source, "opportunities"))
    dataset.opportunities.region.append(code(row, .region, "opportunities"))
    dataset.opportunities.segment.append(code(row, .segment, "opportunities"))
    dataset.opportunities.team.append(code(row, .team, "opportunities"))
    dataset.opportunities.rep.append(code(row, .rep, "opportunities"))
    dataset.opportunities.manager.append(0)
    dataset.opportunities.account.append(0)
    dataset.opportunities.currency.append(0)
    dataset.opportunities.pipeline.append(0)
    dataset.opportunities.kind.append(0)
    dataset.opportunities.country.append(0)
    dataset.opportunities.stage.append(0)
    dataset.opportunities.lostReason.append(0)
    for field in ["outcome", "amount"] where !row.cell(field).isEmpty {
      dataset.facts.presentFields.insert("opportunities.\(field)")
    }
  }

  private mutating func loadVisits() throws {
    let sheet = try sheet("stage_history")
    var visits: [(opportunity: Int32, order: Int, stage: Code, at: Instant)] = []
    for index in 0..<sheet.rows {
      let row = sheet.row(index)
      let at = time(row, "stage_history", "entered_at")
      guard at.happened, let opportunity = opportunityRows[row.text("opportunity_id")] else { continue }
      visits.append((opportunity, Int(row.text("seq")) ?? 0, code(row, .stage, "stage_history"), at))
    }
    visits.sort { ($0.opportunity, $0.order) < ($1.opportunity, $1.order) }
    dataset.visits.opportunity = Series(visits.map(\.opportunity))
    dataset.visits.stage = Series(visits.map(\.stage))
    dataset.visits.enteredAt = Series(visits.map(\.at))
    dataset.visits.changedBy = Series(visits.map { _ in 0 })
    dataset.opportunities.visitStarts = Series(starts(visits.map(\.opportunity)))
  }

  private mutating func loadActivities() throws {
    let sheet = try sheet("activities")
    var rows: [(opportunity: Int32, at: Instant, id: String, kind: Code, rep: Code)] = []
    for index in 0..<sheet.rows {
      let row = sheet.row(index)
      let at = time(row, "activities", "occurred_at")
      guard at.happened, let opportunity = opportunityRows[row.text("opportunity_id")] else { continue }
      let kind = dataset.activityKinds.code(for: row.text("kind"))
      rows.append((opportunity, at, row.text("activity_id"), kind, code(row, .rep, "activities")))
    }
    rows.sort { ($0.opportunity, $0.at) < ($1.opportunity, $1.at) }
    for row in rows { dataset.activities.ids.append(row.id) }
    dataset.activities.opportunity = Series(rows.map(\.opportunity))
    dataset.activities.lead = Series(rows.map { _ in -1 })
    dataset.activities.occurredAt = Series(rows.map(\.at))
    dataset.activities.kind = Series(rows.map(\.kind))
    dataset.activities.rep = Series(rows.map(\.rep))
    dataset.activities.traits = Series(rows.map { _ in [] })
    dataset.opportunities.activityStarts = Series(starts(rows.map(\.opportunity)))
  }

  /// Where each opportunity's rows begin, in rows sorted by opportunity.
  private func starts(_ owners: [Int32]) -> [Int32] {
    var starts = Array(repeating: Int32(0), count: dataset.opportunities.count + 1)
    for owner in owners { starts[Int(owner) + 1] += 1 }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    return starts
  }
}
