import Cells
import Domain
import MetricEngine

/// The top of a lead: what it is, whose, its clock against its limit in working time, what is wrong.
struct LeadHead {
  private let timeline: LeadTimeline
  private let snapshot: Snapshot
  private var lead: LeadRow { timeline.header }

  init(_ timeline: LeadTimeline, _ snapshot: Snapshot) {
    self.timeline = timeline
    self.snapshot = snapshot
  }

  var head: RecordHead {
    let role: Role = isLate ? .breaching : .strong
    var lines = [RecordHead.Line(RecordWords.whose, whose, .dim)]
    if let clock { lines.append(RecordHead.Line(RecordWords.clock, [clock])) }
    if let hours { lines.append(RecordHead.Line(RecordWords.workingTime, [hours], .dim)) }
    if timeline.opportunity >= 0 {
      lines.append(RecordHead.Line(RecordWords.became, [RecordWords.anOpportunity], .dim))
    }
    let title = [Span.strong(lead.name.isEmpty ? lead.id : lead.name), Span(text: standing, role: role)]
    return RecordHead(title: title, lines: lines + RecordHead.problems(timeline.problems))
  }

  private var whose: [String] {
    [
      lead.rep.isEmpty ? Words.noOwner : lead.rep, lead.team, lead.source, lead.segment,
      lead.name.isEmpty ? "" : lead.id,
    ]
  }

  /// Dates without time of day know no limit of minutes.
  private var isTimed: Bool { snapshot.facts.leadPrecision == .second }

  private var isLate: Bool { isTimed && lead.secondsLeft < 0 }

  /// "waits, late by 2 h 10" or "answered after 4 min, in time".
  private var standing: String {
    guard isTimed, lead.isMeasured else { return lead.reason }
    guard lead.firstResponseAt.happened else {
      guard lead.isWaiting else { return lead.reason }
      return isLate
        ? RecordWords.waitsLate(by: Ages.work(-lead.secondsLeft)) : RecordWords.waits(left: Ages.work(lead.secondsLeft))
    }
    let time = Ages.work(lead.businessSeconds)
    return RecordWords.answered(after: time, lateBy: isLate ? Ages.work(-lead.secondsLeft) : nil)
  }

  /// "came Tue 2 Jun 15:16, answered Tue 2 Jun 15:39: 23 min of working time, 23 min in all; limit 5 min".
  private var clock: String? {
    guard lead.createdAt.isKnown else { return nil }
    let isAnswered = lead.firstResponseAt.happened
    let text = RecordWords.came(
      moment(lead.createdAt), answered: isAnswered ? moment(lead.firstResponseAt) : nil,
      disqualified: !isAnswered && lead.disqualifiedAt.isKnown ? moment(lead.disqualifiedAt) : nil)
    guard lead.isMeasured else { return text }
    let wall = Durations.short(Double(lead.wallSeconds))
    guard isTimed else { return text }
    let limit = Durations.limit(seconds: timeline.limitSeconds)
    return RecordWords.clock(text, work: Ages.work(lead.businessSeconds), all: wall, limit: limit)
  }

  private var hours: String? {
    guard isTimed, lead.isMeasured else { return nil }
    let hours = timeline.hours ?? snapshot.profile.hours
    return HoursText.text(hours) + (hours.assumed ? " \(SourcesWords.assumed)" : "")
  }

  private func moment(_ instant: Instant) -> String {
    Dates.moment(instant, snapshot, precision: snapshot.facts.leadPrecision)
  }
}
