import Cells
import Domain
import MetricEngine

@testable import Dashboard

extension Sample {
  /// The answer to a question for rows of quiet deals or waiting leads, as the program would give it.
  static func page(_ request: PageRequest, opportunities: [OpportunityRow], leads: [LeadRow] = []) -> Page {
    let count = opportunities.count + leads.count
    let window = min(request.offset, count)..<min(count, request.offset + min(request.limit, count))
    let ids = opportunities.map(\.id) + leads.map(\.id)
    return Page(
      request: request, total: count, marked: ids.count { request.marks.contains($0) },
      money: MoneyByCurrency(opportunities.compactMap(\.amount)),
      opportunities: opportunities.isEmpty ? [] : Array(opportunities[window]),
      leads: leads.isEmpty ? [] : Array(leads[window]))
  }

  /// Answers all questions among effects, so that screens have their rows.
  static func answer(
    _ effects: [Effect], _ model: inout Model, opportunities: [OpportunityRow] = quiet(),
    leads: [LeadRow] = waitingWithReasons()
  ) {
    for effect in effects {
      switch effect {
      case .page(let request, let number):
        let isLeads = request.listing.isLeads
        func isAsked(_ id: String) -> Bool { request.only.isEmpty || request.only.contains(id) }
        let page = page(
          request, opportunities: isLeads ? [] : opportunities.filter { isAsked($0.id) },
          leads: isLeads ? leads.filter { isAsked($0.id) } : [])
        answer(update(&model, .page(page, request: number)), &model, opportunities: opportunities, leads: leads)
      case .breakdown(_, let dimension, _, let number):
        _ = update(&model, .breakdown(breakdown(dimension), request: number))
      case .people(let dimension, _, let number):
        _ = update(&model, .people(people(dimension), request: number))
      case .notes(let subject):
        _ = update(&model, .notes(["asked for help with Helios", "1:1 on Monday: answers first"], about: subject))
      case .claims(_, let number): _ = update(&model, .claims(claims(), request: number))
      case .openOpportunity(let row, _):
        let timeline = opportunityTimeline(row)
        _ = update(&model, .opportunity(timeline, details: details(timeline.header.id), notes: []))
      case .openLead(let row, _):
        _ = update(&model, .lead(leadTimeline(row), details: details("L-100\(row)"), notes: []))
      case .ruleHistory(_, let number): _ = update(&model, .ruleHistory(ruleHistory(), request: number))
      default: break
      }
    }
  }

  /// A dashboard after these keys, all its questions answered.
  static func model(_ width: Int, _ height: Int, _ snapshot: Snapshot = Sample.snapshot(), keys: [Key]) -> Model {
    var model = model(width, height, snapshot)
    for key in keys { press(&model, key) }
    return model
  }

  /// Presses a key and answers what it asks for.
  @discardableResult
  static func press(_ model: inout Model, _ keys: Key...) -> [Effect] {
    keys.flatMap { key in
      let effects = update(&model, .event(.key(key)))
      answer(effects, &model)
      return effects
    }
  }

  /// Types a line and answers what each letter asks for.
  @discardableResult
  static func type(_ model: inout Model, _ text: String) -> [Effect] {
    text.flatMap { press(&model, .character($0)) }
  }

  /// The list of all deals, so many of them.
  static func allDeals(_ count: Int = 5, _ width: Int = 120, _ height: Int = 40) -> Model {
    var model = model(width, height)
    answer(update(&model, .event(.key(.character("o")))), &model, opportunities: deals(count))
    return model
  }

  /// Many deals with distinct names and amounts, most money first.
  static func deals(_ count: Int) -> [OpportunityRow] {
    let pattern = quiet()[0]
    return (0..<count).map { index in
      var row = pattern
      row.row = Int32(index)
      row.id = "O-\(3_000 + index)"
      row.name = "Deal \(index)"
      row.amount = Money(hundredths: Int64(count - index) * 100_000, currency: "EUR")
      return row
    }
  }

  static func waitingWithReasons() -> [LeadRow] {
    waiting().map { lead in
      var lead = lead
      lead.reasons = [lead.secondsLeft < 0 ? .late(seconds: -lead.secondsLeft) : .due(seconds: 240)]
      return lead
    }
  }

  static func breakdown(_ dimension: Dimension) -> [BreakdownRow] {
    let names = dimension == .rep ? (1...40).map { "rep0\($0 < 10 ? "0" : "")\($0)" } : ["partner", "web", "events"]
    return names.enumerated().map { index, name in
      BreakdownRow(
        name: name, value: 0.18 + 0.02 * Double(index % 9), low: 0.15, high: 0.41, count: index == 1 ? 12 : 204 + index,
        previous: 0.33, items: index)
    }
  }

  // MARK: - Records

  private static func event(
    _ daysAgo: Double, _ kind: TimelineEvent.Kind, _ text: String, _ who: String = "rep010", _ deviation: Remark? = nil
  ) -> TimelineEvent {
    TimelineEvent(
      at: asOf.adding(-Int64(daysAgo * Double(Instant.day))), kind: kind, text: text, who: who, deviation: deviation)
  }

  /// A deal that skipped a stage, went back, and fell silent.
  static func opportunityTimeline(_ row: Int32) -> OpportunityTimeline {
    let events = [
      event(90, .created, "partner", ""), event(90, .stage, "Discovery"), event(86, .activity, "call"),
      event(80, .stage, "Qualification"), event(79, .activity, "meeting"),
      event(60, .stage, "Proposal", "rep010", .skipped(["Demo"])), event(59, .activity, "mail"),
      event(48, .stage, "Qualification", "rep010", .wentBack(times: 1)), event(44, .activity, "call"),
      event(43, .stage, "Proposal", "rep010", .repeated), event(41, .activity, "mail"),
    ]
    return OpportunityTimeline(
      header: quiet()[min(Int(row), 3)], events: events,
      problems: [.quiet(days: 41, wins: .init(days: 6, isOfItsKind: false)), .skipped(["Demo"]), .wentBack(times: 1)],
      lead: waitingWithReasons()[0], stages: profile().process.stages, nextStepAt: asOf.adding(days: 3),
      expectedCloseOn: asOf.adding(days: -18),
      outlook: Outlook(
        ageDays: 74, segment: "enterprise", deals: 412, ends: 180, winEventually: 0.24, winWithin30: 0.06,
        winWithin90: 0.15, endsInDays: Estimate(value: 41, low: 12, high: 97)))
  }

  /// A lead that waits beyond its limit.
  static func leadTimeline(_ row: Int32) -> LeadTimeline {
    let lead = waitingWithReasons()[min(Int(row), 6)]
    return LeadTimeline(
      header: lead,
      events: [
        TimelineEvent(at: lead.createdAt, kind: .came, text: lead.source, who: ""),
        TimelineEvent(at: lead.createdAt.adding(60), kind: .assigned, text: "", who: lead.rep),
      ],
      problems: lead.secondsLeft < 0 ? [.overLimit(.waiting, seconds: 8100, limit: 300)] : [],
      limitSeconds: 300, opportunity: row == 0 ? 0 : -1)
  }

  static func details(_ id: String) -> [[String]] {
    [
      ["opportunity id", id], ["created at", "2026-08-23 17:40 UTC"], ["next step", "send the offer"],
      ["link", "https://crm.example/\(id)"],
      ["remarks", "asked for a reference customer in the same trade before the board decides in December"],
    ]
  }
}

extension [Effect] {
  /// The rows that are asked for.
  var pageRequests: [PageRequest] {
    compactMap { if case .page(let request, _) = $0 { request } else { nil } }
  }
}

extension Screen {
  /// The list that fills the screen; nil for one that is a part of it.
  var wholeList: ListState? {
    if case .list(let state) = self { state } else { nil }
  }
}
