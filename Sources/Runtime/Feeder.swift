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
  private var workspace: Workspace?
  /// Polls since the analyst last saw a fresh present.
  private var quietPolls = 0

  /// - Parameters:
  ///   - open: opens store and sources; called once, off the main thread.
  ///   - interval: time between two looks at the sources.
  public init(
    mailbox: Mailbox, analyst: Analyst, interval: Duration, open: @escaping @Sendable () throws -> Workspace
  ) {
    self.mailbox = mailbox
    self.analyst = analyst
    self.interval = interval
    self.open = open
  }

  /// Loads, shows, and goes on reading until the task is cancelled.
  public func run() async {
    do {
      let workspace = try open()
      self.workspace = workspace
      // What the store already holds is on screen before any file is looked at.
      if try workspace.hasRows { await show(workspace) }
      try read(workspace)
      await show(workspace)
    } catch {
      mailbox.post(.failed(Self.line(error)))
    }
    while !Task.isCancelled {
      do { try await Task.sleep(for: interval) } catch { return }
      await refresh(isAsked: false)
    }
  }

  /// Looks at the sources now.
  public func refresh(isAsked: Bool) async {
    guard let workspace else { return }
    do {
      let isChanged = try read(workspace)
      if isChanged || isAsked {
        await show(workspace)
      } else {
        await keepPresentMoving()
      }
    } catch {
      mailbox.post(.failed(Self.line(error)))
    }
  }

  /// The record card of a lead or an opportunity: everything stored about it, and its notes.
  func card(isLead: Bool, id: String) -> (details: [[String]], notes: [String]) {
    guard let workspace else { return ([], []) }
    return (workspace.details(isLead: isLead, id: id), workspace.notes(isLead: isLead, id: id))
  }

  func addNote(isLead: Bool, id: String, text: String) {
    guard let workspace else { return }
    tell("note kept") { try workspace.addNote(isLead: isLead, id: id, text: text) }
  }

  func correct(_ profile: Profile) async {
    guard let workspace else { return }
    tell(workspace.settingsFolder.map { "kept in \($0)/dealtop.yaml" } ?? "kept until you leave") { try workspace.correct(profile) }
    await show(workspace)
  }

  func reloadSettings() async {
    guard let workspace else { return }
    let issues = workspace.reloadSettings()
    await analyst.take(rules: workspace.rules)
    await show(workspace)
    mailbox.post(issues.first.map { .failed($0) } ?? .told("settings read again"))
  }

  func save(_ state: ScreenState) {
    guard let workspace else { return }
    tell(nil) { try workspace.save(state) }
  }

  // MARK: - Inside

  @discardableResult
  private func read(_ workspace: Workspace) throws -> Bool {
    let mailbox = mailbox
    let started = ContinuousClock.now
    let isChanged = try workspace.readSources { fraction, origin, rows in
      let elapsed = ContinuousClock.now - started
      guard elapsed > .milliseconds(500) else { return }
      let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
      mailbox.post(.loading(fraction, LoadingText.line(origin: origin, rows: rows, seconds: seconds)))
    }
    if let problem = workspace.sourceProblem { mailbox.post(.failed(problem)) }
    return isChanged
  }

  private func show(_ workspace: Workspace) async {
    do {
      quietPolls = 0
      await analyst.take(try workspace.load())
    } catch {
      mailbox.post(.failed(Self.line(error)))
    }
  }

  /// Ages and waiting times move on even if no row changes; ten polls apart is often enough for minutes.
  private func keepPresentMoving() async {
    quietPolls += 1
    guard quietPolls >= 10 else { return }
    quietPolls = 0
    await analyst.refresh()
  }

  private func tell(_ success: String?, _ work: () throws -> Void) {
    do {
      try work()
      if let success { mailbox.post(.told(success)) }
    } catch {
      mailbox.post(.failed(Self.line(error)))
    }
  }

  private static func line(_ error: any Error) -> String { "\(error)" }
}
