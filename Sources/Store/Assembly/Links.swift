import Domain
import Ingest

/// Finds the rows that pointers between tables mean.
struct Links: Sendable {
  /// The pointer is empty.
  static let nothing: Int32 = -1
  /// Nothing is where it points to.
  static let nowhere: Int32 = -2
  /// What it points to was deleted.
  static let deleted: Int32 = -3

  private let rows: KeyIndex
  private let gone: KeyIndex

  init(to table: RawTable) {
    rows = KeyIndex(table.texts(TableLayout(table.kind).identity[0]))
    gone = KeyIndex(table.deleted)
  }

  /// Looks pointers up; valid as long as the links.
  var table: LinkTable { LinkTable(rows: rows.table, gone: gone.table) }

  /// The rows that the pointers of a column mean.
  func rows(of pointers: TextColumn) -> Series<Int32> {
    let table = table
    return Series(count: pointers.count) { target in
      pointers.bytes.withUnsafeBufferPointer { bytes in
        Parallel.halves(of: pointers.count) { part in
          for index in part {
            let text = UnsafeBufferPointer(rebasing: bytes[pointers.range(index)])
            target.initializeElement(at: index, to: table.row(of: text))
          }
        }
      }
    }
  }
}

/// A look at ``Links`` without counting references.
struct LinkTable {
  fileprivate let rows: KeyTable
  fileprivate let gone: KeyTable

  /// The row that a pointer means, else one of the negative numbers of ``Links``.
  @inline(__always)
  func row(of pointer: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard !pointer.isEmpty else { return Links.nothing }
    let row = rows.row(of: pointer)
    guard row < 0 else { return row }
    return gone.row(of: pointer) >= 0 ? Links.deleted : Links.nowhere
  }
}

/// The links of the tables that visits and activities point to, by the field that points.
struct LinkSet: Sendable {
  var leads: Links
  var opportunities: Links

  subscript(field: String) -> Links? {
    switch field {
    case "lead_id": leads
    case "opportunity_id": opportunities
    default: nil
    }
  }
}
