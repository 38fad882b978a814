import Cells
import Dashboard
import Domain
import Foundation
import Ingest
import MetricEngine
import Reporting
import Runtime
import Settings
import SourceCSV
import Store
import World

/// Puts the rooms together for each command. The only place that knows them all.
enum Wiring {
  /// The plan of `open`, `report` and `check`: files with a cache of their own, or the durable store.
  static func plan(paths: [String], data: DataOptions, world: World = .live) throws -> Plan {
    let absolute = paths.map(absolutePath)
    let folders = absolute.filter(isFolder)
    let (settings, issues) = try readSettings(data, folders: folders, world: world)
    let zone = try timeZone(data, settings, world)
    let mapping = try mapping(data, settings)
    let place =
      absolute.isEmpty
      ? CacheLocation.durable(file: data.store.map(absolutePath), environment: world.environment)
      : CacheLocation.opened(
        absolutePaths: absolute, storeFile: data.store.map(absolutePath), environment: world.environment)
    if absolute.isEmpty, !FileManager.default.fileExists(atPath: place.store) {
      throw Complaint("the store is empty: dealtop PATH shows files, dealtop import PATH stores them, dealtop demo plays")
    }
    let config = data.config
    return Plan(
      paths: absolute, place: data.ephemeral ? nil : place, settings: settings, issues: issues,
      sources: absolute.isEmpty ? [] : [CSVSource(paths: absolute, mapping: mapping, defaultTimeZone: zone)],
      options: WorkspaceOptions(
        title: title(absolute), asOf: try AsOfArgument.parse(data.asOf, timeZone: zone), timeZone: data.timeZone,
        present: world.now),
      settingsFolder: folders.first, world: world,
      readSettings: {
        let loaded = SettingsLoader(environment: world.environment).load(config: config, folders: folders)
        return (loaded.settings, loaded.issues.map(\.description))
      })
  }

  /// A workspace whose sources are read by the caller.
  static func workspace(paths: [String], data: DataOptions) throws -> Workspace {
    try plan(paths: paths, data: data).workspace()
  }

  /// A workspace that puts files into the durable store.
  static func importer(paths: [String], data: DataOptions) throws -> Workspace {
    let world = World.live
    var plan = try plan(paths: paths, data: data, world: world)
    plan.place = CacheLocation.durable(file: data.store.map(absolutePath), environment: world.environment)
    return try plan.workspace()
  }

  /// Everything that screens and reports show, computed once.
  static func snapshot(
    paths: [String], data: DataOptions, periodDays: Int? = nil, filter: String? = nil
  ) throws -> Snapshot {
    var query = try plan(paths: paths, data: data).query
    if let periodDays { query.period = .days(periodDays) }
    if let filter {
      let (parsed, problems) = FilterParser.parse(filter)
      if let problem = problems.first { throw Complaint("--filter: \(problem)") }
      query.filter = parsed
    }
    return try snapshot(try plan(paths: paths, data: data), query: query)
  }

  /// Reads what is new, then computes.
  static func snapshot(_ plan: Plan, query: Query? = nil) throws -> Snapshot {
    for issue in plan.issues { Output.complain(issue) }
    let workspace = try plan.workspace()
    try readShowingProgress(workspace)
    if let problem = workspace.sourceProblem {
      guard try workspace.hasRows else { throw Complaint(problem) }
      Output.complain(problem)
    }
    let loaded = try workspace.load()
    return SnapshotBuilder.snapshot(
      of: loaded, query: query ?? plan.query, rules: workspace.rules, present: plan.options.present())
  }

  /// What was detected in files, and why.
  static func explanation(paths: [String], data: DataOptions) throws -> String {
    guard !paths.isEmpty else { throw Complaint("--explain needs files: dealtop open --explain PATH") }
    let world = World.live
    let folders = paths.map(absolutePath).filter(isFolder)
    let (settings, _) = try readSettings(data, folders: folders, world: world)
    let source = CSVSource(
      paths: paths.map(absolutePath), mapping: try mapping(data, settings),
      defaultTimeZone: try timeZone(data, settings, world))
    return try source.detect().text
  }

  /// Reads the sources with a line of progress on standard error, if that takes long and somebody watches.
  static func readShowingProgress(_ workspace: Workspace) throws {
    let progress = ProgressLine()
    try workspace.readSources { fraction, origin, rows in
      progress.show(fraction: fraction, origin: origin, rows: rows)
    }
    progress.finish()
  }

  // MARK: - Parts of a plan

  private static func readSettings(
    _ data: DataOptions, folders: [String], world: World
  ) throws -> (Settings, [String]) {
    let loaded = SettingsLoader(environment: world.environment).load(config: data.config, folders: folders)
    if let config = data.config, !FileManager.default.fileExists(atPath: config) {
      throw Complaint("--config: there is no file \(config)")
    }
    return (loaded.settings, loaded.issues.map(\.description))
  }

  private static func timeZone(_ data: DataOptions, _ settings: Settings, _ world: World) throws -> String {
    guard let zone = data.timeZone else { return settings.hours.timeZone ?? world.localTimeZone }
    guard TimeZone(dealtopName: zone) != nil else {
      throw Complaint("--tz: unknown time zone \(zone); expected an IANA name such as Europe/Berlin")
    }
    return zone
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
    return spec.over(settings.mapping)
  }

  private static func title(_ paths: [String]) -> String {
    guard let first = paths.first else { return "store" }
    let name = URL(fileURLWithPath: first).lastPathComponent
    return paths.count > 1 ? "\(name) and \(paths.count - 1) more" : name
  }

  private static func absolutePath(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
