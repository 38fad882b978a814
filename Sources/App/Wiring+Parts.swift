import ArgumentParser
import Dashboard
import Domain
import Foundation
import Ingest
import Runtime
import Settings
import SourceCSV
import Store
import World

// Parts of plans, and what commands without a screen do with them.
extension Wiring {
  /// Everything that screens and reports show.
  /// - Parameter learner: what knows the levels in force; nil leaves them as they were set.
  static func snapshot(
    _ plan: Plan, of loaded: Loaded, query: Query, since: ChangesSince = ChangesSince(), learner: RuleLearner? = nil
  ) -> Snapshot {
    let present = plan.options.present()
    let rules = learner?.rules(plan.settings.rules, at: loaded.present.fixed ?? present) ?? plan.settings.rules
    return SnapshotBuilder.snapshot(of: loaded, query: query, rules: rules, since: since, present: present)
  }

  /// What knows the levels in force, after it has learned what is due.
  static func learner(_ plan: Plan, _ loaded: Loaded) throws -> RuleLearner? {
    let notebook = try Notebook.open(path: plan.notebookPath)
    guard let learner = alertMemory(plan, notebook)?.learner else { return nil }
    learner.learn(
      plan.settings.rules, from: loaded.engine, at: loaded.present.fixed ?? plan.options.present())
    return learner
  }

  /// Where alerts are remembered: beside the rows of a durable store, which all its users share, or beside the notes
  /// about files. Nil where rows are shown as somebody knew them once: that is no present.
  /// - Parameter actor: who acts; nil is who runs the program.
  static func alertMemory(_ plan: Plan, _ notebook: Notebook, actor: String? = nil) -> AlertMemory? {
    guard plan.options.knownAt == nil else { return nil }
    let actor = actor ?? plan.world.environment["USER"] ?? NSUserName()
    return plan.storage.isCache
      ? notebook.alerts(actor: actor) : AlertMemory(store: plan.storage.store, actor: actor)
  }

  /// What is remembered about alerts, without a look at the rows they are about.
  static func alertMemory(paths: [String], data: DataOptions) throws -> AlertMemory {
    let plan = try plan(paths: paths, data: data)
    guard let memory = alertMemory(plan, try Notebook.open(path: plan.notebookPath)) else { throw nothingRemembered }
    return memory
  }

  /// What to say where `alertMemory` is nil and somebody wants to know what was, or do something.
  static var nothingRemembered: Complaint { Complaint("alerts are not remembered with --known-at: leave it out") }

  /// What is new is read, everything is loaded and ready to be asked.
  static func loaded(_ plan: Plan) throws -> Loaded {
    for issue in plan.issues { Output.complain(issue) }
    let loaded = try loadShowingProgress(plan.workspace(), plan.storage)
    if let notice = plan.storage.notice { Output.complain(notice) }
    return loaded
  }

  /// Reads and loads. A cache that fails or that another program holds is done without.
  private static func loadShowingProgress(_ workspace: Workspace, _ storage: Storage) throws -> Loaded {
    while true {
      do {
        try readShowingProgress(workspace)
        return try workspace.load()
      } catch let error as StoreError {
        guard try storage.replace(after: error) || storage.retreat(from: error) else { throw error }
      }
    }
  }

  /// Reads the sources with a line of progress on standard error, if that takes long and somebody watches.
  static func readShowingProgress(_ workspace: Workspace) throws {
    let progress = ProgressLine()
    defer { progress.finish() }
    try workspace.readSources { fraction, origin, rows in
      progress.show(fraction: fraction, origin: origin, rows: rows)
    }
    guard let problem = workspace.sourceProblem else { return }
    guard try workspace.hasRows else { throw Complaint(problem) }
    Output.complain(problem)
  }

  /// The files as a source, read as settings and flags say.
  static func source(
    _ paths: [String], _ data: DataOptions, _ settings: Settings, _ world: World
  ) throws -> CSVSource {
    CSVSource(
      paths: paths, mapping: try mapping(data, settings),
      defaultTimeZone: data.timeZone ?? settings.hours.timeZone ?? world.localTimeZone)
  }

  private static func mapping(_ data: DataOptions, _ settings: Settings) throws -> MappingSpec {
    var spec = MappingSpec()
    for argument in data.mappings {
      if argument.contains("=") {
        spec = try MappingSpec.parse(argument).over(spec)
      } else {
        let loaded = SettingsLoader(environment: [:]).loadMapping(argument)
        if let issue = loaded.issues.first { throw Complaint(issue.description) }
        spec = loaded.settings.mapping.over(spec)
      }
    }
    return spec.over(settings.sourceMapping)
  }

  static func title(_ paths: [String]) -> String {
    guard let first = paths.first else { return "store" }
    let name = URL(fileURLWithPath: first).lastPathComponent
    return paths.count > 1 ? "\(name) and \(paths.count - 1) more" : name
  }

  static func absolutePath(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  static func requireThere(_ paths: [String]) throws {
    guard let missing = paths.first(where: { !FileManager.default.fileExists(atPath: $0) }) else { return }
    throw Complaint("\(missing) does not exist: give a folder with CSV files or the files themselves")
  }
}
