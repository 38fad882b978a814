import Domain

/// How many rows of all have what panels cannot do without, whatever the filter.
struct LivePresence: LivePanel {
  private(set) var leads = 0
  private(set) var datedLeads = 0
  private(set) var assignedLeads = 0
  private(set) var qualifiedLeads = 0
  private(set) var answeredLeads = 0
  private(set) var leadsOfOpportunities = 0
  private(set) var opportunities = 0
  private(set) var datedOpportunities = 0
  private(set) var datedClosings = 0
  private(set) var unknownClosings = 0
  private(set) var visits = 0
  private(set) var namedVisits = 0
  private(set) var datedVisits = 0
  private(set) var activities = 0
  private(set) var activitiesOfOpportunities = 0
  private(set) var datedActivities = 0
  private(set) var unknownNextSteps = 0

  mutating func change(_ part: LivePart, _ sign: LiveSign) {
    let (dataset, owned, by) = (part.engine.dataset, part.engine.ownedRows, sign.rawValue)
    leads += by * dataset.leads.count
    datedLeads += by * dataset.leads.createdAt.count { $0.isKnown }
    assignedLeads += by * dataset.leads.assignedAt.count { $0.happened }
    qualifiedLeads += by * dataset.leads.qualifiedAt.count { $0.happened }
    answeredLeads += by * dataset.leads.firstResponseAt.count { $0.happened }
    leadsOfOpportunities += by * dataset.leads.opportunity.count { $0 >= 0 }
    opportunities += by * dataset.opportunities.count
    datedOpportunities += by * dataset.opportunities.createdAt.count { $0.isKnown }
    datedClosings += by * dataset.opportunities.closedAt.count { $0.isKnown }
    unknownClosings += by * dataset.opportunities.closedAt.count { $0 == .unknown }
    visits += by * owned.visitCount
    namedVisits += by * zip(dataset.visits.stage, dataset.visits.enteredAt).count { $0 != 0 && $1.happened }
    datedVisits += by * dataset.visits.enteredAt.count { $0.isKnown }
    activities += by * (owned.activityCount + owned.activitiesOfLeads)
    activitiesOfOpportunities += by * owned.activityCount
    datedActivities += by * dataset.activities.occurredAt.count { $0.isKnown }
    unknownNextSteps += by * dataset.opportunities.nextStepAt.count { $0 == .unknown }
  }
}

extension LivePresence {
  /// The fields without which a metric has no figures.
  func missing(_ metric: MetricID, _ frame: Engine) -> [String] {
    switch metric {
    case .leadResponse: frame.missingForResponse(leads: leads > 0, created: datedLeads > 0, answered: answeredLeads > 0)
    case .qualifiedLeads: frame.missingForQualified(leads: leads > 0, qualified: qualifiedLeads > 0)
    case .processSteps: Engine.missingForProcess(any: visits > 0, named: namedVisits > 0, dated: datedVisits > 0)
    case .activities:
      Engine.missingForActivities(
        any: activities > 0, ofOpportunities: activitiesOfOpportunities > 0, dated: datedActivities > 0)
    case .timeToClose:
      frame.missingForClose(
        any: opportunities > 0, created: datedOpportunities > 0, closed: datedClosings > 0,
        closedSometime: unknownClosings > 0)
    }
  }
}
