import Domain
import Ingest

/// The texts of a batch, copied once to memory that stays where it is, so that SQLite can read them in place.
final class TextArena {
  private var blocks: [UnsafeMutablePointer<UInt8>] = []

  /// Where a copy of `bytes` lies for as long as the arena lives.
  func keep(_ bytes: [UInt8]) -> UnsafePointer<UInt8> {
    let block = UnsafeMutablePointer<UInt8>.allocate(capacity: max(bytes.count, 1))
    _ = UnsafeMutableBufferPointer(start: block, count: bytes.count).initialize(from: bytes)
    blocks.append(block)
    return UnsafePointer(block)
  }

  deinit { for block in blocks { block.deallocate() } }
}

/// A column of a batch, ready to be bound to statements and compared with what the store holds. Empty cells are NULL.
struct BoundColumn {
  enum Values {
    case text(UnsafePointer<UInt8>, ends: [UInt32])
    case integers([Int64], empty: Int64)
    case numbers([Double])
    case flags([Int8])
  }
  let name: String
  let values: Values

  init(_ name: String, _ column: Column, arena: TextArena) {
    self.name = name
    values =
      switch column {
      case .text(let texts): .text(arena.keep(Array(texts.bytes)), ends: Array(texts.ends))
      case .instants(let instants): .integers(instants.map(\.seconds), empty: Instant.never.seconds)
      case .amounts(let amounts): .integers(amounts, empty: Money.none)
      case .numbers(let numbers): .numbers(numbers)
      case .flags(let flags): .flags(flags)
      }
  }

  /// Binds the cell of `row` to parameter `index`; valid while the arena lives.
  @inline(__always)
  func bind(_ row: Int, to index: Int, of statement: RawStatement) {
    switch values {
    case .text(let start, let ends): statement.bind(index, bytes: Self.bytes(start, ends, row))
    case .integers(let integers, let empty):
      let value = integers[row]
      if value == empty { statement.bindNull(index) } else { statement.bind(index, value) }
    case .numbers(let numbers):
      if numbers[row].isNaN { statement.bindNull(index) } else { statement.bind(index, numbers[row]) }
    case .flags(let flags):
      if flags[row] < 0 { statement.bindNull(index) } else { statement.bind(index, Int64(flags[row])) }
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
    }
  }

  func isEmpty(_ row: Int) -> Bool {
    switch values {
    case .text(let start, let ends): Self.bytes(start, ends, row).isEmpty
    case .integers(let integers, let empty): integers[row] == empty
    case .numbers(let numbers): numbers[row].isNaN
    case .flags(let flags): flags[row] < 0
    }
  }

  @inline(__always)
  private static func bytes(
    _ start: UnsafePointer<UInt8>, _ ends: [UInt32], _ row: Int
  ) -> UnsafeBufferPointer<UInt8> {
    let from = row == 0 ? 0 : Int(ends[row - 1])
    return UnsafeBufferPointer(start: start + from, count: Int(ends[row]) - from)
  }
}
