import Domain
import Ingest
import Store

/// A batch written as rows of texts: fields of the catalogue are read by their type, other names are extra columns.
/// Times are `2026-01-05` or `2026-01-05T10:30:00`, UTC. Columns are those that any row names.
func batch(
  _ kind: RecordKind, origin: String = "file.csv", lines: ClosedRange<Int>? = nil, rejects: [Reject] = [],
  dayPrecision: Set<String> = [], offsets: [Int: Int] = [:], _ rows: [[String: String]]
) -> Batch {
  let names = Set(rows.flatMap(\.keys)).sorted()
  var columns: [String: Column] = [:]
  var extras: [String: TextColumn] = [:]
  for name in names {
    let cells = rows.map { $0[name] ?? "" }
    if let field = FieldCatalog.field(kind, name) {
      columns[name] = column(field.type, cells)
    } else {
      extras[name] = TextColumn(cells)
    }
  }
  return Batch(
    kind: kind, count: rows.count, columns: columns, extras: extras, lines: lines?.map(Int32.init) ?? [],
    origin: origin, rejects: rejects, dayPrecision: dayPrecision, offsets: offsets)
}

private func column(_ type: FieldType, _ cells: [String]) -> Column {
  switch type {
  case .text: .text(TextColumn(cells))
  case .instant: .instants(cells.map { $0.isEmpty ? .never : at($0) })
  case .amount: .amounts(cells.map { Int64($0).map { $0 * 100 } ?? Money.none })
  case .number: .numbers(cells.map { Double($0) ?? .nan })
  case .flag: .flags(cells.map { Int8($0) ?? -1 })
  }
}

/// `2026-01-05` or `2026-01-05T10:30:00`, UTC.
func at(_ text: String) -> Instant {
  let parts = text.split { "-T:".contains($0) }.compactMap { Int($0) } + [0, 0, 0]
  let seconds = parts[3] * 3600 + parts[4] * 60 + parts[5]
  return CivilDate(year: parts[0], month: parts[1], day: parts[2]).midnightUTC.adding(Int64(seconds))
}

let csv = SourceID(rawValue: "csv")
/// When the tests import if the time does not matter.
let monday = at("2026-03-02T08:00:00")
let tuesday = at("2026-03-03T08:00:00")

extension Store {
  /// A store in memory that has imported these batches in order, each an hour after the one before.
  static func holding(_ batches: Batch...) throws -> Store {
    let store = try Store.inMemory()
    for (index, batch) in batches.enumerated() {
      try store.apply(batch, source: csv, at: monday.adding(Int64(index) * 3600))
    }
    return store
  }

  /// The text of a stored field by its label; nil if it has no value.
  func value(_ kind: RecordKind, _ id: String, _ label: String) throws -> String? {
    try details(of: kind, id: id).first { $0[0] == label }?[1]
  }
}

extension Dataset {
  /// The name that a row has in a dimension.
  func name(_ dimension: Dimension, _ codes: Series<Code>, _ row: Int = 0) -> String {
    vocabulary(dimension)[codes[row]]
  }
}

/// A small fast generator for property tests, the same on every machine.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
