import Domain
import Ingest

/// What all rows of a file say about how to read its dates, amounts and stages.
struct FileSurvey {
  var rows = 0
  /// By column.
  var dates: [Int: DateColumnSurvey] = [:]
  var amounts: [Int: AmountColumnSurvey] = [:]
  /// Rows whose stage is named like won or lost.
  var closedStages = 0

  /// Looks at every row of a file.
  static func of(
    _ file: ByteFile, _ dialect: Dialect, _ mapping: TableMapping, ends: StageEnds
  ) throws(SystemProblem) -> FileSurvey {
    var reader = try RecordReader(file: file, separators: dialect.separators, encoding: dialect.encoding)
    for _ in 0...dialect.recordsBeforeHeader { _ = try reader.next() }
    var survey = FileSurvey()
    let plan = Columns(mapping)
    var dates = plan.dates.map { _ in DateColumnSurvey() }
    var amounts = plan.amounts.map { _ in AmountColumnSurvey() }
    reading: while true {
      switch try reader.next() {
      case .end: break reading
      case .broken: continue
      case .record: break
      }
      let count = reader.cells.count
      guard count >= dialect.headers.count else { continue }
      survey.rows += 1
      for (index, column) in plan.dates.enumerated() {
        let cell = reader.cell(column)
        if !cell.isEmpty { dates[index].add(cell.span) }
      }
      for (index, column) in plan.amounts.enumerated() {
        let cell = reader.cell(column)
        if !cell.isEmpty { amounts[index].add(cell.span) }
      }
      if let stage = plan.stage, ends.outcome(reader.cell(stage)) != .open { survey.closedStages += 1 }
    }
    survey.dates = Dictionary(uniqueKeysWithValues: zip(plan.dates, dates))
    survey.amounts = Dictionary(uniqueKeysWithValues: zip(plan.amounts, amounts))
    return survey
  }

  /// The columns to look at.
  private struct Columns {
    var dates: [Int]
    var amounts: [Int]
    var stage: Int?

    init(_ mapping: TableMapping) {
      func columns(_ types: Set<FieldType>) -> Set<Int> {
        Set(mapping.rules.filter { types.contains($0.field.type) }.flatMap(\.columns))
      }
      dates = columns([.instant]).union(mapping.stageColumns.map(\.column)).sorted()
      amounts = columns([.amount, .number]).sorted()
      stage = mapping.rules.first { $0.form == .stageName }?.columns.first
    }
  }
}

/// Which stages are the ends of an opportunity's way; remembers what it was asked.
final class StageEnds {
  private let won: Set<String>
  private let lost: Set<String>
  private var known: [String: Outcome] = [:]

  init(_ mapping: MappingSpec) {
    won = mapping.wonStages
    lost = mapping.lostStages
  }

  /// How an opportunity in this stage stands.
  func outcome(_ stage: UnsafeBufferPointer<UInt8>) -> Outcome {
    if stage.isEmpty { return .open }
    let name = String(decoding: stage, as: UTF8.self)
    if let outcome = known[name] { return outcome }
    let outcome: Outcome =
      won.contains(name) ? .won : lost.contains(name) ? .lost : StatusWords.outcome(stage: name) ?? .open
    // Stages are few; a column that only looks like one must not fill the memory.
    if known.count < 10_000 { known[name] = outcome }
    return outcome
  }

  /// How an opportunity with this status stands; nil for words that say nothing.
  func outcome(status: UnsafeBufferPointer<UInt8>) -> Outcome? {
    let ended = outcome(status)
    return ended != .open || status.isEmpty
      ? ended : StatusWords.outcome(status: String(decoding: status, as: UTF8.self))
  }
}
