import Domain

extension Engine {
  /// How the figures of the time-to-close panel came about.
  func closeExplanation(
    _ query: Query, _ reading: CloseReading
  ) -> Explanation {
    let definition = Catalog.definition(.timeToClose)
    return Explanation(
      title: definition.title, definition: definition.meaning, version: definition.version,
      window: ExplainWords.everything(query, offsets: explainOffsets(dataset.facts.opportunityPrecision)),
      rowsIn: reading.deals,
      exclusions: Exclusion.list([
        ("without a creation date: in the totals, in no duration", reading.withoutCreation),
        ("closed without a date: in the totals, in no duration", reading.withoutDates - reading.withoutCreation),
        ("closed before opened: in the totals, in no duration", reading.closedBeforeOpened),
      ]),
      formula: definition.formula + "; wins later than d = 1 - F_won(d)/F_won(end)",
      details: reading.details, assumptions: closeAssumptions)
  }

  private var closeAssumptions: [String] {
    var list: [String] = []
    if dataset.facts.opportunityPrecision == .day { list.append("dates without time: durations in whole days") }
    return list
  }
}

extension CloseReading {
  /// The statistics behind the figures, each with its name.
  var details: [[String]] {
    var details = [["Median of winners, days", ExplainWords.estimate(winnersMedian)]]
    for (index, day) in atDays.enumerated() where index < wonBy.count {
      details.append(["F_won(\(day)), 95 %", ExplainWords.estimate(wonBy[index], digits: 4)])
      details.append(["F_lost(\(day)), 95 %", ExplainWords.estimate(lostBy[index], digits: 4)])
    }
    return details + [
      ["Any close: Kaplan-Meier median, days", ExplainWords.estimate(anyClose.median)],
      ["Censored (open)", "\(anyClose.censored) of \(anyClose.count)"],
      ["CRM average: mean of won only, days", ExplainWords.estimate(Estimate(value: crmAverage.mean))],
      ["CRM average: median of won only, days", ExplainWords.estimate(Estimate(value: crmAverage.median))],
    ]
  }
}
