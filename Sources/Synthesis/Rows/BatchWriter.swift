import Domain
import Ingest

/// Collects rows as a typed ``Batch``.
struct BatchWriter: RowWriter {
  private let kind: RecordKind
  private let names: [String]
  private var columns: [Column]
  private var next = 0
  private(set) var count = 0

  init(_ kind: RecordKind) {
    self.kind = kind
    names = RowLayout.columns(of: kind)
    columns = names.map { name in
      switch FieldCatalog.field(kind, name)?.type {
      case .instant: .instants([])
      case .amount: .amounts([])
      case .number: .numbers([])
      case .flag: .flags([])
      case .text, nil: .text(TextColumn())
      }
    }
  }

  mutating func endRow() {
    next = 0
    count += 1
  }

  mutating func text(_ value: String) {
    if case .text(var column) = take() {
      column.append(value)
      put(.text(column))
    }
  }

  mutating func instant(_ value: Instant) {
    if case .instants(var column) = take() {
      column.append(value)
      put(.instants(column))
    }
  }

  mutating func date(_ value: Instant) { instant(value) }

  mutating func amount(_ value: Int64) {
    if case .amounts(var column) = take() {
      column.append(value)
      put(.amounts(column))
    }
  }

  mutating func number(_ value: Int) {
    if case .numbers(var column) = take() {
      column.append(Double(value))
      put(.numbers(column))
    }
  }

  /// Takes the column out of its place, so that appending to it copies nothing.
  private mutating func take() -> Column {
    let column = columns[next]
    columns[next] = .flags([])
    return column
  }

  private mutating func put(_ column: Column) {
    columns[next] = column
    next += 1
  }

  /// The rows so far, as a batch.
  func batch(origin: String, progress: Double) -> Batch {
    var byName: [String: Column] = [:]
    for (name, column) in zip(names, columns) { byName[name] = column }
    return Batch(
      kind: kind, count: count, columns: byName, origin: origin,
      dayPrecision: RowLayout.dates.intersection(names), progress: progress)
  }
}
