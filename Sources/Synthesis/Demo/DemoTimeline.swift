import Domain
import Synchronization

/// A lead with the opportunity it becomes, and when something about it is news.
struct DemoStory: Sendable {
  var lead: LeadStory
  var deal: DealStory?

  /// True if the lead's row changed after one instant, through another.
  func isLeadNews(after: Instant, through: Instant) -> Bool {
    let times = [lead.createdAt, lead.assignedAt, lead.firstResponseAt, lead.qualifiedAt, lead.disqualifiedAt]
    return times.contains { $0 > after && $0 <= through }
  }

  /// True if nothing more happens after an instant.
  func isOver(by instant: Instant) -> Bool {
    let times = [lead.createdAt, lead.assignedAt, lead.firstResponseAt, lead.qualifiedAt, lead.disqualifiedAt]
    return times.allSatisfy { $0 <= instant || $0 == .never } && deal?.closedAt ?? instant <= instant
  }

  /// The opportunity, if its row changed after one instant, through another.
  func dealNews(after: Instant, through: Instant) -> DealStory? {
    guard let deal, deal.createdAt <= through, deal.closedAt > after else { return nil }
    if deal.createdAt > after || deal.closedAt <= through { return deal }
    let isNews =
      deal.visits.contains { $0.at > after && $0.at <= through }
      || deal.touches.contains { $0.at > after && $0.at <= through }
      || deal.expectedOn(asOf: after) != deal.expectedOn(asOf: through)
    return isNews ? deal : nil
  }
}

/// The stories of the demo that still go on, made as time goes on. Days are always made whole and in order, so what it
/// tells up to an instant depends on nothing but seed and start.
final class DemoTimeline: Sendable {
  private struct State {
    var stories: [DemoStory] = []
    var leads = 0
    var nextDate: CivilDate
    /// What ended by then has been told and is gone.
    var forgotten = Instant.unknown
  }

  let simulator: Simulator
  private let state: Mutex<State>

  init(_ simulator: Simulator) {
    self.simulator = simulator
    state = Mutex(State(nextDate: simulator.firstDate))
  }

  /// All stories of which something may happen after an instant, of leads of the days through that of another; some of
  /// the last day may still lie ahead of it. Whoever asks for earlier times is told everything again.
  func stories(after: Instant, through instant: Instant) -> [DemoStory] {
    state.withLock { state in
      if after < state.forgotten { state = State(nextDate: simulator.firstDate) }
      makeDays(through: EasternTime.date(of: instant), &state)
      state.stories.removeAll { $0.isOver(by: after) }
      state.forgotten = after
      return state.stories
    }
  }

  private func makeDays(through last: CivilDate, _ state: inout State) {
    while state.nextDate <= last {
      for var lead in simulator.leads(on: state.nextDate) {
        state.leads += 1
        lead.number = state.leads
        let deal = lead.qualifiedAt.isKnown ? simulator.deal(of: lead) : nil
        state.stories.append(DemoStory(lead: lead, deal: deal))
      }
      state.nextDate = state.nextDate.adding(days: 1)
    }
  }
}
