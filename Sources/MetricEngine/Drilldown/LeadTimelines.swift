import Domain

extension Engine {
  /// One lead with all that happened to it by the query's instant, and its clock against its limit.
  public func leadTimeline(_ row: Int32, _ query: Query) -> LeadTimeline {
    let index = Int(row)
    let opportunity = dataset.leads.opportunity[index]
    let isKnown = opportunity >= 0 && dataset.opportunities.createdAt[Int(opportunity)] <= query.asOf
    let events =
      leadMoments(index, asOf: query.asOf) + fieldEvents(ofLead: index) + leadActivities(row, asOf: query.asOf)
    let order = events.indices.sorted { (events[$0].at, $0) < (events[$1].at, $1) }
    return LeadTimeline(
      header: leadRow(row, query, reason: nil), events: order.map { events[$0] },
      problems: leadProblems(index, asOf: query.asOf), limitSeconds: responseLimit(ofLead: index),
      opportunity: isKnown ? opportunity : -1, hours: leadCalendars(asOf: query.asOf).hours(lead: index, profile))
  }

  private func leadMoments(_ row: Int, asOf: Instant) -> [TimelineEvent] {
    let leads = dataset.leads
    let source = dataset.vocabulary(.source)[leads.source[row]]
    let reps = dataset.vocabulary(.rep)
    func rep(_ at: Instant) -> String {
      reps[
        Code(dataset.leadChanges.value(of: .rep, row: row, at: at, now: Int64(leads.rep[row])))]
    }
    var events: [TimelineEvent] = []
    func add(
      _ at: Instant, _ kind: TimelineEvent.Kind, _ text: String = "", _ deviation: Remark? = nil,
      who: (Instant) -> String
    ) {
      guard at.isKnown, at <= asOf else { return }
      events.append(TimelineEvent(at: at, kind: kind, text: text, who: who(at), deviation: deviation))
    }
    let answer = leads.firstResponseAt[row]
    let isEarly = answer.isKnown && answer < leads.createdAt[row]
    let wait = LeadWait(self, row, asOf: asOf)
    let deviation: Remark? = isEarly ? .beforeItCame : answer <= asOf && wait.left < 0 ? .tooLate : nil
    add(leads.createdAt[row], .came, source) { _ in "" }
    add(leads.assignedAt[row], .assigned, who: rep)
    add(answer, .answered, "", deviation, who: rep)
    add(leads.qualifiedAt[row], .qualified, who: rep)
    add(leads.disqualifiedAt[row], .disqualified, who: rep)
    if leads.opportunity[row] >= 0 {
      let opportunity = Int(leads.opportunity[row])
      add(dataset.opportunities.createdAt[opportunity], .became, opportunityName(opportunity), who: rep)
    }
    return events
  }

  private func leadActivities(_ row: Int32, asOf: Instant) -> [TimelineEvent] {
    let activities = dataset.activities
    return activities.lead.indices.filter { activities.lead[$0] == row }.compactMap {
      activityEvent($0, asOf: asOf, from: dataset.leads.createdAt[Int(row)], through: asOf)
    }
  }

  private func leadProblems(_ row: Int, asOf: Instant) -> [Remark] {
    guard missingForResponse.isEmpty, case .success(let (times, standing)) = LeadClock(self, asOf: asOf).read(row)
    else {
      let answer = dataset.leads.firstResponseAt[row]
      let isEarly = answer.isKnown && answer <= asOf && answer < dataset.leads.createdAt[row]
      return isEarly ? [.answeredBeforeItCame] : []
    }
    guard dataset.facts.leadPrecision == .second else { return [] }
    let limit = Int64(responseLimit(ofLead: row))
    return times.business > limit ? [.overLimit(standing, seconds: times.business, limit: limit)] : []
  }
}
