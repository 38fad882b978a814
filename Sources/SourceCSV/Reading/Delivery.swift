import Dispatch
import Domain
import Ingest

/// Reads files into batches in the order that receivers need.
///
/// Three threads share the work, so that the receiver, which is the slowest, seldom waits: one surveys the files, one
/// reads the surveyed ones into batches, and the caller's hands the batches over.
struct Delivery: Sendable {
  /// Batches that are read ahead of the receiver.
  private static let batchesAhead = 6
  /// Files that are surveyed ahead of the reading.
  private static let surveysAhead = 64

  let files: [RecognisedFile]
  let mapping: MappingSpec
  let defaultTimeZone: String

  /// One pass over a file that delivers rows of one table.
  private struct Job {
    var file: RecognisedFile
    var kind: RecordKind
    /// The place of the file's plan among the plans.
    var plan: Int
  }

  private enum Parcel: Sendable {
    case batch(Batch)
    /// Nothing follows; files that were gone before they could be read.
    case end(Result<Set<String>, IngestError>)
  }

  /// Delivers everything; returns the paths of files that were gone before they could be read.
  /// - Parameter missing: files that were read earlier and are no longer there.
  func run(missing: [String], _ deliver: (Batch) throws -> Void) throws(IngestError) -> Set<String> {
    for file in files { try FilePlan.checkZone(of: file, defaultTimeZone) }
    let belt = Conveyor<Parcel>(room: Self.batchesAhead)
    let done = DispatchSemaphore(value: 0)
    DispatchQueue.global().async {
      let result = Result { () throws(IngestError) in
        try readAll(missing: missing) { try belt.put(.batch($0)) }
      }
      try? belt.put(.end(result))
      done.signal()
    }
    defer { done.wait() }
    while true {
      switch belt.take() {
      case .end(let result): return try result.get()
      case .batch(let batch):
        do { try deliver(batch) } catch {
          belt.abandon()
          throw wrapped(error)
        }
      }
    }
  }

  private func readAll(
    missing: [String], _ deliver: (Batch) throws -> Void
  ) throws(IngestError) -> Set<String> {
    let notes = missing.map { (name(of: $0), "the file is gone; its rows stay as last read") }
    try handOver(problems: notes, deliver)
    let (tables, jobs) = jobs()
    let surveys = Conveyor<Result<FilePlan, IngestError>>(room: Self.surveysAhead)
    DispatchQueue.global().async { survey(tables, surveys) }
    defer { surveys.abandon() }
    let total = max(1, jobs.reduce(0) { $0 + $1.file.listed.stamp.size })
    var done: Int64 = 0
    var gone: Set<String> = []
    var plans: [FilePlan] = []
    for job in jobs {
      if job.plan == plans.count {
        plans.append(try surveys.take().get())
        if let problem = plans[job.plan].problem { try handOver(problems: [(job.file.listed.name, problem)], deliver) }
        if case .unreadable = plans[job.plan] { gone.insert(job.file.listed.path) }
      }
      do {
        if case .plan(let plan) = plans[job.plan] {
          try read(job, plan) { batch, bytes in
            var batch = batch
            batch.progress = min(1, Double(done + Int64(bytes)) / Double(total))
            try deliver(batch)
          }
        }
      } catch let problem as SystemProblem {
        gone.insert(job.file.listed.path)
        try handOver(problems: [(job.file.listed.name, problem.words)], deliver)
      } catch { throw wrapped(error) }
      done += job.file.listed.stamp.size
    }
    return gone
  }

  /// The passes in the order of delivery, and the files in the order in which the passes first need them.
  private func jobs() -> (tables: [RecognisedFile], jobs: [Job]) {
    var jobs: [Job] = []
    for file in files {
      switch file.state {
      case .table(_, let table):
        jobs.append(Job(file: file, kind: table.kind, plan: 0))
        if table.kind == .opportunities, !table.stageColumns.isEmpty {
          jobs.append(Job(file: file, kind: .stageHistory, plan: 0))
        }
      case .unreadable: jobs.append(Job(file: file, kind: .users, plan: 0))
      case .leftOut: continue
      }
    }
    let rank = Dictionary(uniqueKeysWithValues: CSVSource.order.enumerated().map { ($1, $0) })
    jobs = jobs.enumerated().sorted {
      (rank[$0.element.kind] ?? 0, $0.offset) < (rank[$1.element.kind] ?? 0, $1.offset)
    }
    .map(\.element)
    var places: [String: Int] = [:]
    var tables: [RecognisedFile] = []
    for index in jobs.indices {
      let path = jobs[index].file.listed.path
      if places[path] == nil {
        places[path] = tables.count
        tables.append(jobs[index].file)
      }
      jobs[index].plan = places[path] ?? 0
    }
    return (tables, jobs)
  }

  private func survey(_ tables: [RecognisedFile], _ surveys: Conveyor<Result<FilePlan, IngestError>>) {
    for table in tables {
      let result = Result { () throws(IngestError) in
        try FilePlan.of(table, mapping: mapping, defaultTimeZone: defaultTimeZone)
      }
      do { try surveys.put(result) } catch { return }
    }
  }

  private func read(_ job: Job, _ plan: ReadingPlan, _ deliver: (Batch, Int) throws -> Void) throws {
    guard let local = LocalTime(identifier: plan.timeZone) else { throw FilePlan.noZone(plan.timeZone) }
    let file = try ByteFile(path: job.file.listed.path)
    let name = job.file.listed.name
    if job.kind == .stageHistory, plan.mapping.kind == .opportunities {
      var reading = try StageColumnReading(name: name, file: file, plan: plan, local: local)
      try reading?.run(deliver)
    } else {
      var reading = try FileReading(name: name, file: file, plan: plan, local: local, ends: StageEnds(mapping))
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
