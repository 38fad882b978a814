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
    let amount = deal.amount.map { Span.strong(MoneyText.full($0)) } ?? .dim(RecordWords.noAmount)
    let name = deal.name.isEmpty ? deal.id : deal.name
    let lines =
      [RecordHead.Line(RecordWords.whose, whose, .dim)] + plans + outlook + lead
      + RecordHead.problems(timeline.problems)
    return RecordHead(title: [.strong(name), amount] + standing.map { .plain($0) }, lines: lines)
  }

  private var whose: [String] {
    let rep = deal.rep.isEmpty ? Words.noOwner : deal.rep
    return [deal.account, rep, deal.team, deal.segment, deal.source, deal.name.isEmpty ? "" : deal.id]
  }

  /// "in Proposal for 31 d", "open for 74 d", "quiet for 12 d".
  private var standing: [String] {
    guard deal.status == .open else {
      let day = Dates.full(deal.closedAt, snapshot, precision: snapshot.facts.opportunityPrecision)
      return [
        RecordWords.ended(
          ListColumns.status(deal.status), on: deal.closedAt.isKnown ? day : nil,
          after: deal.ageDays.map { Ages.days($0) })
      ]
    }
    var parts: [String] = []
    if !deal.stage.isEmpty {
      parts.append(RecordWords.inStage(deal.stage, for: deal.stageDays.map { Ages.days($0) }))
    }
    if let age = deal.ageDays { parts.append(RecordWords.open(for: Ages.days(age))) }
    if let idle = deal.idleDays, deal.touches > 0 { parts.append(RecordWords.quiet(for: Ages.days(idle))) }
    if deal.touches == 0, snapshot.recordsActivities { parts.append(RecordWords.noActivity) }
    return parts.isEmpty ? [ListWords.open] : parts
  }

  /// Next step and expected close, as far as the data says them.
  private var plans: [RecordHead.Line] {
    guard deal.status == .open else { return [] }
    var lines: [RecordHead.Line] = []
    let step = [
      pages.detail(RecordWords.nextStepDetail) ?? "", timeline.nextStepAt.isKnown ? day(timeline.nextStepAt) : "",
    ]
    if step != ["", ""] { lines.append(RecordHead.Line(ListWords.nextStep, step)) }
    if timeline.expectedCloseOn.isKnown {
      lines.append(
        RecordHead.Line(
          RecordWords.expectedClose, [day(timeline.expectedCloseOn), pushes].filter { !$0.isEmpty }))
    }
    return lines
  }

  /// "pushed out 3 times, 46 d in all".
  private var pushes: String {
    let pushed = timeline.events.compactMap { $0.change?.pushed }
    guard !pushed.isEmpty else { return "" }
    let days = Double(pushed.reduce(0, +)) / Double(Instant.day)
    return RecordWords.pushed(pushed.count, inAll: Ages.days(days))
  }

  /// Chances that stand on fewer ends are no figures.
  private static let fewestEnds = 10

  /// What became of deals like it: "24 % in the end", "half of 412 enterprise end by 4 Jan (3 Dec–26 Feb)", where the
  /// dates in brackets are those by which a quarter and three quarters have ended.
  private var outlook: [RecordHead.Line] {
    guard let outlook = timeline.outlook else { return [] }
    guard outlook.ends >= Self.fewestEnds else {
      return [RecordHead.Line(RecordWords.chance, [RecordWords.tooFew, RecordWords.ends(outlook.ends)])]
    }
    let chances = [(30, outlook.winWithin30), (90, outlook.winWithin90)].map { days, chance in
      RecordWords.within(days, Numbers.percent(chance, fine: true))
    }
    var lines = [
      RecordHead.Line(
        RecordWords.chance, [RecordWords.inTheEnd(Numbers.percent(outlook.winEventually))] + chances)
    ]
    if let half = outlook.endsInDays.value {
      let ends = [outlook.endsInDays.low, outlook.endsInDays.high].compactMap { $0.map(date) }
      let range = ends.count == 2 ? "\(ends[0])\u{2013}\(ends[1])" : nil
      let like = [Numbers.whole(outlook.deals), outlook.segment].filter { !$0.isEmpty }.joined(separator: " ")
      lines.append(RecordHead.Line(RecordWords.like, [RecordWords.halfEnd(like, by: date(half), range: range)]))
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
    return RecordWords.day(text, inDays: days)
  }

  private var lead: [RecordHead.Line] {
    guard let lead = timeline.lead else { return [] }
    return [
      RecordHead.Line(RecordWords.lead, [lead.name.isEmpty ? lead.id : lead.name, lead.source, lead.reason], .dim)
    ]
  }
}
