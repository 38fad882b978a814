import Domain
import Ingest

/// Gathers the values of one result column of up to so many rows.
final class ColumnBuilder {
  /// Where the values go.
  let sink: CellSink
  private let field: Field
  private let links: Links?
  private let memory: BuiltMemory

  init(_ field: Field, column: Int, rows: Int, links: Links?) {
    self.field = field
    self.links = links
    let kind = CellKind(field, isLink: links != nil)
    memory = BuiltMemory(bytes: rows * kind.stride)
    let state = UnsafeMutablePointer<ColumnState>.allocate(capacity: 1)
    state.initialize(to: ColumnState(links: links?.table))
    if kind == .text { state.pointee.texts.reserve(strings: rows, bytes: 0) }
    let missing =
      kind == .amount ? Money.none : Self.dated.contains(field.name) ? Instant.unknown.seconds : Instant.never.seconds
    sink = CellSink(kind: kind, column: column, limit: rows, values: memory.start, state: state, missing: missing)
  }

  deinit {
    sink.state.deinitialize(count: 1)
    sink.state.deallocate()
  }

  /// Fields that every row has a value of, known or not; where others are empty, nothing happened.
  private static let dated: Set<String> = ["created_at", "entered_at", "occurred_at"]

  /// True once a row had a value.
  var hasValue: Bool { sink.state.pointee.hasValue }

  /// Pointers that led to no row.
  var loose: LoosePointers { sink.state.pointee.loose }

  /// True for a column of pointers.
  var isLink: Bool { sink.kind == .link }

  /// What was gathered of so many rows.
  func column(rows: Int) -> RawColumn {
    switch sink.kind {
    case .text: .text(sink.state.pointee.texts)
    case .name: .names(RawNames(distinct: sink.state.pointee.index.names, codes: memory.series(rows)))
    case .link: .rows(memory.series(rows))
    case .instant: .instants(memory.series(rows))
    case .amount: .amounts(memory.series(rows))
    case .number: .numbers(memory.series(rows))
    case .flag: .flags(memory.series(rows))
    }
  }
}

/// What becomes of the cells of a column.
enum CellKind {
  case text, name, link, instant, amount, number, flag

  init(_ field: Field, isLink: Bool) {
    switch field.type {
    case .text where isLink: self = .link
    case .text where Self.plainTexts.contains(field.name) || Self.wholeTables.contains(field.kind): self = .text
    case .text: self = .name
    case .instant: self = .instant
    case .amount: self = .amount
    case .number: self = .number
    case .flag: self = .flag
    }
  }

  /// Bytes of one value; texts lie elsewhere.
  var stride: Int {
    switch self {
    case .text: 0
    case .name, .link: 4
    case .instant, .amount, .number: 8
    case .flag: 1
    }
  }

  /// Texts of which hardly two are alike.
  private static let plainTexts: Set<String> = [
    "lead_id", "opportunity_id", "activity_id", "name", "company", "email",
  ]
  /// Small tables, read as they are.
  private static let wholeTables: Set<RecordKind> = [.users, .accounts, .targets]
}

/// What a column gathers beside plain values.
struct ColumnState {
  var texts = TextColumn()
  var index = ByteIndex()
  var hasValue = false
  var loose = LoosePointers()
  let links: LinkTable?

  init(links: LinkTable?) { self.links = links }
}

/// Where the cells of a column go: plain memory, filled millions of times without counting references.
struct CellSink {
  fileprivate let kind: CellKind
  fileprivate let column: Int
  fileprivate let limit: Int
  fileprivate let values: UnsafeMutableRawPointer
  fileprivate let state: UnsafeMutablePointer<ColumnState>
  fileprivate let missing: Int64

  /// Takes the cell of a row.
  @inline(__always)
  func take(_ statement: RawStatement, row: Int) {
    switch kind {
    case .text, .name, .link: take(statement.bytes(column), row: row, record: RowTaker.record(of: statement))
    case .instant, .amount: take(statement.isNull(column) ? nil : statement.integer(column), row: row)
    case .number: take(statement.isNull(column) ? .nan : statement.real(column), row: row)
    case .flag: take(flag: statement.isNull(column) ? -1 : statement.integer(column), row: row)
    }
  }

  /// Takes a value that a row had earlier in place of its cell.
  func take(_ value: StoredValue, row: Int, record: Int64) {
    switch (kind, value) {
    case (.text, .text(var text)), (.name, .text(var text)), (.link, .text(var text)):
      text.withUTF8 { take($0, row: row, record: record) }
    case (.text, _), (.name, _), (.link, _):
      take(UnsafeBufferPointer(start: nil, count: 0), row: row, record: record)
    case (.instant, .integer(let number)), (.amount, .integer(let number)): take(number, row: row)
    case (.instant, _), (.amount, _): take(nil, row: row)
    case (.number, .real(let number)): take(number, row: row)
    case (.number, .integer(let number)): take(Double(number), row: row)
    case (.number, _): take(.nan, row: row)
    case (.flag, .integer(let number)): take(flag: number, row: row)
    case (.flag, _): take(flag: -1, row: row)
    }
  }

  @inline(__always)
  private func take(_ text: UnsafeBufferPointer<UInt8>, row: Int, record: @autoclosure () -> Int64) {
    if !text.isEmpty { state.pointee.hasValue = true }
    switch kind {
    case .text: state.pointee.texts.append(utf8: text)
    case .name: put(state.pointee.index.intern(text), row)
    default:
      let link = state.pointee.links?.row(of: text) ?? Links.nothing
      put(link, row)
      if link < Links.nothing { state.pointee.loose.add(record(), text, row: row, link: link) }
    }
  }

  /// True for a row without any of the pointers of a column of pointers.
  @inline(__always)
  func isEmptyLink(_ row: Int) -> Bool {
    values.load(fromByteOffset: row * MemoryLayout<Int32>.stride, as: Int32.self) == Links.nothing
  }

  @inline(__always)
  private func take(_ number: Int64?, row: Int) {
    put(number ?? missing, row)
    if number != nil { state.pointee.hasValue = true }
  }

  @inline(__always)
  private func take(_ number: Double, row: Int) {
    put(number, row)
    if !number.isNaN { state.pointee.hasValue = true }
  }

  @inline(__always)
  private func take(flag: Int64, row: Int) {
    put(Int8(truncatingIfNeeded: flag), row)
    if flag >= 0 { state.pointee.hasValue = true }
  }

  @inline(__always)
  private func put<Value: BitwiseCopyable>(_ value: Value, _ row: Int) {
    precondition(row < limit, "more rows than there can be")
    values.storeBytes(of: value, toByteOffset: row * MemoryLayout<Value>.stride, as: Value.self)
  }
}

/// Memory for the values of one column, filled row by row; pages that no row comes to are never there.
private final class BuiltMemory: SeriesMemory, @unchecked Sendable {
  let start: UnsafeMutableRawPointer

  init(bytes: Int) { start = .allocate(byteCount: max(bytes, 8), alignment: 16) }

  deinit { start.deallocate() }

  func series<Value: BitwiseCopyable & Sendable>(_ rows: Int) -> Series<Value> {
    Series(UnsafeBufferPointer(start: start.bindMemory(to: Value.self, capacity: rows), count: rows), in: self)
  }
}

extension RawColumn {
  /// Adds the rows of the same column of a later part of the table.
  mutating func append(_ other: RawColumn) {
    switch (self, other) {
    case (.text(var mine), .text(let theirs)):
      self = .flags([])
      mine.append(theirs)
      self = .text(mine)
    case (.names(let mine), .names(let theirs)): self = .names(mine.appending(theirs))
    case (.rows(let mine), .rows(let theirs)): self = .rows(mine.joined(with: theirs))
    case (.instants(let mine), .instants(let theirs)): self = .instants(mine.joined(with: theirs))
    case (.amounts(let mine), .amounts(let theirs)): self = .amounts(mine.joined(with: theirs))
    case (.numbers(let mine), .numbers(let theirs)): self = .numbers(mine.joined(with: theirs))
    case (.flags(let mine), .flags(let theirs)): self = .flags(mine.joined(with: theirs))
    default: break
    }
  }
}

extension Series {
  fileprivate func joined(with other: Series) -> Series {
    Series(count: count + other.count) { target in
      withUnsafeBufferPointer { _ = target[..<count].initialize(fromContentsOf: $0) }
      other.withUnsafeBufferPointer { _ = target[count...].initialize(fromContentsOf: $0) }
    }
  }
}

extension RawNames {
  fileprivate func appending(_ other: RawNames) -> RawNames {
    var all = Vocabulary(names: Array(distinct.dropFirst()))
    let theirs = other.distinct.map { all.code(for: $0) }
    return RawNames(distinct: all.names, codes: codes.joined(with: other.spread(theirs)))
  }
}
