import Dashboard
import Domain
import Foundation
import MetricEngine
import Reporting
import Runtime
import Settings
import SourceCSV
import Store
import Synthesis
import World

/// The measurements, in the order in which they build on each other.
struct Bench {
  let folder: URL
  let runs: Int
  private(set) var table = ResultTable()
  private var rows = ""

  init(folder: URL, runs: Int) {
    self.folder = folder
    self.runs = runs
  }

  private var files: URL { folder.appendingPathComponent("files") }
  private var storePath: String { folder.appendingPathComponent("store.sqlite").path }

  mutating func generate(opportunities: Int, seed: UInt64) throws {
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    var handles: [String: FileHandle] = [:]
    var counts: [(file: String, rows: Int)] = []
    let folder = files
    let seconds = try stopwatch {
      counts = try Generator(GenerationOptions(opportunities: opportunities, seed: seed)).run { file, bytes in
        if handles[file] == nil {
          let url = folder.appendingPathComponent(file)
          try Data().write(to: url)
          handles[file] = try FileHandle(forWritingTo: url)
        }
        try handles[file]?.write(contentsOf: Data(bytes))
      }
    }
    rows = "\(counts.reduce(0) { $0 + $1.rows }) rows"
    table.add("generate the files", [seconds], of: rows)
  }

  mutating func importFiles() throws {
    let seconds = try stopwatch { try workspace(reading: true).readSources() }
    table.add("import the files into the store", [seconds], of: rows)
    table.add(
      "look at the files again, nothing new", try repeated { try workspace(reading: true).readSources() }, of: rows)
  }

  /// From opening the store to the text of the report, in this process.
  mutating func reportFromStore() throws {
    table.add("open the store and load all rows", try repeated { _ = try workspace(reading: false).load() }, of: rows)
    let seconds = try repeated {
      let workspace = try workspace(reading: false)
      _ = ReportJSON.document(snapshot(of: try workspace.load(), workspace, Query(asOf: .never))).text()
    }
    table.add("report from the store as JSON", seconds, of: rows)
  }

  /// With everything in memory: what a key press costs.
  mutating func readFigures() throws {
    let workspace = try workspace(reading: false)
    let loaded = try workspace.load()
    let reps = loaded.engine.dataset.vocabulary(.rep).names.dropFirst().prefix(1)
    let queries: [(String, Query)] = [
      ("everything on screen, 28 days", Query(asOf: .never)),
      ("everything on screen, 364 days", Query(asOf: .never, period: .days(364))),
      ("everything on screen, one rep", Query(asOf: .never, filter: Filter(clauses: [.dimension(.rep, Array(reps))]))),
    ]
    for (what, query) in queries {
      table.add(what, repeated { _ = snapshot(of: loaded, workspace, query) }, of: rows)
    }
  }

  /// The program itself, process start to end of output.
  mutating func runProgram() throws {
    let program = Bundle.main.bundleURL.appendingPathComponent("dealtop")
    let what = "dealtop report --store, as a process"
    guard FileManager.default.isExecutableFile(atPath: program.path) else {
      return table.skip(what, because: "build it first: swift build -c release --product dealtop")
    }
    let store = storePath
    let seconds = try repeated {
      let process = Process()
      process.executableURL = program
      process.arguments = ["report", "--store", store, "--format", "json"]
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
    }
    table.add(what, seconds, of: rows)
  }

  // MARK: - Parts

  private func repeated(_ work: () throws -> Void) rethrows -> [Double] {
    try (0..<runs).map { _ in try stopwatch(work) }
  }

  private func workspace(reading: Bool) throws -> Workspace {
    let settings = SettingsLoader(environment: [:]).load(folders: [files.path]).settings
    return Workspace(
      storage: try Storage.durable(path: storePath),
      sources: reading ? [CSVSource(paths: [files.path], mapping: settings.sourceMapping, defaultTimeZone: "UTC")] : [],
      corrections: .memory,
      options: WorkspaceOptions(
        title: "benchmarks", asOf: .automatic, timeZone: nil, present: { GenerationOptions.defaultAsOf }),
      world: .live, readSettings: { (settings, []) })
  }

  private func snapshot(of loaded: Loaded, _ workspace: Workspace, _ query: Query) -> Snapshot {
    SnapshotBuilder.snapshot(of: loaded, query: query, rules: workspace.rules, present: GenerationOptions.defaultAsOf)
  }
}
