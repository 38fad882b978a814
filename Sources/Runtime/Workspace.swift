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
  let storage: Storage
  let sources: [any DataSource]
  let options: WorkspaceOptions
  let world: World
  /// Reads the settings files anew: settings and what is wrong with them.
  let readSettings: @Sendable () -> (Settings, [String])
  /// Where corrections of the user are kept.
  public let corrections: CorrectionPlace
  var settings: Settings
  /// What the settings files said when last taken over, and what they said at the last look where that differs.
  var taken: ReadSettings
  var unconfirmed: ReadSettings?
  /// What the user corrected and no file holds.
  var correction: Profile?
  private var generation = 0
  private var problems: [SourceID: String] = [:]
  /// What ``load()`` last saw; nil at the start and after the storage was replaced.
  private var seen: (version: Int, problems: [SourceID: String])?
  /// True if the data set last loaded took over what changed: the files beside the store are stale until
  /// ``keepColumns()``.
  private(set) var isAheadOfFiles = false
  /// True once rows came, or went, between two loadings.
  private var hasGrown = false
  /// The rows that ``load()`` last gave.
  private var lastOpened: OpenedDataset?

  /// Puts sources to a store; nothing is read yet but the settings.
  public init(
    storage: Storage, sources: [any DataSource], corrections: CorrectionPlace, options: WorkspaceOptions,
    world: World, readSettings: @escaping @Sendable () -> (Settings, [String])
  ) {
    self.storage = storage
    self.sources = sources
    self.corrections = corrections
    self.options = options
    self.world = world
    self.readSettings = readSettings
    taken = ReadSettings(readSettings())
    settings = taken.settings
  }

  /// The rows.
  public var store: Store { storage.store }

  /// The rules in force.
  public var rules: [AlertRule] { settings.rules }

  /// The worst thing that a source said at its last reading.
  public var sourceProblem: String? { problems.values.sorted().first }

  /// True if the store holds anything to show.
  public var hasRows: Bool { get throws(StoreError) { try store.dataVersion > 0 } }

  /// Reads what is new from every source into the store. A source that fails keeps what it brought before.
  /// - Parameter progress: called with 0 to 1, the name of what is read and the rows so far.
  /// - Returns: true if there is anything that ``load()`` has not seen, whoever put it there.
  @discardableResult
  public func readSources(progress: (Double, String, Int) -> Void = { _, _, _ in }) throws(StoreError) -> Bool {
    for source in sources {
      do {
        try read(source, progress: progress)
        problems[source.id] = nil
      } catch let error as StoreError {
        throw error
      } catch {
        try note(ErrorText.line(error), of: source.id)
      }
    }
    guard let seen else { return true }
    return try store.contentVersion != seen.version || problems != seen.problems
  }

  /// Writes a failure down once, however often it comes.
  private func note(_ problem: String, of source: SourceID) throws(StoreError) {
    guard problems[source] != problem else { return }
    problems[source] = problem
    try store.noteFailure(problem, of: source, at: world.now())
  }

  private func read(_ source: any DataSource, progress: (Double, String, Int) -> Void) throws {
    var rows = 0
    // A source wraps what its receiver throws; the store's own word is worth more.
    var refusal: StoreError?
    let cursor = try store.cursor(of: source.id)
    // A cache holds what its files hold: rows taken out of a file go too. A durable store keeps what it has seen.
    let sweeps = storage.isCache && !source.isLive && cursor != nil
    if sweeps { store.beginSweep() }
    defer { store.cancelSweep() }
    let new: Cursor
    do {
      new = try source.read(after: cursor) { batch in
        do { try store.apply(batch, source: source.id, at: world.now()) } catch {
          refusal = error as? StoreError
          throw error
        }
        rows += batch.count
        progress(batch.progress, batch.origin, rows)
      }
    } catch { throw refusal ?? error }
    if sweeps, new != cursor { try store.finishSweep() }
    if new != cursor || problems[source.id] != nil {
      try store.finishReading(source.id, cursor: new, at: world.now())
    }
  }

  /// Goes on with another cache after one that failed, if that can help.
  func recover(from error: StoreError) throws(StoreError) -> Bool {
    guard try storage.replace(after: error) else { return false }
    seen = nil
    lastOpened = nil
    problems = [:]
    return true
  }

  /// The data set as it is now, with everything that figures depend on.
  /// - Parameter evenIfBehind: gives what the last start kept, if there is that, at once and without what has come
  ///   since, so that there is something to see while that is read.
  public func load(evenIfBehind: Bool = false) throws(StoreError) -> Loaded {
    let version = try store.contentVersion
    let opened = try openedForUse(evenIfBehind: evenIfBehind)
    let dataset = opened.dataset
    isAheadOfFiles = opened.isFollowed
    lastOpened = opened
    let present = Present.resolve(
      choice: options.asOf, configured: settings.asOf, facts: dataset.facts,
      isLive: sources.contains(where: \.isLive), now: options.present())
    let statuses = try SourceStatuses.all(in: store, sources: sources, facts: dataset.facts)
    generation += 1
    if let seen, seen.version != version { hasGrown = true }
    seen = opened.isBehind ? nil : (version, problems)
    let start = KeptStart.of(opened, in: store)
    let engine = Engine(dataset: dataset, profile: profile(of: dataset, start))
    return Loaded(
      title: settings.organisation ?? options.title,
      engine: engine,
      present: options.isDemo ? Present(fixed: nil, origin: .demo) : present, sources: statuses,
      names: start.names, links: settings.links, generation: generation,
      identity: identity(opened, engine), facts: keeper(opened, engine, present),
      keepsGrowing: hasGrown || sources.contains(where: \.isLive), isBehind: opened.isBehind)
  }

  /// The rows. Many that took over what changed are written down at once and looked at where they lie: in memory they
  /// would take up hundreds of megabytes beside those that they came from.
  private func openedForUse(evenIfBehind: Bool) throws(StoreError) -> OpenedDataset {
    let opened = try store.opened(assembly, use: evenIfBehind ? .readEvenIfBehind : .readAndWrite)
    guard opened.isFollowed, Loaded.isLarge(opened.dataset) else { return opened }
    lastOpened = nil
    // What it was made of need not lie in memory beside it while it is written.
    store.rest()
    defer { store.rest() }
    guard var kept = store.keepColumns(), kept.key == opened.key else { return opened }
    kept.dataset.facts.rejectedRows = opened.dataset.facts.rejectedRows
    return kept
  }

  /// What the rows now hold that ``load()`` did not give, if that is little; nil if they are to be loaded.
  func news() throws(StoreError) -> DatasetDelta? {
    guard let lastOpened, let delta = try store.delta(since: lastOpened) else { return nil }
    return delta.rows.leads.count + delta.rows.opportunities.count <= Self.mostNews ? delta : nil
  }

  /// More leads and opportunities that changed are sooner loaded than shown one by one.
  private static let mostNews = 2000

  /// Renews what is kept beside the store for the next start. For a quiet while.
  func keepColumns() {
    store.keepColumns()
    isAheadOfFiles = false
  }

  /// See ``Loaded/identity``.
  private func identity(_ opened: OpenedDataset, _ engine: Engine) -> String? {
    guard store.path != nil, !sources.contains(where: \.isLive) else { return nil }
    return opened.key.name + "-" + engine.factsKey.map { String($0, radix: 36) }.joined(separator: "-")
  }

  /// Gives the engine what was kept. Rows that keep arriving, and those of an earlier knowledge, are not worth a file, nor
  /// is an instant that was chosen this once.
  private func keeper(_ opened: OpenedDataset, _ engine: Engine, _ present: Present) -> FactsKeeper? {
    guard store.path != nil, options.knownAt == nil, !sources.contains(where: \.isLive) else { return nil }
    let (fixed, now) = (present.origin == .chosen ? nil : present.fixed, options.present)
    return FactsKeeper(engine: engine, sidecar: store.sidecar("facts", of: opened.key, key: engine.factsKey)) {
      engine.dataset.dated(fixed ?? now())
    }.restored()
  }
}
