import Domain

extension Engine {
  /// How the figures of the activities panel came about.
  func activityExplanation(
    _ query: Query, _ selection: Selection, _ reading: ActivityReading
  ) -> Explanation {
    let leftOut = activityFacts.leftOut.sums(selection.opportunitySet)
    let definition = Catalog.definition(.activities)
    return Explanation(
      title: definition.title, definition: definition.meaning, version: definition.version,
      window: activityWindow(query),
      rowsIn: selection.opportunitySet.count,
      exclusions: Exclusion.list([
        ("activities before the creation or after the end of their opportunity", leftOut.outside),
        ("activities that are inbound, automatic, not done, notes or open tasks", leftOut.noTouch),
        ("activities without a date", leftOut.undated),
        ("activities of leads only", ownedRows.activitiesOfLeads),
        ("activities of opportunities that are not there", dataset.facts.orphans["activities"] ?? 0),
        ("open, neither touched nor dated: no days of silence", reading.open.count - reading.idleDays.count),
      ]),
      formula: definition.formula
        + "; floor = first quartile, at the same age, of wins that took at least that long,"
        + " from \(ActivityFloor.fewestWins) such wins on",
      details: reading.details, assumptions: activityAssumptions)
  }

  func activityWindow(_ query: Query) -> String {
    ExplainWords.window(query, offsets: explainOffsets(dataset.facts.activityPrecision))
  }

  private var activityAssumptions: [String] {
    let facts = dataset.facts
    var list: [String] = []
    let columns = [
      ("direction", "every activity counts as outbound"), ("automatic", "every activity counts as done by a person"),
      ("done", "every activity counts as done"),
    ]
    for (column, words) in columns where !facts.has("activities.\(column)") {
      list.append("\(column) absent: \(words)")
    }
    if facts.activityPrecision == .day { list.append("activities are dated by day: silence in whole days") }
    if !knowsNextSteps { list.append("next_step_at absent: nothing is said about next steps") }
    return list
  }
}

extension ActivityReading {
  /// The statistics behind the figures, each with its name.
  var details: [[String]] {
    [
      ["All: mean, median, P90", numbers(all)],
      ["Open: mean, median, P90", numbers(open)],
      ["Won: mean, median, P90", numbers(won)],
      ["Lost: mean, median, P90", numbers(lost)],
      ["Open for at least 14 days: mean, 95 %", ExplainWords.estimate(matureOpenMean)],
      ["Lost after at most one, Wilson 95 %", ExplainWords.share(gaveUp)],
      ["At least five", ExplainWords.share(atLeastFive)],
      ["Won with at least five", ExplainWords.share(wonAtLeastFive)],
      ["Idle days of open: mean, median, P90", numbers(idleDays)],
      ["First 14 days, created 14-60 days ago: mean, median, P90", numbers(firstFortnight)],
      ["First 14 days, created 60-120 days ago: mean, median, P90", numbers(firstFortnightBefore)],
      ["Mann-Whitney p of the two", ExplainWords.estimate(Estimate(value: firstFortnightP))],
    ]
  }

  private func numbers(_ description: Description) -> String {
    guard let mean = description.mean, let median = description.median, let p90 = description.p90 else {
      return "no data"
    }
    return [mean, median, p90].map { ExplainWords.estimate(Estimate(value: $0)) }.joined(separator: ", ")
  }
}
