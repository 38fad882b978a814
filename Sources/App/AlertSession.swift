import Dashboard
import Domain
import Runtime

/// Alerts for commands without a screen: the figures of now, and what is remembered after everything missed was made
/// up for.
struct AlertSession {
  let plan: Plan
  let loaded: Loaded
  /// Nil where nothing is remembered.
  let desk: AlertDesk?
  /// With alerts as they stand.
  private(set) var snapshot: Snapshot

  init(paths: [String], data: DataOptions) throws {
    plan = try Wiring.plan(paths: paths, data: data)
    loaded = try Wiring.loaded(plan)
    let notebook = try Notebook.open(path: plan.notebookPath)
    desk = Wiring.alertMemory(plan, notebook).map { AlertDesk($0) }
    let job = AlertJob(loaded, rules: plan.settings.rules, now: plan.options.present())
    try desk?.catchUp(job)
    snapshot = Wiring.snapshot(plan, of: loaded, query: plan.query)
    refresh()
    for notice in [notebook.notice, desk?.memory.notice].compactMap(\.self) { Output.complain(notice) }
  }

  /// The present of the data.
  var present: Instant { loaded.present.fixed ?? plan.options.present() }

  /// Looks again how alerts stand.
  mutating func refresh() {
    snapshot.alerts = desk?.board(snapshot, rules: plan.settings.rules, at: present) ?? snapshot.alerts
  }
}
