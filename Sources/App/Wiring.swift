import Domain
import Foundation
import Ingest
import Runtime
import Settings
import SourceCSV
import Store
import World

/// Puts the rooms together for each command. The only place that knows them all.
enum Wiring {
  /// The plan of `open`, `report` and `check`: files with a cache of their own, or the durable store.
  static func plan(paths: [String], data: DataOptions, world: World = .live) throws -> Plan {
    paths.isEmpty ? try storePlan(data, world) : try filesPlan(paths.map(absolutePath), data, world)
  }

  /// Files, with a cache of their own.
  private static func filesPlan(_ paths: [String], _ data: DataOptions, _ world: World) throws -> Plan {
    let place = CacheLocation.opened(
      absolutePaths: paths, storeFile: data.store.map(absolutePath), environment: world.environment)
    let isKept = !data.ephemeral
    if !(isKept && FileManager.default.fileExists(atPath: place.store)) { try requireThere(paths) }
    var plan = try plan(
      storage: isKept ? Storage.cache(path: place.store) : Storage.inMemory(), folders: paths.filter(isFolder), data,
      world)
    plan.notebookPath = isKept ? place.state : nil
    plan.sources = [try source(paths, data, plan.settings, world)]
    plan.options.title = title(paths)
    return plan
  }

  /// The durable store, with the settings of the folders that were imported into it.
  private static func storePlan(_ data: DataOptions, _ world: World) throws -> Plan {
    let place = CacheLocation.durable(file: data.store.map(absolutePath), environment: world.environment)
    guard FileManager.default.fileExists(atPath: place.store) else {
      throw Complaint(
        "there is no store at \(place.store): dealtop PATH shows files, dealtop import PATH stores them, "
          + "dealtop demo plays")
    }
    let storage = try Storage.durable(path: place.store)
    var plan = try plan(storage: storage, folders: [], data, world)
    plan.notebookPath = place.state
    plan.corrections = .store
    return plan
  }

  /// The plan of `import`: files into the durable store.
  static func importPlan(paths: [String], data: DataOptions, world: World = .live) throws -> Plan {
    let paths = paths.map(absolutePath)
    try requireThere(paths)
    let place = CacheLocation.durable(file: data.store.map(absolutePath), environment: world.environment)
    let storage = try Storage.durable(path: place.store)
    var plan = try plan(storage: storage, folders: paths.filter(isFolder), data, world)
    plan.sources = [try source(paths, data, plan.settings, world)]
    return plan
  }

  /// Notes down the settings files of imported folders beside their rows.
  static func keepSettings(of paths: [String], in store: Store) throws {
    var kept = KeptSettings(in: store)
    for folder in paths.map(absolutePath) where isFolder(folder) { kept.remember(folder: folder) }
    try kept.save(in: store)
  }

  /// What was detected in files, and why.
  static func explanation(paths: [String], data: DataOptions, world: World = .live) throws -> [String] {
    let paths = paths.map(absolutePath)
    let loaded = SettingsLoader(environment: world.environment).load(
      config: data.config, folders: paths.filter(isFolder))
    let report = try source(paths, data, loaded.settings, world).detect()
    return report.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private static func plan(
    storage: Storage, folders: [String], _ data: DataOptions, _ world: World
  ) throws -> Plan {
    let config = data.config
    let readSettings: @Sendable () -> (Settings, [String]) = {
      let loaded = SettingsLoader(environment: world.environment).load(config: config, folders: folders)
      let issues = (loaded.issues + KeySettings.keyMap(loaded.settings.keys).issues).map(\.description)
      guard folders.isEmpty else { return (loaded.settings, issues) }
      let kept = KeptSettings(in: storage.store).over(loaded.settings)
      return (kept.settings, issues + kept.issues)
    }
    let (settings, issues) = readSettings()
    let zone = data.timeZone ?? settings.hours.timeZone ?? world.localTimeZone
    return Plan(
      storage: storage, settings: settings, issues: issues, sources: [],
      options: WorkspaceOptions(
        title: "store", asOf: try AsOfArgument.parse(data.asOf, timeZone: zone), timeZone: data.timeZone,
        knownAt: try KnownAtArgument.parse(data.knownAt, timeZone: zone), present: world.now,
        config: config.map(absolutePath)),
      corrections: folders.first.map { .folder($0) } ?? .memory, world: world, readSettings: readSettings)
  }
}
