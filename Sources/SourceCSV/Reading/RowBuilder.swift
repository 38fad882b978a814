import Domain
import Ingest

/// Turns records into the columns of a batch.
struct RowBuilder {
  let plan: ReadingPlan
  let ends: StageEnds
  private let steps: RowSteps
  private var store: CellStore
  /// Readers of date columns, and which one a column has.
  private var times: [TimeReader] = []
  private var timeOfColumn: [Int: Int] = [:]
  private var amounts: [Int: AmountReader] = [:]
  private var activityIDs: ActivityIDs?
  /// Rows in the columns.
  private(set) var count = 0
  private(set) var lines: [Int32] = []
  private(set) var offsets: [Int: Int] = [:]

  // What earlier steps of the same row found.
  private var outcome: Outcome = .open
  private var currency = ""
  private var offset: Int?

  init(_ plan: ReadingPlan, local: LocalTime, ends: StageEnds) {
    self.plan = plan
    self.ends = ends
    steps = RowSteps(plan.mapping, headers: plan.dialect.headers)
    store = steps.store
    for (column, order) in plan.dateOrders {
      timeOfColumn[column] = times.count
      times.append(TimeReader(order: order, wholeDays: plan.wholeDays.contains(column), local: local))
    }
    amounts = plan.marks.mapValues { AmountReader(mark: $0) }
    activityIDs = plan.mapping.kind == .activities ? ActivityIDs(steps) : nil
  }

  /// Adds the row of a record; a row that cannot be read leaves nothing behind.
  mutating func add(_ record: borrowing RecordReader) throws(CellProblem) {
    (outcome, currency, offset) = (.open, "", nil)
    do throws(CellProblem) {
      for step in steps.steps { try fill(step, record) }
    } catch {
      store.cut(to: count)
      throw error
    }
    for extra in steps.extras { store.texts[extra.slot].append(record.cell(extra.column)) }
    count += 1
    lines.append(Int32(clamping: record.line))
    if let offset { offsets[offset, default: 0] += 1 }
  }

  /// Hands over the columns and begins anew.
  mutating func take() -> (columns: [String: Column], extras: [String: TextColumn]) {
    var columns: [String: Column] = [:]
    for step in steps.steps {
      columns[step.field.name] =
        switch step.field.type {
        case .text: .text(store.texts[step.slot].column)
        case .instant: .instants(store.instants[step.slot])
        case .amount: .amounts(store.amounts[step.slot])
        case .number: .numbers(store.numbers[step.slot])
        case .flag: .flags(store.flags[step.slot])
        }
    }
    var extras: [String: TextColumn] = [:]
    for extra in steps.extras { extras[plan.dialect.headers[extra.column]] = store.texts[extra.slot].column }
    store.empty()
    count = 0
    lines.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    return (columns, extras)
  }

  private mutating func fill(_ step: RowStep, _ record: borrowing RecordReader) throws(CellProblem) {
    switch step.action {
    case .text, .lowercased, .joined, .direction, .constant, .currency, .activityID, .status, .stageName, .flags:
      try fillText(step, record)
    case .instant, .onceClosed, .whileOpen: try fillInstant(step, record)
    case .amount: try fillAmount(step, record)
    case .number: try fillNumber(step, record)
    case .flag(let done): try fillFlag(step, record, done)
    case .anyTrue: fillAnyTrue(step, record)
    }
  }

  /// The first cell of a step that is not empty, and its column.
  @inline(__always)
  private func cell(
    _ step: RowStep, _ record: borrowing RecordReader
  ) -> (bytes: UnsafeBufferPointer<UInt8>, column: Int)? {
    for column in step.columns {
      let bytes = record.cell(column)
      if !bytes.isEmpty { return (bytes, column) }
    }
    return nil
  }
}

// MARK: Text

extension RowBuilder {
  private mutating func fillText(_ step: RowStep, _ record: borrowing RecordReader) throws(CellProblem) {
    switch step.action {
    case .joined:
      let parts = step.columns.map { String(decoding: record.cell($0), as: UTF8.self) }
      store.texts[step.slot].append(parts.filter { !$0.isEmpty }.joined(separator: " "))
    case .constant: store.texts[step.slot].append(step.constant)
    case .lowercased: store.texts[step.slot].append(lowercase: cell(step, record)?.bytes)
    case .direction:
      let text = cell(step, record).map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
      store.texts[step.slot].append(StatusWords.direction(text))
    case .status, .stageName, .flags:
      outcome = try outcome(step, record)
      store.texts[step.slot].append(outcome == .won ? "won" : outcome == .lost ? "lost" : "")
    case .currency:
      if let found = cell(step, record) {
        store.texts[step.slot].append(found.bytes)
      } else {
        store.texts[step.slot].append(currency)
      }
    case .activityID:
      if let found = cell(step, record) {
        store.texts[step.slot].append(found.bytes)
      } else {
        store.texts[step.slot].append(activityIDs?.next(store) ?? "")
      }
    default:
      guard let found = cell(step, record) else {
        if step.isRequired { throw .missing(step.field.name, step.columns.first) }
        store.texts[step.slot].append("")
        return
      }
      store.texts[step.slot].append(found.bytes)
    }
  }

  private func outcome(_ step: RowStep, _ record: borrowing RecordReader) throws(CellProblem) -> Outcome {
    guard let found = cell(step, record) else { return .open }
    switch step.action {
    case .stageName: return ends.outcome(found.bytes)
    case .flags:
      let won = record.cell(step.columns[0])
      if try flag(won, step.columns[0], false) { return .won }
      guard step.columns.count > 1 else { return .open }
      return try flag(record.cell(step.columns[1]), step.columns[1], false) ? .lost : .open
    default:
      guard let outcome = ends.outcome(status: found.bytes) else { throw .status(found.bytes, found.column) }
      return outcome
    }
  }

  private func flag(
    _ cell: UnsafeBufferPointer<UInt8>, _ column: Int, _ done: Bool
  ) throws(CellProblem) -> Bool {
    if cell.isEmpty { return false }
    guard let flag = StatusWords.flag(String(decoding: cell, as: UTF8.self), done: done) else {
      throw .flag(cell, column)
    }
    return flag
  }
}

// MARK: Times, numbers, flags

extension RowBuilder {
  private mutating func fillInstant(_ step: RowStep, _ record: borrowing RecordReader) throws(CellProblem) {
    guard let found = cell(step, record), let reader = timeOfColumn[found.column] else {
      if step.isRequired { throw .missing(step.field.name, step.columns.first) }
      store.instants[step.slot].append(.never)
      return
    }
    let read: (instant: Instant, offset: Int?)
    do throws(TimeProblem) { read = try times[reader].read(found.bytes.span) } catch {
      throw .time(found.bytes, found.column, error)
    }
    if offset == nil { offset = read.offset }
    let isHidden: Bool =
      switch step.action {
      case .onceClosed: outcome == .open
      case .whileOpen: outcome != .open
      default: false
      }
    store.instants[step.slot].append(isHidden ? .never : read.instant)
  }

  private mutating func fillAmount(_ step: RowStep, _ record: borrowing RecordReader) throws(CellProblem) {
    guard let found = cell(step, record), let reader = amounts[found.column] else {
      store.amounts[step.slot].append(Money.none)
      return
    }
    do throws(AmountProblem) {
      let read = try reader.read(found.bytes.span)
      if !read.currency.isEmpty { currency = CurrencyMarks.name(found.bytes.span, read.currency) }
      store.amounts[step.slot].append(read.hundredths)
    } catch { throw .amount(found.bytes, found.column, error, reader.mark) }
  }

  private mutating func fillNumber(_ step: RowStep, _ record: borrowing RecordReader) throws(CellProblem) {
    guard let found = cell(step, record), let reader = amounts[found.column] else {
      if step.isRequired { throw .missing(step.field.name, step.columns.first) }
      store.numbers[step.slot].append(.nan)
      return
    }
    do throws(AmountProblem) { store.numbers[step.slot].append(try reader.number(found.bytes.span)) } catch {
      throw .amount(found.bytes, found.column, error, reader.mark)
    }
  }

  private mutating func fillFlag(
    _ step: RowStep, _ record: borrowing RecordReader, _ done: Bool
  ) throws(CellProblem) {
    guard let found = cell(step, record) else {
      store.flags[step.slot].append(-1)
      return
    }
    store.flags[step.slot].append(try flag(found.bytes, found.column, done) ? 1 : 0)
  }

  private mutating func fillAnyTrue(_ step: RowStep, _ record: borrowing RecordReader) {
    let isTrue = step.columns.contains { column in
      StatusWords.flag(String(decoding: record.cell(column), as: UTF8.self)) == true
    }
    store.flags[step.slot].append(isTrue ? 1 : 0)
  }
}
