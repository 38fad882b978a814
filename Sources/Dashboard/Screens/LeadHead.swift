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
    var lines = [RecordHead.Line("whose", whose, .dim)]
    if let clock { lines.append(RecordHead.Line("clock", [clock])) }
    if let hours { lines.append(RecordHead.Line("working time", [hours], .dim)) }
    if timeline.opportunity >= 0 { lines.append(RecordHead.Line("became (Enter)", ["an opportunity"], .dim)) }
    let title = [Span.strong(lead.name.isEmpty ? lead.id : lead.name), Span(text: standing, role: role)]
    return RecordHead(title: title, lines: lines + RecordHead.problems(timeline.problems))
  }

  private var whose: [String] {
    [lead.rep.isEmpty ? "no owner" : lead.rep, lead.team, lead.source, lead.segment, lead.name.isEmpty ? "" : lead.id]
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
        ? "waits, late by \(Ages.work(-lead.secondsLeft))" : "waits, \(Ages.work(lead.secondsLeft)) left"
    }
    let time = Ages.work(lead.businessSeconds)
    return isLate
      ? "answered after \(time), late by \(Ages.work(-lead.secondsLeft))" : "answered after \(time), in time"
  }

  /// "came Tue 2 Jun 15:16, answered Tue 2 Jun 15:39: 23 min of working time, 23 min in all; limit 5 min".
  private var clock: String? {
    guard lead.createdAt.isKnown else { return nil }
    var text = "came \(moment(lead.createdAt))"
    if lead.firstResponseAt.happened {
      text += ", answered \(moment(lead.firstResponseAt))"
    } else if lead.disqualifiedAt.isKnown {
      text += ", disqualified \(moment(lead.disqualifiedAt))"
    }
    guard lead.isMeasured else { return text }
    let wall = Durations.short(Double(lead.wallSeconds))
    guard isTimed else { return text }
    let limit = Durations.limit(seconds: timeline.limitSeconds)
    return "\(text): \(Ages.work(lead.businessSeconds)) of working time, \(wall) in all; limit \(limit)"
  }

  private var hours: String? {
    guard isTimed, lead.isMeasured else { return nil }
    let hours = timeline.hours ?? snapshot.profile.hours
    return HoursText.text(hours) + (hours.assumed ? " (assumed)" : "")
  }

  private func moment(_ instant: Instant) -> String {
    Dates.moment(instant, snapshot, precision: snapshot.facts.leadPrecision)
  }
}
