import Domain
import Ingest

/// Reads files into batches in the order that receivers need.
struct Delivery {
  let files: [RecognisedFile]
  let mapping: MappingSpec
  let defaultTimeZone: String

  /// One pass over a file that delivers rows of one table.
  private struct Job {
    var file: ListedFile
    var plan: ReadingPlan
    var kind: RecordKind
  }

  /// Delivers everything; returns the paths of files that were gone before they could be read.
  /// - Parameter missing: files that were read earlier and are no longer there.
  func run(missing: [String], _ deliver: (Batch) throws -> Void) throws(IngestError) -> Set<String> {
    var gone: Set<String> = []
    let notes = missing.map { (name(of: $0), "the file is gone; its rows stay as last read") }
    try handOver(problems: notes, deliver)
    let jobs = try plan(&gone, deliver)
    let total = max(1, jobs.reduce(0) { $0 + $1.file.stamp.size })
    var done: Int64 = 0
    for job in jobs {
      do {
        try read(job) { batch, bytes in
          var batch = batch
          batch.progress = min(1, Double(done + Int64(bytes)) / Double(total))
          try deliver(batch)
        }
      } catch let problem as SystemProblem {
        gone.insert(job.file.path)
        try handOver(problems: [(job.file.name, problem.words)], deliver)
      } catch { throw wrapped(error) }
      done += job.file.stamp.size
    }
    return gone
  }

  /// Surveys the files and sorts the passes over them.
  private func plan(_ gone: inout Set<String>, _ deliver: (Batch) throws -> Void) throws(IngestError) -> [Job] {
    var jobs: [Job] = []
    for file in files {
      switch try FilePlan.of(file, mapping: mapping, defaultTimeZone: defaultTimeZone) {
      case .plan(let plan):
        jobs.append(Job(file: file.listed, plan: plan, kind: plan.mapping.kind))
        if plan.mapping.kind == .opportunities, !plan.mapping.stageColumns.isEmpty {
          jobs.append(Job(file: file.listed, plan: plan, kind: .stageHistory))
        }
      case .leftOut: continue
      case .undecided(let reason): try handOver(problems: [(file.listed.name, reason)], deliver)
      case .unreadable(let reason):
        gone.insert(file.listed.path)
        try handOver(problems: [(file.listed.name, reason)], deliver)
      }
    }
    let rank = Dictionary(uniqueKeysWithValues: CSVSource.order.enumerated().map { ($1, $0) })
    return jobs.enumerated().sorted {
      (rank[$0.element.kind] ?? 0, $0.offset) < (rank[$1.element.kind] ?? 0, $1.offset)
    }
    .map(\.element)
  }

  private func read(_ job: Job, _ deliver: (Batch, Int) throws -> Void) throws {
    guard let local = LocalTime(identifier: job.plan.timeZone) else { throw FilePlan.noZone(job.plan.timeZone) }
    let file = try ByteFile(path: job.file.path)
    if job.kind == .stageHistory, job.plan.mapping.kind == .opportunities {
      guard var reading = try StageColumnReading(name: job.file.name, file: file, plan: job.plan, local: local) else {
        return
      }
      try reading.run(deliver)
    } else {
      var reading = try FileReading(
        name: job.file.name, file: file, plan: job.plan, local: local, ends: StageEnds(mapping))
      try reading.run(deliver)
    }
  }

  /// Problems of whole files travel as rejects without a line.
  private func handOver(
    problems: [(name: String, reason: String)], _ deliver: (Batch) throws -> Void
  ) throws(IngestError) {
    guard !problems.isEmpty else { return }
    let rejects = problems.map { Reject(origin: $0.name, line: 0, column: "", reason: $0.reason) }
    do {
      try deliver(Batch(kind: .users, count: 0, columns: [:], origin: problems[0].name, rejects: rejects))
    } catch { throw wrapped(error) }
  }

  private func wrapped(_ error: any Error) -> IngestError {
    error as? IngestError ?? IngestError("The rows could not be taken in: \(error)", hint: "Try again.")
  }

  private func name(of path: String) -> String { ListedFile(path: path, stamp: .missing).name }
}

/// How a recognised file is to be read, once all its rows were looked at.
enum FilePlan {
  case plan(ReadingPlan)
  case leftOut(String)
  /// Recognised, but a column that its rows cannot do without is undecided.
  case undecided(String)
  case unreadable(String)

  static func of(
    _ file: RecognisedFile, mapping: MappingSpec, defaultTimeZone: String
  ) throws(IngestError) -> FilePlan {
    switch file.state {
    case .leftOut(let reason): return .leftOut(reason)
    case .unreadable(let reason): return .unreadable(reason)
    case .table(let dialect, let table):
      let zone = file.told?.timeZone ?? defaultTimeZone
      if LocalTime(identifier: zone) == nil { throw noZone(zone) }
      do throws(SystemProblem) {
        let opened = try ByteFile(path: file.listed.path)
        let survey = try FileSurvey.of(opened, dialect, table, ends: StageEnds(mapping))
        let plan = ReadingPlan(
          table, dialect, survey, name: file.listed.name, told: file.told, timeZone: zone)
        return plan.leftOut.isEmpty ? .plan(plan) : .undecided(plan.leftOut)
      } catch { return .unreadable(error.words) }
    }
  }

  static func noZone(_ zone: String) -> IngestError {
    IngestError(
      "There is no time zone named \"\(safeText(zone))\".",
      hint: "Give an IANA name such as Europe/Berlin, or UTC+01:00.")
  }
}
