import Cells
import Domain
import MetricEngine

/// A record with its history, as ``RecordScreen`` needs it.
protocol RecordTimeline: Sendable, Equatable {
  /// Asks for it.
  static func question(_ row: Int32, _ query: Query) -> Effect

  /// The record that a message brings, with what is stored and noted about it.
  static func answer(_ message: Message) -> (timeline: Self, details: [[String]], notes: [String])?

  /// All of its kind, and the row that an answer to the question for one of them brings.
  static var listing: Listing { get }
  static func row(in page: Page) -> Int32?

  /// Its row in the data.
  var row: Int32 { get }

  /// Its name, else its id.
  var name: String { get }

  /// What notes are about.
  var subject: NoteSubject { get }

  /// The record that it came from or became.
  var counterpart: Screen? { get }

  /// What a copied line says of it.
  var summary: [String] { get }

  /// How it is drawn.
  func view(_ pages: RecordPages, _ snapshot: Snapshot) -> RecordView
}

/// One lead or one opportunity: what is wrong with it, its way, everything known about it.
enum RecordScreen<Timeline: RecordTimeline>: ScreenBehavior {
  typealias State = RecordState<Timeline>

  static func title(_ state: State, _ model: Model) -> String { state.timeline?.name ?? state.name }

  static func commands(_ state: State, _ model: Model) -> [Command] {
    let other: [Command] = state.timeline?.counterpart == nil ? [] : [.open]
    let link: [Command] = state.pages.link == nil ? [] : [.link]
    return other + [.note] + link + [.copy, .export] + RecordPages.commands
  }

  static func draw(_ state: State, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let view = view(state, model) else {
      let isGone = state.row < 0 && state.request == nil && model.snapshot != nil
      canvas.put(
        isGone ? RecordWords.gone : Words.reading, x: rect.x + 1, y: rect.y, style: look[.dim], width: rect.width - 2)
      return
    }
    view.draw(rect, look, &canvas)
  }

  private static func view(_ state: State, _ model: Model) -> RecordView? {
    guard let timeline = state.timeline, let snapshot = model.snapshot else { return nil }
    return timeline.view(state.pages, snapshot)
  }

  static func appear(_ state: inout State, _ model: inout Model) -> [Effect] {
    guard model.snapshot != nil else { return [] }
    guard state.row < 0, let id = state.sought else { return [Timeline.question(state.row, model.shownQuery)] }
    let number = model.requests.next()
    state.request = number
    let request = PageRequest(listing: Timeline.listing, query: model.shownQuery, only: [id], offset: 0, limit: 1)
    return [.page(request, request: number)]
  }

  static func receive(_ message: Message, _ state: inout State, _ model: inout Model) -> [Effect] {
    if case .page(let page, let number) = message, number == state.request {
      state.request = nil
      guard let row = Timeline.row(in: page) else { return [] }
      state.row = row
      return appear(&state, &model)
    }
    guard let answer = Timeline.answer(message), answer.timeline.row == state.row else { return [] }
    state.timeline = answer.timeline
    let links = model.snapshot?.links ?? RecordLinks()
    let details = RecordAddress.completing(answer.details, of: answer.timeline.subject, links)
    state.pages.take(details: details, notes: answer.notes)
    return []
  }

  static func perform(_ command: Command, _ state: inout State, _ model: inout Model) -> [Effect] {
    guard let timeline = state.timeline, let view = view(state, model) else { return [] }
    let extent = view.extent(Frame(size: model.size, model: model).body)
    if state.pages.perform(command, lines: extent.lines, height: extent.height) { return [] }
    switch command {
    case .open: return open(timeline, &model)
    case .note:
      model.startNote(about: timeline.subject)
      return []
    case .link: return state.pages.link.map { model.copy($0, saying: RecordWords.linkSent) } ?? []
    case .export:
      let table = ScreenExport.record(state.pages.details, notes: state.pages.notes)
      return model.write(table, named: ListExport.fileName(state.name, model))
    case .copy:
      let parts = timeline.summary + [state.pages.link ?? ""]
      return model.copy(parts.filter { !$0.isEmpty }.joined(separator: "  "))
    default: return []
    }
  }

  /// Goes to the record that it came from or became; back to it, if that is where it was opened from.
  private static func open(_ timeline: Timeline, _ model: inout Model) -> [Effect] {
    guard let other = timeline.counterpart else { return [] }
    if let below = model.screenBelow?.record, below == other.record { return model.pop() }
    return model.push(other)
  }

  static func mouse(_ event: MouseEvent, in rect: Rect, _ state: inout State, _ model: inout Model) -> [Effect] {
    guard let view = view(state, model) else { return [] }
    guard let part = view.part(atX: event.x, event.y, rect), let lines = view.lines(part, rect) else { return [] }
    // The wheel turns what is under it.
    if event.kind != .drag { state.pages.choose(part) }
    _ = state.pages.scroll.follow(event, in: lines.inside, lines: lines.count, &model)
    return []
  }
}

extension Screen {
  /// A row of a table.
  fileprivate struct Record: Equatable {
    var isLead: Bool
    var row: Int32
  }

  /// The record that it shows.
  fileprivate var record: Record? {
    switch self {
    case .lead(let state): Record(isLead: true, row: state.row)
    case .opportunity(let state): Record(isLead: false, row: state.row)
    default: nil
    }
  }
}

extension OpportunityTimeline: RecordTimeline {
  static func question(_ row: Int32, _ query: Query) -> Effect { .openOpportunity(row: row, query) }
  static var listing: Listing { .allOpportunities }
  static func row(in page: Page) -> Int32? { page.opportunities.first?.row }

  static func answer(_ message: Message) -> (timeline: Self, details: [[String]], notes: [String])? {
    if case .opportunity(let timeline, let details, let notes) = message { (timeline, details, notes) } else { nil }
  }

  var row: Int32 { header.row }
  var name: String { header.name.isEmpty ? header.id : header.name }
  var subject: NoteSubject { .opportunity(id: header.id) }
  var counterpart: Screen? {
    lead.map { .lead(LeadState(row: $0.row, name: $0.name.isEmpty ? $0.id : $0.name)) }
  }

  var summary: [String] {
    [header.id, header.name, header.account, header.amount.map(MoneyText.full) ?? "", header.stage, header.rep]
      + problems
  }

  func view(_ pages: RecordPages, _ snapshot: Snapshot) -> RecordView {
    let asOf = snapshot.readings.query.asOf
    return RecordView(
      head: OpportunityHead(self, snapshot, pages).head, lane: LaneBuilder.lane(self, asOf: asOf),
      history: RecordHistory(
        events, until: header.status == .open ? asOf : .never, snapshot,
        precision: snapshot.facts.opportunityPrecision),
      pages: pages)
  }
}

extension LeadTimeline: RecordTimeline {
  static func question(_ row: Int32, _ query: Query) -> Effect { .openLead(row: row, query) }
  static var listing: Listing { .allLeads }
  static func row(in page: Page) -> Int32? { page.leads.first?.row }

  static func answer(_ message: Message) -> (timeline: Self, details: [[String]], notes: [String])? {
    if case .lead(let timeline, let details, let notes) = message { (timeline, details, notes) } else { nil }
  }

  var row: Int32 { header.row }
  var name: String { header.name.isEmpty ? header.id : header.name }
  var subject: NoteSubject { .lead(id: header.id) }

  var counterpart: Screen? {
    opportunity < 0 ? nil : .opportunity(OpportunityState(row: opportunity, name: RecordWords.itsOpportunity))
  }

  var summary: [String] { [header.id, header.name, header.source, header.rep] + problems }

  func view(_ pages: RecordPages, _ snapshot: Snapshot) -> RecordView {
    let isOver = header.qualifiedAt.happened || header.disqualifiedAt.happened
    return RecordView(
      head: LeadHead(self, snapshot).head, lane: nil,
      history: RecordHistory(
        events, until: isOver ? .never : snapshot.readings.query.asOf, snapshot,
        precision: snapshot.facts.leadPrecision),
      pages: pages)
  }
}
