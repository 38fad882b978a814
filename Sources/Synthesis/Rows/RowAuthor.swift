import Domain

/// Writes what is known of the organisation's stories at an instant, row by row.
struct RowAuthor: Sendable {
  let organisation: Organisation
  let seed: UInt64
  /// Everything later is hidden.
  var asOf: Instant

  private func known(_ instant: Instant) -> Instant { instant <= asOf ? instant : .never }

  static func leadID(_ lead: LeadStory) -> String { "L" + digits(lead.number, width: 7) }
  static func opportunityID(_ lead: LeadStory) -> String { "O" + digits(lead.number, width: 7) }

  /// Everybody who works there. A person's name is the id too, as in exports that know owners by name only.
  func users(to writer: inout some RowWriter, since: Instant) {
    user(organisation.head, team: nil, manager: "", since, &writer)
    for team in organisation.teams { user(team.manager, team: team, manager: organisation.head, since, &writer) }
    for rep in organisation.reps {
      let team = organisation.teams[rep.team]
      user(rep.name, team: team, manager: team.manager, since, &writer)
    }
  }

  private func user(
    _ name: String, team: Team?, manager: String, _ since: Instant, _ writer: inout some RowWriter
  ) {
    writer.text(name)
    writer.text(name)
    writer.text(team?.name ?? "")
    writer.text(team.map { Market.regions[$0.region] } ?? "")
    writer.text(manager)
    writer.instant(since)
    writer.endRow()
  }

  func account(_ key: CompanyKey, to writer: inout some RowWriter) {
    let company = Company(key, seed: seed)
    writer.text(key.id)
    writer.text(company.name)
    writer.text(Market.segments[key.segment])
    writer.text(Market.regions[key.region])
    writer.text(company.place.country)
    writer.endRow()
  }

  func lead(_ lead: LeadStory, to writer: inout some RowWriter) {
    writer.text(Self.leadID(lead))
    writer.instant(lead.createdAt)
    writer.instant(known(lead.firstResponseAt))
    belongings(of: lead, to: &writer)
    writer.instant(known(lead.qualifiedAt))
    writer.instant(known(lead.disqualifiedAt))
    writer.text(lead.qualifiedAt <= asOf ? Self.opportunityID(lead) : "")
    writer.instant(known(lead.assignedAt))
    var chance = Chance(seed: lead.seed, stream: 1)
    let person = Naming.person(&chance)
    let company = Company(lead.company, seed: seed)
    writer.text(person)
    writer.text(company.name)
    writer.text(Naming.email(person: person, company: company.name))
    writer.text("inbound")
    writer.endRow()
  }

  private func belongings(of lead: LeadStory, to writer: inout some RowWriter) {
    let rep = organisation.reps[lead.rep]
    writer.text(Market.sources[lead.source])
    writer.text(Market.regions[lead.company.region])
    writer.text(Market.segments[lead.company.segment])
    writer.text(organisation.teams[rep.team].name)
    writer.text(rep.name)
  }

  func opportunity(_ deal: DealStory, of lead: LeadStory, to writer: inout some RowWriter) {
    let isClosed = deal.closedAt <= asOf
    let id = Self.opportunityID(lead)
    writer.text(id)
    writer.text(Self.leadID(lead))
    writer.instant(deal.createdAt)
    writer.instant(known(deal.closedAt))
    writer.text(isClosed ? deal.outcome == .won ? "won" : "lost" : "")
    belongings(of: lead, to: &writer)
    writer.amount(deal.amount)
    let company = Company(lead.company, seed: seed)
    writer.text("\(company.name) \(deal.title)")
    writer.text(lead.company.id)
    writer.text(Market.currency)
    writer.text("https://crm.example/opportunities/\(id)")
    plan(of: deal, isClosed: isClosed, to: &writer)
    writer.text(Market.kinds[deal.kind])
    writer.text(company.place.country)
    writer.text(company.place.city)
    writer.endRow()
  }

  /// What the rep states about the future.
  private func plan(of deal: DealStory, isClosed: Bool, to writer: inout some RowWriter) {
    let stage = deal.lastVisit(asOf: asOf)?.stage ?? 0
    let next = isClosed ? .never : deal.lastTouch(asOf: asOf)?.nextAt ?? .never
    writer.text(next.isKnown ? Market.nextSteps[min(stage, Market.nextSteps.count - 1)] : "")
    writer.instant(next)
    writer.date(deal.expectedOn(asOf: asOf))
    writer.text(isClosed ? deal.outcome == .won ? "Closed" : "Omitted" : Market.forecasts[stage])
    writer.text(isClosed && deal.outcome == .lost ? Market.lostReasons[deal.lostReason] : "")
    writer.text(Self.stageName(stage))
  }

  /// The stage entries after one instant, through ``asOf``.
  func visits(of deal: DealStory, lead: LeadStory, after: Instant, to writer: inout some RowWriter) {
    let id = Self.opportunityID(lead)
    for (index, visit) in deal.visits.enumerated() where visit.at > after && visit.at <= asOf {
      writer.text(id)
      writer.number(index)
      writer.instant(visit.at)
      writer.text(Self.stageName(visit.stage))
      writer.text(organisation.reps[lead.rep].name)
      writer.endRow()
    }
  }

  /// The touches after one instant, through ``asOf``.
  func touches(of deal: DealStory, lead: LeadStory, after: Instant, to writer: inout some RowWriter) {
    let id = Self.opportunityID(lead)
    for (index, touch) in deal.touches.enumerated() where touch.at > after && touch.at <= asOf {
      writer.text("A\(digits(lead.number, width: 7))-\(digits(index + 1, width: 2))")
      writer.text(id)
      writer.instant(touch.at)
      writer.text(touch.kind)
      writer.text(organisation.reps[lead.rep].name)
      writer.text(touch.subject)
      writer.endRow()
    }
  }

  static func stageName(_ stage: Int) -> String {
    switch stage {
    case DealStory.Visit.won: Market.wonStage
    case DealStory.Visit.lost: Market.lostStage
    default: Market.stages[stage]
    }
  }
}
