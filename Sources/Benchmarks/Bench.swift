import Dashboard
import Domain
import Foundation
import MetricEngine
import Reporting
import Runtime
import Settings
import Store
import World

/// The measurements, in the order in which they build on each other.
struct Bench {
  private let files: URL
  private let store: String
  private let runs: Int
  private let peer: Peer?
  private let present: Instant
  private(set) var table = ResultTable()

  /// What our figures are to be of the peer's: warm 1/50, all statistics 1/8, cold 1/5, import 1.5 times its load.
  private enum Bars {
    static let warm = 50.0
    static let stats = 8.0
    static let report = 5.0
    static let load = 1 / 1.5
    static let memory = 700_000_000
  }

  init(files: URL, work: URL, runs: Int, peer: Peer?) throws {
    (self.files, self.runs, self.peer) = (files, runs, peer)
    store = work.appendingPathComponent("store.sqlite").path
    present = World.live.now()
  }

  mutating func run() throws {
    guard let program = MeasuredProgram() else {
      return table.skip("everything", because: "build it first: swift build -c release")
    }
    let imported = try program.run(["import", files.path, "--store", store])
    table.add("import, as a process", [imported.seconds], peer: peer?.loadSeconds, bar: Bars.load)
    try report(program)
    let workspace = try workspace()
    ask(try workspace.load()) { workspace.store.rest() }
    try stream()
  }

  /// Events into the store that was imported. Its rows grow: last of all.
  private mutating func stream() throws {
    let events = try EventStream(path: store)
    _ = try events.single(0)
    table.add("one event more in the data set", try (1...runs).map { try events.single($0) })
    let (batches, rows) = (200, 1000)
    let result = try events.run(batches: batches, rows: rows)
    let rate = Int(Double(batches * rows) / result.seconds)
    table.add("commit of \(rows) events, \(rate) events/s, followed meanwhile", result.commits)
    let slowest = result.commits.sorted()[result.commits.count * 99 / 100]
    table.add("the slowest but one in a hundred of these", [slowest])
    table.add("taking over what came meanwhile", result.follows)
  }

  /// Process start to end of output. The first makes columns and facts, the others start from them.
  private mutating func report(_ program: MeasuredProgram) throws {
    let arguments = ["report", "--store", store, "--format", "json"]
    let first = try program.run(arguments)
    table.add("first report after an import", [first.seconds])
    let others = try (0..<runs).map { _ in try program.run(arguments) }
    table.add("report, as a process", others.map(\.seconds), peer: queries, bar: Bars.report)
    table.add("memory of that process", bytes: others.map(\.bytes).max() ?? 0, bar: Bars.memory)
  }

  /// What keys cost while the dashboard runs.
  /// - Parameter rest: lets go of memory as the program does between questions.
  private mutating func ask(_ loaded: Loaded, rest: () -> Void) {
    _ = snapshot(loaded, Query(asOf: .never))
    loaded.facts?.keep()
    let sets = [
      ("everything on screen, new filter", Questions.filters(loaded.engine.dataset)),
      ("everything on screen, new period", Questions.periods),
    ]
    for (what, questions) in sets {
      let seconds = questions.map { question in stopwatch { _ = snapshot(loaded, question) } }
      table.add("\(what) (\(questions.count))", seconds, peer: queries, bar: Bars.warm)
    }
    table.add("memory after these", bytes: Machine.resident, bar: Bars.memory)
    apply(loaded, rest: rest)
    askStatistics(loaded)
  }

  /// Single events in memory, with the snapshot that the screen is drawn from after each. As in the program, pages of
  /// files that were looked at are let go of now and then.
  private mutating func apply(_ loaded: Loaded, rest: () -> Void) {
    guard var (figures, shown) = ready(loaded, rest: rest) else { return }
    var events = SingleEvents(loaded.engine.dataset, asOf: shown.readings.query.asOf)
    // The screen still holds the last one.
    var drawn = shown
    func take(_ delta: DatasetDelta) {
      drawn = shown
      figures.apply(delta)
      shown.take(news: &figures)
    }
    var most = 0
    let timed = (0..<20).flatMap { _ in
      let some = events.time(250, take)
      most = max(most, Machine.resident)
      rest()
      return some
    }
    addTimes(timed)
    table.add("memory meanwhile, at most", bytes: most, bar: Bars.memory)
    for kind in [SingleEvents.Kind.late, .removal] {
      table.add("  more of these: \(kind.rawValue) (200)", (0..<200).map { _ in events.time(kind, take) })
    }
    rest()
    withExtendedLifetime(drawn) {}
  }

  /// The figures that single events are applied to, with the snapshot that shows them.
  private mutating func ready(_ loaded: Loaded, rest: () -> Void) -> (LiveFigures, Snapshot)? {
    var shown = snapshot(loaded, Query(asOf: .never))
    var live: LiveFigures?
    var most = 0
    func restFromMemory() {
      most = max(most, Machine.resident)
      rest()
    }
    rest()
    let seconds = stopwatch {
      live = LiveFigures(
        loaded.engine, shown.readings.query, answering: shown.requests, between: restFromMemory)
      if var figures = live.take() {
        shown.take(news: &figures)
        live = figures
      }
      restFromMemory()
    }
    table.add("readying figures for single events", [seconds])
    table.add("memory meanwhile, at most", bytes: most, bar: Bars.memory)
    return live.map { ($0, shown) }
  }

  private mutating func addTimes(_ timed: [(kind: SingleEvents.Kind, seconds: Double)]) {
    let seconds = timed.map(\.seconds).sorted()
    table.add("one event, every figure fresh (\(seconds.count))", seconds)
    table.add("the slowest but one in a hundred of these", [seconds[seconds.count * 99 / 100]], limit: 0.001)
    for (kind, _) in SingleEvents.Kind.mix {
      let own = timed.filter { $0.kind == kind }.map(\.seconds)
      table.add("  \(kind.rawValue) (\(own.count))", own)
    }
  }

  /// All statistics with all breakdowns: of rows that nobody has asked about, then of the same rows over other periods.
  private mutating func askStatistics(_ loaded: Loaded) {
    // The filters are so many that the engine has forgotten all rows together.
    let filters = Questions.filters(loaded.engine.dataset)
    for (what, questions) in [
      ("all statistics, new filter", filters), ("all statistics of all rows, anew", [Query(asOf: .never)]),
      ("all statistics, new period", Questions.periods),
    ] {
      let seconds = questions.map { question in
        let query = loaded.resolve(question, present: present)
        return stopwatch { _ = loaded.engine.stats(query) }
      }
      table.add("\(what) (\(questions.count))", seconds, peer: queries, bar: Bars.stats)
    }
  }

  private var queries: Double? { peer.map { $0.queriesMilliseconds / 1000 } }

  private func workspace() throws -> Workspace {
    let settings = SettingsLoader(environment: [:]).load(folders: [files.path]).settings
    let present = present
    return Workspace(
      storage: try Storage.durable(path: store), sources: [], corrections: .memory,
      options: WorkspaceOptions(title: "benchmarks", asOf: .automatic, timeZone: nil, present: { present }),
      world: .live, readSettings: { (settings, []) })
  }

  private func snapshot(_ loaded: Loaded, _ query: Query) -> Snapshot {
    SnapshotBuilder.snapshot(of: loaded, query: query, rules: Settings().rules, present: present)
  }
}
