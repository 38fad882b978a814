import Domain

/// Recorded changes of single fields of opportunities, as far as a source tells of them.
struct FieldHistory: Sendable {
  enum Field: Sendable { case amount, expectedClose }

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

  init(_ entries: [Entry]) {
    let order = RowOrder.ascending(entries.map(\.at.seconds))
    self.entries = order.map { entries[Int($0)] }
    fields = Set(entries.map(\.field))
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
