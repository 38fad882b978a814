import Domain
import GRDB
import Ingest

/// What fields held before the changes that came to be known later.
struct EarlierValues {
  /// Of known fields.
  var fields: [String: StoredValue] = [:]
  /// Of other columns.
  var attributes: [String: StoredValue] = [:]

  /// The extra columns of a row with these in place of its own.
  func attributes(over json: UnsafeBufferPointer<UInt8>) -> String {
    var all = Attributes.decode(json)
    for (name, value) in attributes {
      if case .text(let text) = value { all[name] = text } else { all[name] = nil }
    }
    return Attributes.encode(all)
  }
}

/// The values of one table's rows as they were known at an instant, where they were others than now.
///
/// A field held what the last version known by then said, else what it held before the first change that came later.
/// A version that was imported after a newer one counts as known in its place in the history.
struct KnownValues {
  private var byRecord: [Int64: EarlierValues] = [:]

  /// - Parameter instant: nil for now.
  init(_ database: Database, _ kind: RecordKind, at instant: Instant?) throws {
    guard let instant else { return }
    let names = Set(FieldCatalog.fields(of: kind).map(\.name))
    let statement = try RawStatement(
      database,
      """
      SELECT record, field, old, new, imported_at <= \(instant.seconds) FROM changes
      WHERE kind = '\(kind.rawValue)' AND (record, field) IN (
        SELECT record, field FROM changes WHERE kind = '\(kind.rawValue)' AND imported_at > \(instant.seconds))
      ORDER BY record, field, changed_at, id
      """)
    var last: (record: Int64, field: String) = (0, "")
    while try statement.step() {
      let (record, field) = (statement.integer(0), statement.text(1))
      let isKnown = statement.integer(4) == 1
      if isKnown {
        set(statement.value(3), of: field, record, isField: names.contains(field))
      } else if last != (record, field) {
        set(statement.value(2), of: field, record, isField: names.contains(field))
      }
      last = (record, field)
    }
  }

  private mutating func set(_ value: StoredValue, of field: String, _ record: Int64, isField: Bool) {
    if isField {
      byRecord[record, default: EarlierValues()].fields[field] = value
    } else {
      byRecord[record, default: EarlierValues()].attributes[field] = value
    }
  }

  /// Nil if the row that the statement stands on, its number first, was known as it is now.
  @inline(__always)
  func values(of statement: RawStatement) -> EarlierValues? {
    byRecord.isEmpty ? nil : byRecord[statement.integer(0)]
  }
}

/// Reads how fields of leads or of opportunities changed.
struct ChangeReader {
  let kind: RecordKind
  private let fields: [String]

  static let opportunities = ChangeReader(
    kind: .opportunities,
    fields: ["amount", "expected_close_on", "next_step_at", "rep", "team", "region", "segment", "stage"])
  static let leads = ChangeReader(kind: .leads, fields: ["rep", "team", "region", "segment"])

  private static let chosen = "\(MemoryRows.table)(?) CROSS JOIN changes ON record = c0"

  /// By record and within each by time, those imported by an instant.
  /// - Parameter records: ascending numbers of the rows to read them of; nil for all.
  func changes(_ database: Database, knownAt: Instant?, of records: [Int64]?) throws -> [RawChange] {
    let names = fields.map { "'\($0)'" }.joined(separator: ",")
    let statement = try RawStatement(
      database,
      """
      SELECT record, field, changed_at, old, new FROM \(records == nil ? "changes" : Self.chosen)
      WHERE kind = '\(kind.rawValue)' AND field IN (\(names)) AND imported_at <= \((knownAt ?? .never).seconds)
      ORDER BY record, changed_at, id
      """)
    let numbers = records.map { MemoryRows(numbers: $0) }
    defer { withExtendedLifetime(numbers) {} }
    if let numbers { statement.bind(1, numbers) }
    var changes: [RawChange] = []
    while try statement.step() {
      changes.append(
        RawChange(
          record: statement.integer(0), field: statement.text(1), at: Instant(statement.integer(2)),
          old: statement.value(3), new: statement.value(4)))
    }
    return changes
  }
}
