import Domain

extension Engine {
  /// Lead response time in both clocks (statistics.md section 6, "Response time").
  func responseReading(_ query: Query, _ selection: Selection) -> ResponseReading {
    var reading = ResponseReading()
    let missing = missingForResponse
    guard missing.isEmpty else {
      reading.availability = .needs(missing)
      return reading
    }
    guard !selection.leads.isEmpty else { return reading }
    reading.availability = .ready
    var pass = ResponsePass(self, query)
    pass.run(selection.leads)
    if dataset.facts.leadPrecision == .second {
      fillClocks(&reading, pass)
      fillLimits(&reading, pass)
    } else {
      reading.availability = .needs(["leads.first_response_at with time of day"])
    }
    reading.explanation = responseExplanation(query, selection, pass, reading)
    return reading
  }

  /// Fields that the response panel cannot do without and that no source has a column for.
  var missingForResponse: [String] {
    let leads = dataset.leads
    if leads.count == 0 { return ["leads.created_at", "leads.first_response_at"] }
    var missing = leads.createdAt.contains { $0.isKnown } ? [] : ["leads.created_at"]
    // Where there is a column for answers, or activities name their lead, silence is a fact: nobody has answered.
    let canTell = dataset.facts.gives("leads.first_response_at") || dataset.facts.has("activities.lead_id")
    if !canTell, !leads.firstResponseAt.contains(where: \.happened) { missing.append("leads.first_response_at") }
    return missing
  }

  private func fillClocks(_ reading: inout ResponseReading, _ pass: ResponsePass) {
    reading.wall.all = pass.all.wallFigures
    reading.wall.current = pass.current.wallFigures
    reading.wall.previous = pass.previous.wallFigures
    reading.business.all = pass.all.businessFigures
    reading.business.current = pass.current.businessFigures
    reading.business.previous = pass.previous.businessFigures
  }

  private func fillLimits(_ reading: inout ResponseReading, _ pass: ResponsePass) {
    reading.withinLimit = pass.within.share
    reading.withinLimitBefore = pass.withinBefore.share
    reading.change = Change.ofShares(reading.withinLimit, before: reading.withinLimitBefore, higherIsBetter: true)
    reading.limitSeconds = pass.commonLimit ?? profile.responseLimit
    reading.bands = pass.bands
    reading.bandsWall = pass.bandsWall
    reading.neverAnswered = Wilson.share(pass.overDay.unanswered, of: pass.overDay.all)
    reading.neverAnsweredDisqualified = pass.overDay.disqualified
    reading.waiting = pass.waitingSummary
    reading.trend = pass.trend
  }
}
