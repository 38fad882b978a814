import Cells
import Domain
import MetricEngine

/// One opportunity: its way through the process, what is wrong with it, everything known about it.
enum OpportunityScreen: ScreenBehavior {
  static func title(_ state: OpportunityState, _ model: Model) -> String {
    guard let deal = state.timeline?.header else { return state.name }
    return deal.name.isEmpty ? deal.id : deal.name
  }

  static func commands(_ state: OpportunityState, _ model: Model) -> [Command] {
    let lead: [Command] = state.timeline?.lead == nil ? [] : [.open]
    let link: [Command] = state.pages.link == nil ? [] : [.link]
    return lead + [.note] + link + [.copy] + RecordPages.commands
  }

  static func draw(_ state: OpportunityState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let view = view(state, model) else {
      canvas.put(Words.reading, x: rect.x + 1, y: rect.y, style: look[.dim])
      return
    }
    view.draw(rect, look, &canvas)
  }

  private static func view(_ state: OpportunityState, _ model: Model) -> RecordView? {
    guard let timeline = state.timeline, let snapshot = model.snapshot else { return nil }
    let until = timeline.header.status == .open ? model.asOf : .never
    return RecordView(
      head: OpportunityHead(timeline, snapshot, state.pages).head, lane: LaneBuilder.lane(timeline, asOf: model.asOf),
      history: RecordHistory(
        timeline.events, until: until, snapshot, precision: snapshot.facts.opportunityPrecision),
      pages: state.pages)
  }

  static func appear(_ state: inout OpportunityState, _ model: inout Model) -> [Effect] {
    model.snapshot == nil ? [] : [.openOpportunity(row: state.row, model.shownQuery)]
  }

  static func receive(_ message: Message, _ state: inout OpportunityState, _ model: inout Model) -> [Effect] {
    guard case .opportunity(let timeline, let details, let notes) = message, timeline.header.row == state.row else {
      return []
    }
    state.timeline = timeline
    state.pages.take(details: details, notes: notes)
    return []
  }

  static func perform(_ command: Command, _ state: inout OpportunityState, _ model: inout Model) -> [Effect] {
    guard let timeline = state.timeline, let view = view(state, model) else { return [] }
    let extent = view.extent(Frame(size: model.size, model: model).body)
    if state.pages.perform(command, lines: extent.lines, height: extent.height) { return [] }
    switch command {
    case .open:
      guard let lead = timeline.lead else { return [] }
      if case .lead(let below) = model.screenBelow, below.row == lead.row { return model.pop() }
      return model.push(.lead(LeadState(row: lead.row, name: lead.name.isEmpty ? lead.id : lead.name)))
    case .note:
      model.startNote(isLead: false, id: timeline.header.id)
      return []
    case .link: return state.pages.link.map { model.copy($0, saying: "link copied") } ?? []
    case .copy: return model.copy(summary(timeline, state.pages))
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
    guard let view = view(state, model) else { return [] }
    let extent = view.extent(rect)
    if state.pages.scroll.turn(event, lines: extent.lines, height: extent.height) { return [] }
    if event.kind == .press, let part = view.part(atX: event.x, event.y, rect) { state.pages.choose(part) }
    return []
  }
}
