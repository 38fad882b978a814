import Domain

/// Recorded changes of single fields of opportunities, as far as a source tells of them.
struct FieldHistory: Sendable {
  enum Field: Sendable {
    case amount, expectedClose

    init?(_ field: ChangedField) {
      switch field {
      case .amount: self = .amount
      case .expectedCloseOn: self = .expectedClose
      default: return nil
      }
    }
  }

  struct Entry: Sendable {
    var row: Int32
    var field: Field
    var at: Instant
    /// Hundredths or seconds; ``Money/none`` or the seconds of ``Instant/never`` where there was nothing.
    var old: Int64
    var new: Int64
  }

  /// In the order of time.
  private let entries: [Entry]
  /// Fields that anything is known about: without, nobody can tell whether they changed.
  let fields: Set<Field>

  /// - Parameter fields: those that could be seen changing, whether or not they did.
  init(_ entries: [Entry], fields: Set<Field>) {
    let order = RowOrder.ascending(entries.map(\.at.seconds))
    self.entries = order.map { entries[Int($0)] }
    self.fields = fields
  }

  /// What a data set recorded within a stretch of time; nil where it never saw a row a second time, so that nothing could
  /// be seen changing.
  init?(_ dataset: Dataset, in window: TimeWindow) {
    let changes = dataset.changes
    guard changes.count > 0 else { return nil }
    var entries: [Entry] = []
    for place in 0..<changes.count where window.contains(changes.at[place]) {
      guard let field = Field(changes.field[place]) else { continue }
      entries.append(
        Entry(
          row: changes.row[place], field: field, at: changes.at[place], old: changes.old[place],
          new: changes.new[place]))
    }
    var fields = Set(entries.map(\.field))
    if dataset.facts.has("opportunities.amount") { fields.insert(.amount) }
    if dataset.facts.has("opportunities.expected_close_on") { fields.insert(.expectedClose) }
    self.init(entries, fields: fields)
  }

  /// What a field was after `from` and is at `to`, of each row for which the two differ.
  func differences(_ field: Field, in window: TimeWindow) -> [Entry] {
    let start = entries.partitioningIndex { $0.at > window.after }
    let end = entries.partitioningIndex { $0.at > window.through }
    var found: [Int32: Entry] = [:]
    for entry in entries[start..<max(start, end)] where entry.field == field {
      found[entry.row, default: entry].new = entry.new
    }
    return found.values.filter { $0.old != $0.new }.sorted { $0.row < $1.row }
  }
}
