import AlertEngine
import Dashboard
import Domain
import Logging
import Notifiers
import Settings
import Store
import World

/// Watches over the data without a screen: reads what is new, judges the rules at their ticks, and tells those who want
/// to hear of it.
public actor Watch {
  private let open: @Sendable () throws -> Workspace
  private let memory: AlertMemory
  private let runner: ProgramRunner
  private let world: World
  private let log: Logger
  private let catchUp: AlertCatchUp
  private var workspace: Workspace?
  private var loaded: Loaded?
  /// What was last said to be wrong; nothing is said twice in a row.
  private var complaint: String?
  /// The last record of alerts that is in the log.
  private var lastRecord: Int64 = 0
  private var couriers: [Task<Void, Never>] = []

  /// A watch that has not begun.
  /// - Parameters:
  ///   - memory: what is remembered of alerts; what is to be told is kept in its store.
  ///   - runner: what runs the programs that tell.
  ///   - open: opens store and sources; called again if it failed.
  public init(
    memory: AlertMemory, runner: ProgramRunner, world: World, log: Logger,
    open: @escaping @Sendable () throws -> Workspace
  ) {
    self.memory = memory
    self.runner = runner
    self.world = world
    self.log = log
    self.open = open
    catchUp = AlertCatchUp(memory)
  }

  /// Looks once and tells everything that waits, each in one try.
  /// - Returns: false if something could not be looked at.
  public func once() async -> Bool {
    start()
    let isWhole = look()
    await withDiscardingTaskGroup { group in
      for courier in makeCouriers() { group.addTask { await courier.deliverAll() } }
    }
    return isWhole
  }

  /// Looks again and again until the task is cancelled.
  public func run(every interval: Duration) async {
    start()
    log.info("watching", metadata: ["every": "\(interval)"])
    while !Task.isCancelled {
      look()
      if couriers.isEmpty { sendCouriers() }
      try? await Task.sleep(for: interval)
    }
    await endCouriers()
    log.info("ended")
  }

  /// Reads the settings again. What is wrong with them is said; the last good ones stay then.
  public func reload() async {
    guard let workspace else { return }
    let issues = workspace.reloadSettings()
    for issue in issues { log.error("\(issue)") }
    guard issues.isEmpty else { return }
    log.info("settings read again")
    loaded = nil
    await endCouriers()
    look()
    sendCouriers()
  }

  // MARK: - Looking

  /// Events from here on are new to the log.
  private func start() {
    lastRecord = (try? memory.store.alertRecords().last?.id) ?? 0
  }

  /// - Returns: false if something is wrong, which is said.
  @discardableResult
  private func look() -> Bool {
    do {
      let workspace = try opened()
      let hasNews = try workspace.readSources()
      if hasNews || loaded == nil { loaded = try workspace.load() }
      try judge(workspace)
      return complain(workspace.sourceProblem ?? workspace.storage.notice ?? memory.notice)
    } catch is CancellationError {
      return true
    } catch let error as StoreError {
      if let workspace, (try? workspace.recover(from: error)) == true { loaded = nil }
      return complain(ErrorText.line(error))
    } catch {
      return complain(ErrorText.line(error))
    }
  }

  private func opened() throws -> Workspace {
    if let workspace { return workspace }
    let new = try open()
    for issue in new.readSettings().1 { log.error("\(issue)") }
    workspace = new
    return new
  }

  private func judge(_ workspace: Workspace) throws {
    guard let loaded else { return }
    let settings = workspace.settings
    try catchUp.run(AlertJob(loaded, rules: workspace.rules, now: workspace.options.present())) {
      try Task.checkCancellation()
    }
    try logNews(workspace.rules)
    let now = world.now()
    try memory.store.queueAnnounced(to: settings.audience, at: now)
    let present = loaded.present.fixed ?? workspace.options.present()
    let standing = Standing(
      loaded: loaded, rules: memory.learner.rules(workspace.rules, at: present), memory: memory,
      background: catchUp.background, present: present)
    try Wording(store: memory.store, notifiers: settings.notifiers).wordAll(at: now, items: standing.items) {
      standing.snapshot()
    }
    let round = DigestRound(store: memory.store, digests: settings.digests, timeZone: workspace.timeZone)
    let queued = try round.queueDue(at: now, names: loaded.names) { standing.digestMaker() }
    if queued > 0 { log.info("\(queued == 1 ? "1 digest" : "\(queued) digests") made") }
  }

  /// One line for each event.
  private func logNews(_ rules: [AlertRule]) throws {
    let titles = Dictionary(rules.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
    for record in try memory.store.alertRecords(after: lastRecord) {
      lastRecord = record.id
      log.notice(
        "\(PlainLines.clean("\(record.event): \(titles[record.key.rule] ?? record.key.rule)"))",
        metadata: [
          "rule": "\(PlainLines.clean(record.key.rule))", "scope": "\(PlainLines.clean(record.key.scopeText))",
          "at": "\(record.at.isoText ?? "unknown")",
        ])
    }
  }

  /// Says once what is wrong, and again after it went well in between.
  /// - Returns: true if nothing is.
  private func complain(_ problem: String?) -> Bool {
    defer { complaint = problem }
    if let problem, problem != complaint { log.error("\(problem)") }
    return problem == nil
  }

  // MARK: - Telling

  private func makeCouriers() -> [Courier] {
    guard let workspace else { return [] }
    return NotifierSet(workspace.settings.notifiers, runner: runner).members.map {
      Courier(member: $0, store: memory.store, now: world.now, log: log)
    }
  }

  /// Each goes on by itself: one that is slow keeps nobody waiting.
  private func sendCouriers() {
    couriers = makeCouriers().map { courier in
      Task.detached {
        while !Task.isCancelled {
          await courier.deliverAll()
          try? await Task.sleep(for: Self.pause)
        }
      }
    }
  }

  /// Between two looks at what waits.
  private static let pause = Duration.seconds(1)

  /// A try that goes on comes to its end.
  private func endCouriers() async {
    for courier in couriers { courier.cancel() }
    for courier in couriers { await courier.value }
    couriers = []
  }
}
