import AlertEngine
import Dashboard
import Domain
import MetricEngine
import Settings
import Store
import World

/// Keeps the data fresh: owns the workspace, polls its sources and hands every change to the analyst.
public actor Feeder {
  private let mailbox: Mailbox
  private let analyst: Analyst
  private let open: @Sendable () throws -> Workspace
  private let interval: Duration
  /// How the numbers of its progress are written.
  private let numbers: NumberStyle
  private let giveBack: @Sendable () -> Void
  private var workspace: Workspace?
  /// What was last said to be wrong; nothing is said twice in a row.
  private var complaint: String?
  /// What the figures on screen have prepared and no file holds yet.
  private var unkept: FactsKeeper?
  /// Intervals since anything new came.
  private var quietIntervals = 0
  /// Intervals until the next look: where nothing has come for a while, half as many looks do.
  private var stride: Int { quietIntervals >= 4 ? 2 : 1 }
  /// Intervals without news after which figures move on with the present.
  private var untilRefresh = 10
  /// Looks whose news is in the figures on screen, and not yet in the data behind them, and how many may be.
  private var (looksAhead, mostLooksAhead) = (0, Feeder.fewestLooksAhead)

  /// - Parameters:
  ///   - open: opens store and sources; called off the main thread, again if it failed.
  ///   - interval: time between two looks at the sources.
  ///   - giveBack: called when new data has taken the place of old, which is free memory then.
  public init(
    mailbox: Mailbox, analyst: Analyst, interval: Duration, numbers: NumberStyle = NumberStyle(),
    giveBack: @escaping @Sendable () -> Void = {}, open: @escaping @Sendable () throws -> Workspace
  ) {
    self.mailbox = mailbox
    self.analyst = analyst
    self.interval = interval
    self.numbers = numbers
    self.giveBack = giveBack
    self.open = open
  }

  /// Loads, shows, and goes on reading until the task is cancelled.
  public func run() async {
    await showKept()
    await refresh(isAsked: false)
    await checkKept()
    while !Task.isCancelled {
      do { try await Task.sleep(for: interval * stride, tolerance: interval / 10) } catch { return }
      await refresh(isAsked: false)
    }
  }

  /// Shows what the store already holds, before any file is looked at.
  private func showKept() async {
    do {
      let workspace = try opened()
      if try workspace.hasRows { try await show(workspace, evenIfBehind: true) }
    } catch {
      await settle(error)
    }
  }

  /// Reads through once what starting took on trust, and starts from the rows if the disk gives something else.
  private func checkKept() async {
    guard let workspace, !workspace.store.verify() else { return }
    await showAnew(workspace)
  }

  /// Looks at the sources now.
  public func refresh(isAsked: Bool) async {
    do {
      let workspace = try opened()
      let hasNews = try read(workspace) || followSettings(workspace)
      // A good snapshot takes an old complaint off the screen.
      let isMended = complaint != nil && workspace.sourceProblem == nil
      if hasNews, !isAsked, !isMended, try await showNews(workspace) {
        looksAhead += 1
        rest(workspace)
      } else if hasNews || isAsked || isMended {
        try await show(workspace)
      } else {
        await keepPresentMoving(workspace)
      }
      complain(workspace.sourceProblem, again: isAsked)
      await analyst.lookAtAlerts()
      if !workspace.isAheadOfFiles { keepFacts() }
    } catch {
      await settle(error)
    }
  }

  func correct(_ profile: Profile) async {
    guard let workspace else { return }
    do {
      try workspace.correct(profile)
      mailbox.post(.told(workspace.corrections.told))
    } catch {
      mailbox.post(.refused(ErrorText.line(error)))
    }
    await showAnew(workspace)
  }

  func save(_ levels: RuleLevels, of rule: AlertRule) async {
    guard let workspace else { return }
    do {
      mailbox.post(.told(RuntimeWords.levels(writtenTo: try workspace.save(levels, of: rule))))
    } catch {
      mailbox.post(.refused(ErrorText.line(error)))
    }
    await showAnew(workspace)
  }

  func reloadSettings() async {
    guard let workspace else { return }
    let issues = workspace.reloadSettings()
    showKeys(workspace)
    await showAnew(workspace)
    mailbox.post(issues.first.map { .refused($0) } ?? .told(RuntimeWords.settingsRead))
  }

  // MARK: - Inside

  private func opened() throws -> Workspace {
    if let workspace { return workspace }
    let new = try open()
    workspace = new
    return new
  }

  private func read(_ workspace: Workspace) throws -> Bool {
    let (mailbox, numbers) = (mailbox, numbers)
    let started = ContinuousClock.now
    return try workspace.readSources { fraction, origin, rows in
      let elapsed = ContinuousClock.now - started
      guard elapsed > .milliseconds(500) else { return }
      let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
      let text = LoadingText.line(origin: origin, rows: rows, seconds: seconds, numbers)
      mailbox.post(.loading(fraction, text))
    }
  }

  /// Shows what is new in the figures at once; every so often all is loaded, for lists and rules.
  private func showNews(_ workspace: Workspace) async throws -> Bool {
    guard looksAhead < mostLooksAhead, let news = try workspace.news() else { return false }
    return await analyst.show(news)
  }

  private static let fewestLooksAhead = 5
  private static let mostLooksAheadEver = 60
  /// While rows keep arriving, loading takes up one in so many parts of the time at most.
  private static let partsForLoading = 10.0

  /// Takes edited settings over, and says so.
  private func followSettings(_ workspace: Workspace) -> Bool {
    guard let issues = workspace.followSettings() else { return false }
    showKeys(workspace)
    mailbox.post(issues.first.map { .refused($0) } ?? .told(RuntimeWords.settingsRead))
    return true
  }

  private func showKeys(_ workspace: Workspace) {
    mailbox.post(.keys(KeySettings.keyMap(workspace.settings.keys).keyMap))
  }

  private func show(_ workspace: Workspace, evenIfBehind: Bool = false) async throws {
    (quietIntervals, looksAhead) = (0, 0)
    // What was prepared of rows that a file holds is worth keeping though others take their place.
    if !workspace.isAheadOfFiles { keepFacts() }
    let started = ContinuousClock.now
    await analyst.letGo()
    let loaded = try workspace.load(evenIfBehind: evenIfBehind)
    await analyst.take(loaded, rules: workspace.rules)
    unkept = loaded.facts
    untilRefresh = loaded.isLarge ? 60 : 10
    rest(workspace)
    let looks = (ContinuousClock.now - started) / interval * Self.partsForLoading
    mostLooksAhead = Int(min(max(looks, Double(Self.fewestLooksAhead)), Double(Self.mostLooksAheadEver)))
  }

  private func showAnew(_ workspace: Workspace) async {
    do { try await show(workspace) } catch { await settle(error) }
  }

  /// Replaces a cache that cannot be used and reads again; else says what is wrong.
  private func settle(_ error: any Error) async {
    if let error = error as? StoreError, let workspace, (try? workspace.recover(from: error)) == true {
      do {
        _ = try read(workspace)
        try await show(workspace)
        return complain(workspace.sourceProblem ?? workspace.storage.notice)
      } catch {
        return complain(ErrorText.line(error))
      }
    }
    complain(ErrorText.line(error))
  }

  /// Says once what is wrong, and again when asked or after it went well in between.
  private func complain(_ problem: String?, again: Bool = false) {
    defer { complaint = problem }
    if let problem, again || problem != complaint { mailbox.post(.failed(problem)) }
  }

  /// Ages and waiting times move on even if no row changes; ten intervals apart is often enough for minutes, sixty where
  /// there are many rows. By then rows have stopped arriving, and what the next start finds can be renewed.
  private func keepPresentMoving(_ workspace: Workspace) async {
    quietIntervals += stride
    if quietIntervals >= Self.quietForGood { await analyst.stopFollowing() }
    // By now alerts have been made up for, which looks at much of the past.
    if quietIntervals == 3 { rest(workspace) }
    guard quietIntervals.isMultiple(of: 10) else { return }
    if quietIntervals.isMultiple(of: untilRefresh) { await analyst.refresh() }
    if workspace.isAheadOfFiles {
      workspace.keepColumns()
      keepFacts()
    }
    rest(workspace)
  }

  /// So many intervals without news, and figures are not kept ready for it.
  private static let quietForGood = 60

  /// Takes up no more memory than a program that is looked at needs.
  private func rest(_ workspace: Workspace) {
    workspace.store.rest()
    giveBack()
  }

  /// Writes down what the figures on screen have prepared.
  private func keepFacts() {
    unkept?.keep()
    unkept = nil
  }
}
