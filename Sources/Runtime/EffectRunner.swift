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
    let (analyst, feeder, desk, mailbox) = (analyst, feeder, desk, mailbox)
    switch effect {
    case .compute(let query, let since, let request):
      analyst.expect(request, .figures)
      Task.detached { await analyst.compute(query, since: since, request: request) }
    case .page(let page, let request):
      if !page.isWhole { analyst.expect(request, .page(page.listing)) }
      Task.detached { await analyst.page(page, request: request) }
    case .breakdown(let metric, let dimension, let query, let request):
      analyst.expect(request, .breakdown)
      Task.detached { await analyst.breakdown(metric, by: dimension, query, request: request) }
    case .people(let dimension, let query, let request):
      analyst.expect(request, .people)
      Task.detached { await analyst.people(by: dimension, query, request: request) }
    case .claims(let query, let request):
      analyst.expect(request, .claims)
      Task.detached { await analyst.claims(query, request: request) }
    case .openOpportunity(let row, let query):
      Task.detached { if let card = await analyst.opportunity(row, query) { mailbox.post(desk.opportunity(card)) } }
    case .openLead(let row, let query):
      Task.detached { if let card = await analyst.lead(row, query) { mailbox.post(desk.lead(card)) } }
    case .note(let subject, let text): errand { desk.note(text, about: subject) }
    case .notes(let subject): errand { .notes(desk.notebook.notes(subject), about: subject) }
    case .saveState(let state): errand { desk.save(state) }
    case .export(let name, let text, let rows): errand { desk.export(name: name, text: text, rows: rows) }
    case .loadThemes: errand { .themes(desk.themes()) }
    case .refreshSources: Task.detached { await feeder.refresh(isAsked: true) }
    case .ruleHistory(let rule, let request): Task.detached { await analyst.ruleHistory(rule, request: request) }
    case .saveLevels(let rule, let levels): lasting { await feeder.save(levels, of: rule) }
    case .correctProfile(let profile): lasting { await feeder.correct(profile) }
    case .reloadSettings: Task.detached { await feeder.reloadSettings() }
    case .recordLinks(let isLead, let ids, let request): errand { desk.links(isLead: isLead, ids, request: request) }
    case .alert(let key, let action): alert { $0.act(action, on: key, at: desk.world.now()) }
    case .alertNote(let key, let text): alert { $0.note(text, on: key) }
    case .undoAlert(let key): alert { $0.undo(key, at: desk.world.now()) }
    case .setMouse, .redraw, .suspend, .quit, .copy, .announce: break
    }
  }

  /// Does something about an alert, says what came of it, and shows it without computing any figure.
  private func alert(_ work: @escaping @Sendable (AlertDesk) -> Message) {
    guard let alerts else { return mailbox.post(.failed("alerts are not remembered here")) }
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
