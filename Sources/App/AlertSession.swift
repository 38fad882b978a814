import AlertEngine
import Dashboard
import Domain
import Runtime
import Settings
import World

/// Alerts for commands without a screen: the figures of now, and what is remembered after everything missed was made
/// up for.
struct AlertSession {
  let plan: Plan
  let loaded: Loaded
  /// Nil where nothing is remembered.
  let desk: AlertDesk?
  /// With alerts as they stand.
  private(set) var snapshot: Snapshot

  /// - Parameter actor: who acts; nil is who runs the program.
  init(paths: [String], data: DataOptions, actor: String? = nil) throws {
    plan = try Wiring.plan(paths: paths, data: data)
    loaded = try Wiring.loaded(plan)
    let notebook = try Notebook.open(path: plan.notebookPath)
    desk = Wiring.alertMemory(plan, notebook, actor: actor).map { AlertDesk($0) }
    let job = AlertJob(loaded, rules: plan.settings.rules, now: plan.options.present())
    do { try desk?.catchUp(job) } catch { Output.complain(ErrorText.line(error)) }
    snapshot = Wiring.snapshot(plan, of: loaded, query: plan.query, learner: desk?.memory.learner)
    refresh()
    for notice in [notebook.notice, desk?.memory.notice].compactMap(\.self) { Output.complain(notice) }
  }

  /// The present of the data.
  var present: Instant { loaded.present.fixed ?? plan.options.present() }

  /// The rules with the levels in force.
  var rules: [AlertRule] { desk?.memory.learner.rules(plan.settings.rules, at: present) ?? plan.settings.rules }

  /// Looks again how alerts stand.
  mutating func refresh() {
    snapshot.alerts = desk?.board(snapshot, rules: rules, at: present) ?? snapshot.alerts
  }

  // MARK: - What people do

  /// The alert of a rule; a rule that does not exist is named with the nearest that does.
  func key(rule: String, scope: String) throws -> AlertKey {
    guard let found = plan.settings.rules.first(where: { $0.id == rule }) else {
      let near = nearestName(to: rule, in: plan.settings.rules.map(\.id))
      throw Complaint("there is no rule \(rule)\(near.map { ": did you mean \($0)?" } ?? "")")
    }
    // A rule about one part of the organisation has no other alert.
    guard scope == "all" else { return AlertKey(rule: rule, scopeText: scope) ?? AlertKey(rule: rule) }
    return AlertKey(rule: rule, scope: found.request.scope)
  }

  /// Does something about an alert and says what came of it.
  func act(_ action: AlertAction, on key: AlertKey) throws -> String {
    guard let deed = try memory().act(action, on: key, at: present) else { throw Complaint(AlertWords.unknown(key)) }
    guard !deed.events.isEmpty else { throw Complaint(AlertWords.vain(action, on: deed)) }
    return AlertWords.done(action)
  }

  /// Remarks something about an alert.
  func note(_ text: String, on key: AlertKey) throws -> String {
    guard try memory().note(text, on: key, at: present) else { throw Complaint(AlertWords.unknown(key)) }
    return AlertWords.noted
  }

  /// Which moment of a day is meant where only the day is named.
  enum MomentOfDay { case beginning, end }

  /// An instant to come: a length of time from the present, a day or a time.
  func instant(_ text: String, _ flag: String, day: MomentOfDay) throws -> Instant {
    guard let instant = duration(text) ?? moment(of: text, day) ?? InstantText.parse(text, timeZone: plan.timeZone)
    else {
      throw Complaint("\(flag): expected a length of time such as 4h or 3d, a day or a time, not \(text)")
    }
    guard instant > present else { throw Complaint("\(flag): \(text) has passed where the figures stand") }
    return instant
  }

  private func duration(_ text: String) -> Instant? { TimeText.duration(text).map { present.adding(Int64($0)) } }

  /// The first moment of a day, or of the one after it; nil for anything else than a day.
  private func moment(of day: String, _ moment: MomentOfDay) -> Instant? {
    guard let beginning = InstantText.parse("\(day)T00:00", timeZone: plan.timeZone) else { return nil }
    return moment == .beginning ? beginning : InstantText.parse(day, timeZone: plan.timeZone)?.adding(1)
  }

  private func memory() throws -> AlertMemory {
    guard let desk else { throw Wiring.nothingRemembered }
    return desk.memory
  }
}
