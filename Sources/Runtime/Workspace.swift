import AlertEngine
import Dashboard
import Domain
import Ingest
import MetricEngine
import Settings
import Store
import World

/// The store, the sources that fill it and the settings that belong to them. Used by one thread or actor at a time.
public final class Workspace {
  /// The rows.
  public let store: Store
  /// Notes and the screen's state.
  let notebook: Notebook
  let sources: [any DataSource]
  let options: WorkspaceOptions
  let world: World
  /// Reads the settings files anew: settings and what is wrong with them.
  let readSettings: @Sendable () -> (Settings, [String])
  /// The folder whose `dealtop.yaml` takes corrections of the user; nil keeps them in memory.
  public let settingsFolder: String?
  var settings: Settings
  private var generation = 0
  private var problems: [SourceID: String] = [:]

  public init(
    store: Store, notebook: Notebook, sources: [any DataSource], settingsFolder: String?, options: WorkspaceOptions,
    world: World, readSettings: @escaping @Sendable () -> (Settings, [String])
  ) {
    self.store = store
    self.notebook = notebook
    self.sources = sources
    self.settingsFolder = settingsFolder
    self.options = options
    self.world = world
    self.readSettings = readSettings
    settings = readSettings().0
  }

  /// The rules in force.
  public var rules: [AlertRule] { settings.rules }

  /// The worst thing that a source said at its last reading.
  public var sourceProblem: String? { problems.values.sorted().first }

  /// True if the store holds anything to show.
  public var hasRows: Bool { get throws(StoreError) { try store.dataVersion > 0 } }

  /// Reads what is new from every source into the store. A source that fails keeps what it brought before.
  /// - Parameter progress: called with 0 to 1, the name of what is read and the rows so far.
  /// - Returns: true if any row changed.
  @discardableResult
  public func readSources(progress: (Double, String, Int) -> Void = { _, _, _ in }) throws(StoreError) -> Bool {
    let before = try store.dataVersion
    for source in sources {
      do {
        try read(source, progress: progress)
        problems[source.id] = nil
      } catch let error as StoreError {
        throw error
      } catch {
        problems[source.id] = "\(error)"
        try store.noteFailure("\(error)", of: source.id, at: world.now())
      }
    }
    return try store.dataVersion != before
  }

  private func read(_ source: any DataSource, progress: (Double, String, Int) -> Void) throws {
    var rows = 0
    let cursor = try store.cursor(of: source.id)
    let new = try source.read(after: cursor) { batch in
      try store.apply(batch, source: source.id, at: world.now())
      rows += batch.count
      progress(batch.progress, batch.origin, rows)
    }
    guard new != cursor else { return }
    try store.finishReading(source.id, cursor: new, at: world.now())
  }

  /// The data set as it is now, with everything that figures depend on.
  public func load() throws(StoreError) -> Loaded {
    let ends = settings.process.last
    let dataset = try store.dataset(AssemblyOptions(wonStages: ends?.won ?? [], lostStages: ends?.lost ?? []))
    let present = Present.resolve(
      choice: options.asOf, configured: settings.asOf, facts: dataset.facts,
      isLive: sources.contains(where: \.isLive), now: options.present())
    generation += 1
    return Loaded(
      title: settings.organisation ?? options.title,
      engine: Engine(dataset: dataset, profile: profile(of: dataset)),
      present: options.isDemo ? Present(fixed: nil, origin: .demo) : present,
      sources: try SourceStatuses.all(in: store, sources: sources, facts: dataset.facts),
      names: FilterNames.byFrequency(in: dataset), generation: generation)
  }

  private func profile(of dataset: Dataset) -> Profile {
    let assumed = ProfileInference.profile(
      dataset, localTimeZone: options.timeZone ?? world.localTimeZone)
    var profile = settings.profile(over: assumed)
    if let zone = options.timeZone { profile.hours.timeZone = zone }
    return profile
  }
}
