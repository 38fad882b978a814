import Dashboard
import Dispatch
import Domain
import Store
import World

/// Carries out effects off the main thread and posts what comes of them.
public final class EffectRunner: Sendable {
  private let mailbox: Mailbox
  private let analyst: Analyst
  private let feeder: Feeder
  private let desk: Desk
  private let alerts: AlertDesk?
  /// What is written for good happens here, one after another in the order asked for.
  private let errands = DispatchQueue(label: "dealtop.errands")
  private let unfinished = DispatchGroup()

  /// A runner that posts to `mailbox`; without a desk for alerts nothing can be done about them.
  public init(mailbox: Mailbox, analyst: Analyst, feeder: Feeder, desk: Desk, alerts: AlertDesk? = nil) {
    self.alerts = alerts
    self.mailbox = mailbox
    self.analyst = analyst
    self.feeder = feeder
    self.desk = desk
  }

  /// Starts an effect and returns at once. Effects of the terminal itself are the loop's.
  public func perform(_ effect: Effect) {
    let (feeder, desk) = (feeder, desk)
    switch effect {
    case .compute(_, _, let request): analyst.expect(request, .figures)
    case .page(let page, let request): if !page.isWhole { analyst.expect(request, .page(page.listing)) }
    case .breakdown(_, _, _, let request): analyst.expect(request, .breakdown)
    case .people(_, _, let request): analyst.expect(request, .people)
    case .claims(_, let request): analyst.expect(request, .claims)
    case .note(let subject, let text): return errand { desk.note(text, about: subject) }
    case .saveState(let state): return errand { desk.save(state) }
    case .export(let name, let text, let rows): return errand { desk.export(name: name, text: text, rows: rows) }
    case .saveLevels(let rule, let levels): return lasting { await feeder.save(levels, of: rule) }
    case .correctProfile(let profile): return lasting { await feeder.correct(profile) }
    case .alert(let key, let action): return alert { $0.act(action, on: key, at: desk.world.now()) }
    case .alertNote(let key, let text): return alert { $0.note(text, on: key, at: desk.world.now()) }
    case .undoAlert(let key): return alert { $0.undo(key, at: desk.world.now()) }
    case .refreshSources: return detached { await feeder.refresh(isAsked: true) }
    case .reloadSettings: return detached { await feeder.reloadSettings() }
    default: break
    }
    let answering = Answering(analyst: analyst, desk: desk, mailbox: mailbox)
    detached { await answering.answer(effect) }
  }

  /// Does something about an alert, says what came of it, and shows it without computing any figure.
  private func alert(_ work: @escaping @Sendable (AlertDesk) -> Message) {
    guard let alerts else { return mailbox.post(.refused(AlertWords.notRemembered)) }
    let analyst = analyst
    errand {
      let message = work(alerts)
      Task { await analyst.showAlerts() }
      return message
    }
  }

  /// Waits until everything that is written for good is written, but no longer than this.
  public func finish(within seconds: Double) {
    _ = unfinished.wait(timeout: .now() + seconds)
  }

  private func detached(_ work: @escaping @Sendable () async -> Void) { Task.detached { await work() } }

  private func errand(_ work: @escaping @Sendable () -> Message?) {
    let mailbox = mailbox
    errands.async(group: unfinished) { if let message = work() { mailbox.post(message) } }
  }

  private func lasting(_ work: @escaping @Sendable () async -> Void) {
    let unfinished = unfinished
    unfinished.enter()
    Task.detached {
      await work()
      unfinished.leave()
    }
  }
}
