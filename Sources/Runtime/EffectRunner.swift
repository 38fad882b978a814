import Dashboard
import Domain
import Synchronization

/// Carries out effects off the main thread and posts what comes of them.
public final class EffectRunner: Sendable {
  private let mailbox: Mailbox
  private let analyst: Analyst
  private let feeder: Feeder
  private let desk: Desk

  public init(mailbox: Mailbox, analyst: Analyst, feeder: Feeder, desk: Desk) {
    self.mailbox = mailbox
    self.analyst = analyst
    self.feeder = feeder
    self.desk = desk
  }

  /// Starts an effect and returns at once. Effects of the terminal itself are the loop's.
  public func perform(_ effect: Effect) {
    let (analyst, feeder, desk, mailbox) = (analyst, feeder, desk, mailbox)
    Task.detached {
      switch effect {
      case .compute(let query, let request): await analyst.compute(query, request: request)
      case .page(let page, let request): await analyst.page(page, request: request)
      case .breakdown(let metric, let dimension, let query, let request):
        await analyst.breakdown(metric, by: dimension, query, request: request)
      case .openOpportunity(let row, let query): await Self.openOpportunity(row, query, analyst, feeder, mailbox)
      case .openLead(let row, let query): await Self.openLead(row, query, analyst, feeder, mailbox)
      case .note(let isLead, let id, let text): await feeder.addNote(isLead: isLead, id: id, text: text)
      case .refreshSources: await feeder.refresh(isAsked: true)
      case .correctProfile(let profile): await feeder.correct(profile)
      case .reloadSettings: await feeder.reloadSettings()
      case .saveState(let state): await feeder.save(state)
      case .export(let name, let text): mailbox.post(desk.export(name: name, text: text))
      case .loadThemes: mailbox.post(.themes(desk.themes()))
      case .setMouse, .redraw, .suspend, .quit, .copy: break
      }
    }
  }

  private static func openOpportunity(
    _ row: Int32, _ query: Query, _ analyst: Analyst, _ feeder: Feeder, _ mailbox: Mailbox
  ) async {
    guard let timeline = await analyst.opportunity(row, query) else { return }
    let card = await feeder.card(isLead: false, id: timeline.header.id)
    mailbox.post(.opportunity(timeline, details: card.details, notes: card.notes))
  }

  private static func openLead(
    _ row: Int32, _ query: Query, _ analyst: Analyst, _ feeder: Feeder, _ mailbox: Mailbox
  ) async {
    guard let timeline = await analyst.lead(row, query) else { return }
    let card = await feeder.card(isLead: true, id: timeline.header.id)
    mailbox.post(.lead(timeline, details: card.details, notes: card.notes))
  }
}
