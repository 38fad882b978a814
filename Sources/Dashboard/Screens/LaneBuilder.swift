import Cells
import Domain
import MetricEngine

/// Turns the history of an opportunity into its lane: stays in stages, touches, silences. Days since it was created.
enum LaneBuilder {
  /// Nil without two dated events.
  static func lane(_ timeline: OpportunityTimeline, asOf: Instant) -> StageLane? {
    let deal = timeline.header
    let stages = timeline.events.filter { $0.kind == .stage && $0.at.isKnown }
    guard let start = [deal.createdAt, stages.first?.at ?? .never].filter(\.isKnown).min() else { return nil }
    let end = deal.closedAt.isKnown && deal.closedAt <= asOf ? deal.closedAt : asOf
    guard end.isKnown, end > start, !stages.isEmpty else { return nil }
    func day(_ instant: Instant) -> Double { Double(instant.since(start)) / Double(Instant.day) }
    let visits = stages.enumerated().map { index, event in
      let next = index + 1 < stages.count ? stages[index + 1].at : end
      return StageLane.Visit(
        name: event.text, start: day(event.at), end: day(max(next, event.at)), isDeviation: event.deviation != nil)
    }
    let touches = timeline.events.filter { $0.kind == .activity && $0.at.isKnown && $0.at >= start && $0.at <= end }
      .map { day($0.at) }
    return StageLane(
      visits: visits, activities: touches, silences: silences(touches, until: day(end)), labels: labels(until: day(end))
    )
  }

  private static func silences(_ touches: [Double], until end: Double) -> [ClosedRange<Double>] {
    let marks = [0] + touches.sorted() + [end]
    return zip(marks, marks.dropFirst()).filter { $1 - $0 > RecordHistory.silentDays }.map { $0.0...$0.1 }
  }

  private static func labels(until end: Double) -> [ChartLabel] {
    // Of a short life the labels would read the same: one of each is enough.
    let places = end < 2 ? [end] : [0, end / 2, end]
    return places.map { ChartLabel($0, Ages.days($0)) }
  }
}
