import Domain

extension Engine {
  /// How the response figures came about.
  func responseExplanation(_ question: ResponseQuestion, _ reading: ResponseReading) -> Explanation {
    let definition = Catalog.definition(.leadResponse)
    return Explanation(
      title: definition.title, definition: definition.meaning, version: definition.version,
      window: ExplainWords.window(question.query, offsets: explainOffsets(dataset.facts.leadPrecision)),
      rowsIn: question.set.count,
      exclusions: question.exclusions,
      formula: definition.formula, details: reading.details, assumptions: responseAssumptions)
  }

  private var responseAssumptions: [String] {
    var assumptions: [String] = []
    let facts = dataset.facts
    if profile.hours.assumed { assumptions.append("working hours: " + ExplainWords.hours(profile.hours)) }
    if !facts.has("leads.kind") { assumptions.append("kind absent: no lead is taken for a bulk import") }
    if facts.leadPrecision == .day { assumptions.append("dates without time: nothing finer than a day can be said") }
    guard !facts.has("leads.first_response_at") else { return assumptions }
    assumptions.append("first_response_at absent: the earliest human, outbound, done activity of the lead")
    for field in ["direction", "automatic", "done"] where !facts.has("activities.\(field)") {
      assumptions.append("\(field) absent: every activity counts as human, outbound and done")
    }
    return assumptions
  }

  /// Local dates for explanations; dates without time are never shifted.
  func explainOffsets(_ precision: TimePrecision) -> ZoneOffsets { precision == .day ? .utc : calendar.offsets }
}

extension ResponseQuestion {
  /// Leads that have no response time, by why.
  fileprivate var exclusions: [Exclusion] {
    parts.excluded.get {
      ResponseExclusion.allCases.compactMap { reason in
        let count = set.count(in: facts.excluded[reason.rawValue])
        return count > 0 ? Exclusion(reason: reason.reason, count: count) : nil
      }
    }
  }
}

extension ResponseReading {
  /// The statistics behind the figures, each with its name.
  var details: [[String]] {
    var details = [["Share within limit, Wilson 95 %", ExplainWords.share(withinLimit)]]
    details.append(["Share within limit, window before", ExplainWords.share(withinLimitBefore)])
    let current = wall.current
    details.append(["Censored (unanswered)", "\(current.unanswered) of \(current.count)"])
    for (name, clock) in [("working time", business), ("wall time", wall)] {
      let now = clock.current
      details += [
        ["Within 5 min, \(name), Wilson 95 %", ExplainWords.share(now.withinFiveMinutes)],
        ["Kaplan-Meier median, \(name)", ExplainWords.quantile(now.survival.median, of: now.count)],
        [
          "Kaplan-Meier P90, \(name)",
          ExplainWords.quantile(
            now.slowTenth.value == nil ? Estimate(value: now.survival.q90) : now.slowTenth, of: now.count),
        ],
        ["Mean of answered ones only, \(name)", ExplainWords.seconds(now.answeredOnly.mean)],
        [
          "All leads: Kaplan-Meier median, \(name)",
          ExplainWords.quantile(clock.all.survival.median, of: clock.all.count),
        ],
      ]
    }
    return details
  }
}
