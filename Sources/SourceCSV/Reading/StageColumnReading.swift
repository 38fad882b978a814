import Domain
import Ingest

/// Reads the stage history out of a file of opportunities that has one date column per stage.
///
/// Broken rows are not told of again: the opportunities of the same file did.
struct StageColumnReading {
  let name: String
  let plan: ReadingPlan
  private var reader: RecordReader
  private var ids = TextCells()
  private var stages = TextCells()
  private var entered: [Instant] = []
  private var lines: [Int32] = []
  private var rejects: [Reject] = []
  private var times: [TimeReader]

  /// Nil if the plan has no such columns.
  init?(name: String, file: ByteFile, plan: ReadingPlan, local: LocalTime) throws(SystemProblem) {
    guard !plan.mapping.stageColumns.isEmpty else { return nil }
    self.name = name
    self.plan = plan
    times = plan.mapping.stageColumns.map { stage in
      TimeReader(
        order: plan.dateOrders[stage.column] ?? .dayFirst, wholeDays: plan.wholeDays.contains(stage.column),
        local: local)
    }
    reader = try RecordReader(file: file, separators: plan.dialect.separators, encoding: plan.dialect.encoding)
    for _ in 0...plan.dialect.recordsBeforeHeader { _ = try reader.next() }
  }

  /// Reads to the end; `deliver` gets each batch and how many bytes of the file are behind it.
  mutating func run(_ deliver: (Batch, Int) throws -> Void) throws {
    guard let id = plan.mapping.rule("opportunity_id")?.columns.first else { return }
    while true {
      switch try reader.next() {
      case .end:
        if !entered.isEmpty || !rejects.isEmpty { try deliver(take(), reader.bytesRead) }
        return
      case .broken: continue
      case .record: addRecord(id)
      }
      if entered.count >= FileReading.batchRows { try deliver(take(), reader.bytesRead) }
    }
  }

  private mutating func addRecord(_ id: Int) {
    guard reader.cells.count >= plan.dialect.headers.count, !reader.cell(id).isEmpty else { return }
    for (index, stage) in plan.mapping.stageColumns.enumerated() {
      let cell = reader.cell(stage.column)
      if cell.isEmpty { continue }
      do throws(TimeProblem) {
        entered.append(try times[index].read(cell.span).instant)
        ids.append(reader.cell(id))
        stages.append(stage.stage)
        lines.append(Int32(clamping: reader.line))
      } catch {
        let problem = CellProblem.time(cell, stage.column, error)
        let header = safeText(plan.dialect.headers[stage.column], limit: 80)
        rejects.append(Reject(origin: name, line: reader.line, column: header, reason: problem.reason))
      }
    }
  }

  private mutating func take() -> Batch {
    let columns: [String: Column] = [
      "opportunity_id": .text(ids.column), "stage": .text(stages.column), "entered_at": .instants(entered),
    ]
    let areDays = plan.mapping.stageColumns.allSatisfy {
      plan.wholeDays.contains($0.column) || plan.emptyColumns.contains($0.column)
    }
    let batch = Batch(
      kind: .stageHistory, count: entered.count, columns: columns, lines: lines, origin: name, rejects: rejects,
      dayPrecision: areDays ? ["entered_at"] : [])
    ids.empty()
    stages.empty()
    entered.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    rejects.removeAll(keepingCapacity: true)
    return batch
  }
}
