import Cells
import Domain
import MetricEngine

/// One opportunity: its way through the process, what is wrong with it, everything known about it.
enum OpportunityScreen: ScreenBehavior {
  static func title(_ state: OpportunityState, _ model: Model) -> String { state.name }

  static func commands(_ state: OpportunityState, _ model: Model) -> [Command] {
    let lead: [Command] = state.timeline?.lead == nil ? [] : [.open]
    let link: [Command] = state.pages.link == nil ? [] : [.link]
    return lead + [.note] + link + [.copy, .nextPart, .previousPart, .up, .down, .pageUp, .pageDown, .first, .last]
  }

  static func draw(_ state: OpportunityState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let view = view(state, model, look) else {
      canvas.put("reading", x: rect.x + 1, y: rect.y, style: look[.dim])
      return
    }
    view.draw(rect, look, &canvas)
  }

  private static func view(_ state: OpportunityState, _ model: Model, _ look: Look?) -> RecordView? {
    guard let timeline = state.timeline, let snapshot = model.snapshot else { return nil }
    return RecordView(
      head: head(timeline, snapshot), problems: timeline.problems,
      lane: LaneBuilder.lane(timeline, asOf: model.asOf), events: timeline.events, pages: state.pages,
      snapshot: snapshot, precision: snapshot.facts.opportunityPrecision)
  }

  private static func head(_ timeline: OpportunityTimeline, _ snapshot: Snapshot) -> [[RecordView.Piece]] {
    let deal = timeline.header
    let name = deal.name.isEmpty ? deal.id : deal.name
    let people = [
      deal.account, deal.rep.isEmpty ? "no owner" : deal.rep, deal.team, deal.segment, deal.source,
    ]
    return [
      [
        RecordView.Piece(name, .strong), RecordView.Piece(deal.amount.map(MoneyText.full) ?? "no amount", .strong),
        RecordView.Piece(standing(deal, snapshot)),
      ],
      [RecordView.Piece(([deal.id] + people).filter { !$0.isEmpty }.joined(separator: "   "), .dim)],
      [RecordView.Piece(plans(timeline, snapshot), .dim)],
    ].filter { !$0.allSatisfy(\.text.isEmpty) }
  }

  /// "in Proposal for 31 d, open for 74 d, quiet for 12 d".
  private static func standing(_ deal: OpportunityRow, _ snapshot: Snapshot) -> String {
    guard deal.status == .open else {
      let when = deal.closedAt.isKnown ? " \(Dates.full(deal.closedAt, snapshot))" : ""
      let after = deal.ageDays.map { ", after \(Durations.days($0))" } ?? ""
      return "\(ListColumns.status(deal.status))\(when)\(after)"
    }
    var parts: [String] = []
    if !deal.stage.isEmpty {
      parts.append("in \(deal.stage)" + (deal.stageDays.map { " for \(Durations.days($0))" } ?? ""))
    }
    if let age = deal.ageDays { parts.append("open for \(Durations.days(age))") }
    if let idle = deal.idleDays, deal.touches > 0 { parts.append("quiet for \(Durations.days(idle))") }
    if deal.touches == 0 { parts.append("no activity recorded") }
    return parts.joined(separator: ", ")
  }

  private static func plans(_ timeline: OpportunityTimeline, _ snapshot: Snapshot) -> String {
    var parts: [String] = []
    if timeline.nextStepAt.isKnown { parts.append("next step \(Dates.weekday(timeline.nextStepAt, snapshot))") }
    if timeline.expectedCloseOn.isKnown {
      parts.append("expected to close \(Dates.full(timeline.expectedCloseOn, snapshot))")
    }
    return parts.joined(separator: "   ")
  }

  static func appear(_ state: inout OpportunityState, _ model: inout Model) -> [Effect] {
    model.snapshot == nil ? [] : [.openOpportunity(row: state.row, model.shownQuery)]
  }

  static func receive(_ message: Message, _ state: inout OpportunityState, _ model: inout Model) -> [Effect] {
    guard case .opportunity(let timeline, let details, let notes) = message, timeline.header.row == state.row else {
      return []
    }
    state.timeline = timeline
    state.pages.details = details
    state.pages.notes = notes
    return []
  }

  static func perform(_ command: Command, _ state: inout OpportunityState, _ model: inout Model) -> [Effect] {
    guard let timeline = state.timeline else { return [] }
    let lines = view(state, model, nil)?.linesOfPart(width: model.size.width) ?? 0
    if state.pages.perform(command, lines: lines, height: max(1, model.size.height / 2)) { return [] }
    switch command {
    case .open:
      guard let lead = timeline.lead else { return [] }
      return model.push(.lead(LeadState(row: lead.row, name: lead.name.isEmpty ? lead.id : lead.name)))
    case .note:
      model.startNote(isLead: false, id: timeline.header.id)
      return []
    case .link: return state.pages.link.map { [.copy($0)] } ?? []
    case .copy: return [.copy(summary(timeline, state.pages))]
    default: return []
    }
  }

  private static func summary(_ timeline: OpportunityTimeline, _ pages: RecordPages) -> String {
    let deal = timeline.header
    let parts = [deal.id, deal.name, deal.account, deal.amount.map(MoneyText.full) ?? "", deal.stage, deal.rep]
    return (parts + timeline.problems + [pages.link ?? ""]).filter { !$0.isEmpty }.joined(separator: "  ")
  }

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout OpportunityState, _ model: inout Model
  ) -> [Effect] {
    switch event.kind {
    case .wheelUp: perform(.up, &state, &model)
    case .wheelDown: perform(.down, &state, &model)
    default: []
    }
  }
}
