import Dashboard

/// Answers effects that ask for something and change nothing.
public struct Answering: Sendable {
  private let analyst: Analyst
  private let desk: Desk
  private let mailbox: Mailbox

  /// Posts answers to `mailbox`.
  public init(analyst: Analyst, desk: Desk, mailbox: Mailbox) {
    self.analyst = analyst
    self.desk = desk
    self.mailbox = mailbox
  }

  /// Returns when the answer is posted, at once for an effect that asks for nothing.
  public func answer(_ effect: Effect) async {
    switch effect {
    case .compute(let query, let since, let request): await analyst.compute(query, since: since, request: request)
    case .page(let page, let request): await analyst.page(page, request: request)
    case .breakdown(let metric, let dimension, let query, let request):
      await analyst.breakdown(metric, by: dimension, query, request: request)
    case .people(let dimension, let query, let request):
      await analyst.people(by: dimension, query, request: request)
    case .notes(let subject): mailbox.post(.notes(desk.notebook.notes(subject), about: subject))
    case .claims(let query, let request): await analyst.claims(query, request: request)
    case .openOpportunity(let row, let query):
      if let card = await analyst.opportunity(row, query) { mailbox.post(desk.opportunity(card)) }
    case .openLead(let row, let query):
      if let card = await analyst.lead(row, query) { mailbox.post(desk.lead(card)) }
    case .ruleHistory(let rule, let request): await analyst.ruleHistory(rule, request: request)
    case .recordLinks(let isLead, let ids, let request): mailbox.post(desk.links(isLead: isLead, ids, request: request))
    case .loadThemes: mailbox.post(.themes(desk.themes()))
    case .note, .copy, .announce, .export, .saveLevels, .alert, .alertNote, .undoAlert, .saveState, .correctProfile,
      .refreshSources, .reloadSettings, .setMouse, .redraw, .suspend, .quit:
      break
    }
  }
}
