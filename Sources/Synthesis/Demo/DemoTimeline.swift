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

/// The stories of the demo so far, made as time goes on. Days are always made whole and in order, so what it holds up
/// to an instant depends on nothing but seed and start.
final class DemoTimeline: Sendable {
  private struct State {
    var stories: [DemoStory] = []
    var nextDate: CivilDate
  }

  let simulator: Simulator
  private let state: Mutex<State>

  init(_ simulator: Simulator) {
    self.simulator = simulator
    state = Mutex(State(nextDate: simulator.firstDate))
  }

  /// All leads of the days through an instant's; some of the last day may still lie ahead of it.
  func stories(through instant: Instant) -> [DemoStory] {
    state.withLock { state in
      let last = EasternTime.date(of: instant)
      while state.nextDate <= last {
        for var lead in simulator.leads(on: state.nextDate) {
          lead.number = state.stories.count + 1
          let deal = lead.qualifiedAt.isKnown ? simulator.deal(of: lead) : nil
          state.stories.append(DemoStory(lead: lead, deal: deal))
        }
        state.nextDate = state.nextDate.adding(days: 1)
      }
      return state.stories
    }
  }
}
