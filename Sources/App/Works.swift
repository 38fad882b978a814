import Cells
import Dashboard
import Foundation
import Runtime
import Settings

/// All that works behind a running dashboard, off the main thread.
struct Works {
  private let runner: EffectRunner
  private let feeding: Task<Void, Never>
  private let usual: ScreenState

  /// Starts it.
  /// - Parameters:
  ///   - complaints: what is wrong already; the first of all is said.
  ///   - themes: gives the themes there are to choose from.
  init(
    _ plan: Plan, _ model: Model, _ mailbox: Mailbox, _ notebook: Notebook, complaints: [String],
    themes: @escaping @Sendable () -> [Theme]
  ) {
    let alerts = Wiring.alertMemory(plan, notebook).map { AlertDesk($0) }
    let storage = plan.storage
    let analyst = Analyst(
      mailbox: mailbox, rules: plan.settings.rules, query: model.query.query, since: model.changesSince, alerts: alerts,
      rest: {
        storage.store.rest()
        Heap.giveBack()
      }, present: plan.options.present)
    let feeder = Feeder(
      mailbox: mailbox, analyst: analyst, interval: plan.pollInterval, numbers: model.conventions.numbers,
      giveBack: Heap.giveBack
    ) {
      plan.workspace()
    }
    let desk = Desk(
      folder: FileManager.default.currentDirectoryPath, storage: plan.storage, notebook: notebook, world: plan.world,
      themes: themes)
    runner = EffectRunner(mailbox: mailbox, analyst: analyst, feeder: feeder, desk: desk, alerts: alerts)
    usual = plan.usualScreen
    let notices = [plan.storage.notice, notebook.notice, alerts?.memory.notice].compactMap(\.self)
    if let problem = (plan.issues + notices + complaints).first { mailbox.post(.failed(problem)) }
    feeding = Task.detached { await feeder.run() }
  }

  /// Carries out an effect without blocking.
  func perform(_ effect: Effect) { runner.perform(effect.forgetting(usual)) }

  /// Ends it, once what is written for good is written.
  func finish() {
    feeding.cancel()
    runner.finish(within: 3)
  }
}

extension Effect {
  /// The same, but of the screen's state only what differs from the usual one is kept, so that settings changed later
  /// count where the user chose nothing.
  fileprivate func forgetting(_ usual: ScreenState) -> Effect {
    guard case .saveState(var state) = self else { return self }
    if state.theme == usual.theme { state.theme = nil }
    if state.period == usual.period { state.period = nil }
    return .saveState(state)
  }
}
