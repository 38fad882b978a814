import Cells
import Domain
import MetricEngine

/// One lead: its clock against its limit in working time, what happened, everything known about it.
enum LeadScreen: ScreenBehavior {
  static func title(_ state: LeadState, _ model: Model) -> String { state.name }

  static func commands(_ state: LeadState, _ model: Model) -> [Command] {
    let deal: [Command] = (state.timeline?.opportunity ?? -1) < 0 ? [] : [.open]
    let link: [Command] = state.pages.link == nil ? [] : [.link]
    return deal + [.note] + link + [.copy, .nextPart, .previousPart, .up, .down, .pageUp, .pageDown, .first, .last]
  }

  static func draw(_ state: LeadState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let view = view(state, model) else {
      canvas.put("reading", x: rect.x + 1, y: rect.y, style: look[.dim])
      return
    }
    view.draw(rect, look, &canvas)
  }

  private static func view(_ state: LeadState, _ model: Model) -> RecordView? {
    guard let timeline = state.timeline, let snapshot = model.snapshot else { return nil }
    return RecordView(
      head: head(timeline, snapshot), problems: timeline.problems, lane: nil, events: timeline.events,
      pages: state.pages, snapshot: snapshot, precision: snapshot.facts.leadPrecision)
  }

  private static func head(_ timeline: LeadTimeline, _ snapshot: Snapshot) -> [[RecordView.Piece]] {
    let lead = timeline.header
    let people = [lead.id, lead.rep.isEmpty ? "no owner" : lead.rep, lead.team, lead.source, lead.segment]
    return [
      [
        RecordView.Piece(lead.name.isEmpty ? lead.id : lead.name, .strong),
        RecordView.Piece(clock(timeline), lead.secondsLeft < 0 ? .breaching : .strong),
      ],
      [RecordView.Piece(people.filter { !$0.isEmpty }.joined(separator: "   "), .dim)],
      [RecordView.Piece(waits(timeline), .dim)],
    ]
  }

  /// "waits, late by 2 h 10" or "answered after 4 min, in time".
  private static func clock(_ timeline: LeadTimeline) -> String {
    let lead = timeline.header
    guard lead.firstResponseAt.happened else {
      return lead.secondsLeft < 0
        ? "waits, late by \(Durations.short(Double(-lead.secondsLeft)))"
        : "waits, \(Durations.short(Double(lead.secondsLeft))) left"
    }
    let time = Durations.short(Double(lead.businessSeconds))
    return lead.secondsLeft < 0 ? "answered after \(time), late" : "answered after \(time), in time"
  }

  private static func waits(_ timeline: LeadTimeline) -> String {
    let lead = timeline.header
    let limit = Durations.limit(seconds: timeline.limitSeconds)
    let work = Durations.short(Double(lead.businessSeconds))
    return "limit \(limit)   \(work) of working time, \(Durations.short(Double(lead.wallSeconds))) on the clock"
  }

  static func appear(_ state: inout LeadState, _ model: inout Model) -> [Effect] {
    model.snapshot == nil ? [] : [.openLead(row: state.row, model.shownQuery)]
  }

  static func receive(_ message: Message, _ state: inout LeadState, _ model: inout Model) -> [Effect] {
    guard case .lead(let timeline, let details, let notes) = message, timeline.header.row == state.row else {
      return []
    }
    state.timeline = timeline
    state.pages.details = details
    state.pages.notes = notes
    return []
  }

  static func perform(_ command: Command, _ state: inout LeadState, _ model: inout Model) -> [Effect] {
    guard let timeline = state.timeline else { return [] }
    let lines = view(state, model)?.linesOfPart(width: model.size.width) ?? 0
    if state.pages.perform(command, lines: lines, height: max(1, model.size.height / 2)) { return [] }
    switch command {
    case .open:
      guard timeline.opportunity >= 0 else { return [] }
      return model.push(.opportunity(OpportunityState(row: timeline.opportunity, name: "its opportunity")))
    case .note:
      model.startNote(isLead: true, id: timeline.header.id)
      return []
    case .link: return state.pages.link.map { [.copy($0)] } ?? []
    case .copy:
      let lead = timeline.header
      let parts = [lead.id, lead.name, lead.source, lead.rep] + timeline.problems + [state.pages.link ?? ""]
      return [.copy(parts.filter { !$0.isEmpty }.joined(separator: "  "))]
    default: return []
    }
  }

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout LeadState, _ model: inout Model
  ) -> [Effect] {
    switch event.kind {
    case .wheelUp: perform(.up, &state, &model)
    case .wheelDown: perform(.down, &state, &model)
    default: []
    }
  }
}
