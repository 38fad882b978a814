import Domain
import Ingest

/// The values of a batch, copied once to memory that stays where it is, so that SQLite can read them in place.
final class CellArena {
  private var blocks: [UnsafeMutableRawPointer] = []

  /// Where a copy of `values` lies for as long as the arena lives.
  func keep<Value: BitwiseCopyable>(_ values: some Collection<Value>) -> UnsafePointer<Value> {
    let block = UnsafeMutablePointer<Value>.allocate(capacity: max(values.count, 1))
    _ = UnsafeMutableBufferPointer(start: block, count: values.count).initialize(from: values)
    blocks.append(UnsafeMutableRawPointer(block))
    return UnsafePointer(block)
  }

  deinit { for block in blocks { block.deallocate() } }
}

/// The cells of a column in memory of a ``CellArena``. Nothing but pointers, so that going through them counts no
/// references.
enum CellValues: BitwiseCopyable {
  /// An empty text is an empty cell.
  case text(UnsafePointer<UInt8>, ends: UnsafePointer<UInt32>)
  case integers(UnsafePointer<Int64>, empty: Int64)
  /// NaN is an empty cell.
  case numbers(UnsafePointer<Double>)
  /// Less than nothing is an empty cell.
  case flags(UnsafePointer<Int8>)
  case lines(UnsafePointer<Int32>)
  /// The same in every row.
  case constant(Int64)
}

/// A column of a batch, ready to be given to statements and compared with what the store holds. Empty cells are NULL.
struct BoundColumn {
  let name: String
  let values: CellValues

  init(_ name: String, _ column: Column, arena: CellArena) {
    self.name = name
    values =
      switch column {
      case .text(let texts): .text(arena.keep(texts.bytes), ends: arena.keep(texts.ends))
      case .instants(let instants): .integers(arena.keep(instants.map(\.seconds)), empty: Instant.never.seconds)
      case .amounts(let amounts): .integers(arena.keep(amounts), empty: Money.none)
      case .numbers(let numbers): .numbers(arena.keep(numbers))
      case .flags(let flags): .flags(arena.keep(flags))
      }
  }

  init(_ name: String, _ values: CellValues) {
    self.name = name
    self.values = values
  }

  /// Binds the cell of `row` to parameter `index`; valid while the arena lives.
  func bind(_ row: Int, to index: Int, of statement: RawStatement) {
    switch values {
    case .text(let start, let ends): statement.bind(index, bytes: Self.bytes(start, ends, row))
    default:
      switch value(row) {
      case .integer(let value): statement.bind(index, value)
      case .real(let value): statement.bind(index, value)
      case .null, .text: statement.bindNull(index)
      }
    }
  }

  /// True if the cell of `row` is what result column `index` holds.
  func equals(_ row: Int, column index: Int, of statement: RawStatement) -> Bool {
    switch values {
    case .text(let start, let ends): Self.bytes(start, ends, row).elementsEqual(statement.bytes(index))
    case .integers(let integers, let empty):
      statement.isNull(index) ? integers[row] == empty : integers[row] == statement.integer(index)
    case .numbers(let numbers):
      statement.isNull(index) ? numbers[row].isNaN : numbers[row] == statement.real(index)
    case .flags(let flags):
      statement.isNull(index) ? flags[row] < 0 : Int64(flags[row]) == statement.integer(index)
    case .lines(let lines): Int64(lines[row]) == statement.integer(index)
    case .constant(let constant): constant == statement.integer(index)
    }
  }

  func value(_ row: Int) -> StoredValue {
    switch values {
    case .text(let start, let ends):
      let bytes = Self.bytes(start, ends, row)
      return bytes.isEmpty ? .null : .text(String(decoding: bytes, as: UTF8.self))
    case .integers(let integers, let empty): return integers[row] == empty ? .null : .integer(integers[row])
    case .numbers(let numbers): return numbers[row].isNaN ? .null : .real(numbers[row])
    case .flags(let flags): return flags[row] < 0 ? .null : .integer(Int64(flags[row]))
    case .lines(let lines): return .integer(Int64(lines[row]))
    case .constant(let constant): return .integer(constant)
    }
  }

  func isEmpty(_ row: Int) -> Bool {
    switch values {
    case .text(let start, let ends): Self.bytes(start, ends, row).isEmpty
    case .integers(let integers, let empty): integers[row] == empty
    case .numbers(let numbers): numbers[row].isNaN
    case .flags(let flags): flags[row] < 0
    case .lines, .constant: false
    }
  }

  @inline(__always)
  private static func bytes(
    _ start: UnsafePointer<UInt8>, _ ends: UnsafePointer<UInt32>, _ row: Int
  ) -> UnsafeBufferPointer<UInt8> {
    let from = row == 0 ? 0 : Int(ends[row - 1])
    return UnsafeBufferPointer(start: start + from, count: Int(ends[row]) - from)
  }
}
