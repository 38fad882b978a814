import Domain
import Ingest

/// What points to leads and opportunities that are not there, or not any more: found again when these come.
struct LooseEnds: Sendable {
  /// What points where.
  enum Pointer: CaseIterable, Sendable {
    case leadToOpportunity, opportunityToLead, visit, activityToOpportunity, activityToLead, activityToNothing

    /// The table of the rows that point.
    var kind: RecordKind {
      switch self {
      case .leadToOpportunity: .leads
      case .opportunityToLead: .opportunities
      case .visit: .stageHistory
      case .activityToOpportunity, .activityToLead, .activityToNothing: .activities
      }
    }

    /// True if it points to a lead.
    var isToLead: Bool { self == .opportunityToLead || self == .activityToLead }

    /// True if the rows are sought by what they point to; stage entries are found by their opportunity anyway.
    var isSought: Bool { self != .visit && self != .activityToNothing }
  }

  /// In place of a field: rows that have no pointer at all.
  static let withoutPointer = ""
  private var pointers: [Pointer: LoosePointers] = [:]

  subscript(pointer: Pointer) -> LoosePointers {
    get { pointers[pointer] ?? LoosePointers() }
    set { pointers[pointer] = newValue.counted.isEmpty ? nil : newValue }
  }

  /// False if there were too many to keep them all.
  var areAllKnown: Bool { pointers.values.allSatisfy(\.areAllKnown) }

  /// Rows that point to nothing that was ever there, by table.
  var orphans: [String: Int] {
    var counts: [String: Int] = [:]
    for (pointer, list) in pointers where list.orphans > 0 { counts[pointer.kind.rawValue, default: 0] += list.orphans }
    return counts
  }
}

/// Pointers of one kind that lead to no row.
struct LoosePointers: Sendable {
  /// Beyond so many they are only counted.
  private static let limit = 1 << 20

  /// Numbers of the rows that point.
  private(set) var records: Series<Int64> = []
  /// Identifiers that they point to.
  private(set) var ids = TextColumn()
  /// 1 where the row belongs to nothing and is counted for it.
  private(set) var counted: Series<UInt8> = []
  /// The rows in the table as read; empty once read back.
  private(set) var rows: Series<Int32> = []

  init() {}

  /// Those of a column that lead nowhere.
  /// - Parameters:
  ///   - records: number of each row.
  ///   - links: where each row's pointer leads, as ``Links`` says.
  init(_ records: Series<Int64>, _ pointers: TextColumn, _ links: Series<Int32>) {
    for (row, link) in links.enumerated() where link < Links.nothing {
      pointers.bytes.withUnsafeBufferPointer { bytes in
        add(records[row], UnsafeBufferPointer(rebasing: bytes[pointers.range(row)]), row: row, link: link)
      }
    }
  }

  /// False if there were too many to keep them all.
  var areAllKnown: Bool { records.count == counted.count }

  /// Rows counted.
  var orphans: Int { counted.count { $0 == 1 } }

  @inline(never)
  mutating func add(_ record: Int64, _ id: UnsafeBufferPointer<UInt8>, row: Int, link: Int32) {
    counted.append(link == Links.nowhere || id.isEmpty ? 1 : 0)
    rows.append(Int32(row))
    guard records.count < Self.limit else { return }
    records.append(record)
    ids.append(utf8: id)
  }

  /// Decides anew which rows are counted.
  mutating func count(_ isCounted: (Int) -> Bool) {
    counted = Series(rows.map { isCounted(Int($0)) ? 1 : 0 })
  }

  /// Adds those of a later part of the same table.
  /// - Parameter before: rows of the parts before.
  mutating func append(_ other: LoosePointers, before: Int) {
    records.append(contentsOf: other.records)
    ids.append(other.ids)
    counted.append(contentsOf: other.counted)
    for row in other.rows { rows.append(row + Int32(before)) }
  }

  /// Those that are kept when what some rows point to, or the rows themselves, are looked at anew, and the new ones.
  func replacing(records gone: Set<Int64>, ids touched: KeyIndex, with new: LoosePointers) -> LoosePointers {
    var kept = LoosePointers()
    ids.bytes.withUnsafeBufferPointer { bytes in
      for (entry, record) in records.enumerated() where !gone.contains(record) {
        let id = UnsafeBufferPointer(rebasing: bytes[ids.range(entry)])
        guard touched.table.row(of: id) < 0 else { continue }
        kept.records.append(record)
        kept.ids.append(utf8: id)
        kept.counted.append(counted[entry])
      }
    }
    kept.records.append(contentsOf: new.records)
    kept.ids.append(new.ids)
    kept.counted.append(contentsOf: new.counted)
    return kept
  }

  /// What some rows point to.
  func ids(pointedToBy rows: Set<Int64>) -> TextColumn {
    ids.gathered(Series(records.indices.filter { rows.contains(records[$0]) }.map(Int32.init)))
  }

  /// Numbers of the rows that point to any of these.
  func records(pointingTo wanted: KeyIndex) -> [Int64] {
    ids.bytes.withUnsafeBufferPointer { bytes in
      records.indices.filter { wanted.table.row(of: UnsafeBufferPointer(rebasing: bytes[ids.range($0)])) >= 0 }
        .map { records[$0] }
    }
  }
}

extension LooseEnds: SeriesVisitable {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    for pointer in Pointer.allCases {
      var list = self[pointer]
      try list.visitSeries(with: &visitor)
      self[pointer] = list
    }
  }
}

extension LoosePointers: SeriesVisitable {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&records)
    try visitor.visit(&ids)
    try visitor.visit(&counted)
    guard records.count == ids.count, records.count <= counted.count else { throw .unusable }
  }
}
