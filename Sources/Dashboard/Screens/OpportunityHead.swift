import Cells
import Domain
import MetricEngine

/// The top of an opportunity: what it is, whose, how it stands, what is planned and what is wrong.
struct OpportunityHead {
  private let timeline: OpportunityTimeline
  private let snapshot: Snapshot
  private let pages: RecordPages
  private var deal: OpportunityRow { timeline.header }

  init(_ timeline: OpportunityTimeline, _ snapshot: Snapshot, _ pages: RecordPages) {
    self.timeline = timeline
    self.snapshot = snapshot
    self.pages = pages
  }

  var head: RecordHead {
    let amount = deal.amount.map { Span.strong(MoneyText.full($0)) } ?? .dim("no amount")
    let name = deal.name.isEmpty ? deal.id : deal.name
    let lines =
      [RecordHead.Line("whose", whose, .dim)] + plans + outlook + lead
      + RecordHead.problems(timeline.problems)
    return RecordHead(title: [.strong(name), amount] + standing.map { .plain($0) }, lines: lines)
  }

  private var whose: [String] {
    let rep = deal.rep.isEmpty ? "no owner" : deal.rep
    return [deal.account, rep, deal.team, deal.segment, deal.source, deal.name.isEmpty ? "" : deal.id]
  }

  /// "in Proposal for 31 d", "open for 74 d", "quiet for 12 d".
  private var standing: [String] {
    guard deal.status == .open else {
      let day = Dates.full(deal.closedAt, snapshot, precision: snapshot.facts.opportunityPrecision)
      let when = deal.closedAt.isKnown ? " \(day)" : ""
      let after = deal.ageDays.map { ", after \(Ages.days($0))" } ?? ""
      return ["\(ListColumns.status(deal.status))\(when)\(after)"]
    }
    var parts: [String] = []
    if !deal.stage.isEmpty {
      parts.append("in \(deal.stage)" + (deal.stageDays.map { " for \(Ages.days($0))" } ?? ""))
    }
    if let age = deal.ageDays { parts.append("open for \(Ages.days(age))") }
    if let idle = deal.idleDays, deal.touches > 0 { parts.append("quiet for \(Ages.days(idle))") }
    if deal.touches == 0, snapshot.recordsActivities { parts.append("no activity recorded") }
    return parts.isEmpty ? ["open"] : parts
  }

  /// Next step and expected close, as far as the data says them.
  private var plans: [RecordHead.Line] {
    guard deal.status == .open else { return [] }
    var lines: [RecordHead.Line] = []
    let step = [pages.detail("next step") ?? "", timeline.nextStepAt.isKnown ? day(timeline.nextStepAt) : ""]
    if step != ["", ""] { lines.append(RecordHead.Line("next step", step)) }
    if timeline.expectedCloseOn.isKnown {
      lines.append(RecordHead.Line("expected close", [day(timeline.expectedCloseOn), pushes].filter { !$0.isEmpty }))
    }
    return lines
  }

  /// "pushed out 3 times, 46 d in all".
  private var pushes: String {
    let pushed = timeline.events.compactMap { $0.change?.pushed }
    guard !pushed.isEmpty else { return "" }
    let days = Double(pushed.reduce(0, +)) / Double(Instant.day)
    return "pushed out \(Counted.of(pushed.count, "time", "times")), \(Ages.days(days)) in all"
  }

  /// Chances that stand on fewer ends are no figures.
  private static let fewestEnds = 10

  /// What became of deals like it: "24 % in the end", "half of 412 enterprise end by 4 Jan (3 Dec–26 Feb)", where the
  /// dates in brackets are those by which a quarter and three quarters have ended.
  private var outlook: [RecordHead.Line] {
    guard let outlook = timeline.outlook else { return [] }
    guard outlook.ends >= Self.fewestEnds else {
      let ended = "\(Counted.deals(outlook.ends)) like it ended at this age or later"
      return [RecordHead.Line("chance to win", ["too few to tell", ended])]
    }
    let chances = [(30, outlook.winWithin30), (90, outlook.winWithin90)].map { days, chance in
      "\(Numbers.percent(chance, fine: true)) within \(days) d"
    }
    var lines = [
      RecordHead.Line("chance to win", ["\(Numbers.percent(outlook.winEventually)) in the end"] + chances)
    ]
    if let half = outlook.endsInDays.value {
      let ends = [outlook.endsInDays.low, outlook.endsInDays.high].compactMap { $0.map(date) }
      let range = ends.count == 2 ? " (\(ends[0])\u{2013}\(ends[1]))" : ""
      let like = [Numbers.whole(outlook.deals), outlook.segment].filter { !$0.isEmpty }.joined(separator: " ")
      lines.append(RecordHead.Line("deals like it", ["half of \(like) end by \(date(half))\(range)"]))
    }
    return lines
  }

  /// The day so many days from then.
  private func date(_ days: Double) -> String {
    let seconds = Int64(min(max(days, 0), 36_500) * Double(Instant.day))
    return Dates.short(snapshot.readings.query.asOf.adding(seconds), snapshot)
  }

  /// "Tue 24 Nov, in 3 d" or "Tue 3 Nov, 18 d ago".
  private func day(_ instant: Instant) -> String {
    let text = Dates.day(of: instant, snapshot)
    guard let then = Dates.date(instant, snapshot, precision: Dates.precision(of: instant)),
      let now = Dates.date(snapshot.readings.query.asOf, snapshot)
    else { return text }
    let days = then.daysSinceEpoch - now.daysSinceEpoch
    if days == 0 { return "\(text), today" }
    return days > 0 ? "\(text), in \(Ages.days(Double(days)))" : "\(text), \(Ages.days(Double(-days))) ago"
  }

  private var lead: [RecordHead.Line] {
    guard let lead = timeline.lead else { return [] }
    return [RecordHead.Line("lead (Enter)", [lead.name.isEmpty ? lead.id : lead.name, lead.source, lead.reason], .dim)]
  }
}
