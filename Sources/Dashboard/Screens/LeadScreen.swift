import Cells
import Domain
import MetricEngine

/// One lead: its clock against its limit in working time, what happened, everything known about it.
enum LeadScreen: ScreenBehavior {
  static func title(_ state: LeadState, _ model: Model) -> String { state.name }

  static func commands(_ state: LeadState, _ model: Model) -> [Command] {
    let deal: [Command] = (state.timeline?.opportunity ?? -1) < 0 ? [] : [.open]
    let link: [Command] = state.pages.link == nil ? [] : [.link]
    return deal + [.note] + link + [.copy] + RecordPages.commands
  }

  static func draw(_ state: LeadState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let view = view(state, model) else {
      canvas.put(Words.reading, x: rect.x + 1, y: rect.y, style: look[.dim])
      return
    }
    view.draw(rect, look, &canvas)
  }

  private static func view(_ state: LeadState, _ model: Model) -> RecordView? {
    guard let timeline = state.timeline, let snapshot = model.snapshot else { return nil }
    let lead = timeline.header
    let isOver = lead.qualifiedAt.happened || lead.disqualifiedAt.happened
    return RecordView(
      head: LeadHead(timeline, snapshot).head, lane: nil,
      history: RecordHistory(
        timeline.events, until: isOver ? .never : model.asOf, snapshot, precision: snapshot.facts.leadPrecision),
      pages: state.pages)
  }

  static func appear(_ state: inout LeadState, _ model: inout Model) -> [Effect] {
    model.snapshot == nil ? [] : [.openLead(row: state.row, model.shownQuery)]
  }

  static func receive(_ message: Message, _ state: inout LeadState, _ model: inout Model) -> [Effect] {
    guard case .lead(let timeline, let details, let notes) = message, timeline.header.row == state.row else {
      return []
    }
    state.timeline = timeline
    state.pages.take(details: details, notes: notes)
    return []
  }

  static func perform(_ command: Command, _ state: inout LeadState, _ model: inout Model) -> [Effect] {
    guard let timeline = state.timeline, let view = view(state, model) else { return [] }
    let extent = view.extent(Frame(size: model.size, model: model).body)
    if state.pages.perform(command, lines: extent.lines, height: extent.height) { return [] }
    switch command {
    case .open:
      guard timeline.opportunity >= 0 else { return [] }
      if case .opportunity(let below) = model.screenBelow, below.row == timeline.opportunity { return model.pop() }
      return model.push(.opportunity(OpportunityState(row: timeline.opportunity, name: "its opportunity")))
    case .note:
      model.startNote(isLead: true, id: timeline.header.id)
      return []
    case .link: return state.pages.link.map { model.copy($0, saying: "link copied") } ?? []
    case .copy:
      let lead = timeline.header
      let parts = [lead.id, lead.name, lead.source, lead.rep] + timeline.problems + [state.pages.link ?? ""]
      return model.copy(parts.filter { !$0.isEmpty }.joined(separator: "  "))
    default: return []
    }
  }

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout LeadState, _ model: inout Model
  ) -> [Effect] {
    guard let view = view(state, model) else { return [] }
    let extent = view.extent(rect)
    if state.pages.scroll.turn(event, lines: extent.lines, height: extent.height) { return [] }
    if event.kind == .press, let part = view.part(atX: event.x, event.y, rect) { state.pages.choose(part) }
    return []
  }
}
