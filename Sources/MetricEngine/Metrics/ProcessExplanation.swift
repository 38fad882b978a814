import Domain

extension Engine {
  /// How the figures of the process panel came about.
  func processExplanation(
    _ query: Query, _ selection: Selection, _ tally: ProcessTally, _ reading: ProcessReading
  ) -> Explanation {
    let definition = Catalog.definition(.processSteps)
    let headline = Query(asOf: query.asOf, period: .days(90), comparison: query.comparison, filter: query.filter)
    return Explanation(
      title: definition.title, definition: definition.meaning, version: definition.version,
      window: ExplainWords.window(headline, offsets: explainOffsets(dataset.facts.opportunityPrecision)),
      rowsIn: selection.opportunitySet.count,
      exclusions: Exclusion.list([
        ("without any stage entry", tally.withoutHistory),
        ("visits without a date: steps, but no days", count(processFacts.visits.undated, selection)),
        ("visits that end before they begin: steps, but no days", count(processFacts.visits.reversed, selection)),
      ]),
      formula: processFormula(query),
      details: reading.details, assumptions: processAssumptions)
  }

  func processFormula(_ query: Query) -> String {
    Catalog.definition(.processSteps).formula
      + "; go on = of those that entered at least \(query.period.length) days ago, those in a later stage since or won"
  }

  private func count(_ rows: [Int32], _ selection: Selection) -> Int {
    rows.count { selection.opportunitySet.contains($0) }
  }

  private var processAssumptions: [String] {
    let process = profile.process
    var list: [String] = []
    if process.assumed {
      list.append("process worked out from the data: \(process.stages.joined(separator: ", "))")
    }
    if process.won.isEmpty { list.append("no stage means won: winning ends the last visit") }
    if process.lost.isEmpty { list.append("no stage means lost: losing ends the last visit") }
    if profile.processVersions.count > 1 {
      list.append("each opportunity is judged by the version in force when it was created, else by the first one")
    }
    list.append("stuck is judged from \(StageLimits.fewestVisits) completed visits to a stage on")
    return list
  }
}

extension Exclusion {
  /// Only those reasons that leave rows out.
  static func list(_ reasons: [(String, Int)]) -> [Exclusion] {
    reasons.filter { $0.1 > 0 }.map { Exclusion(reason: $0.0, count: $0.1) }
  }
}

extension ProcessReading {
  /// The statistics behind the figures, each with its name.
  var details: [[String]] {
    let deviations = [
      withSkip, withBackward, withRework, withRepeat, withOther,
    ]
    let details = [
      ["Conforming, created in 90 days, Wilson 95 %", ExplainWords.share(recent)],
      ["Conforming, the 90 days before, as they stood then", ExplainWords.share(recentBefore)],
      ["Conforming, all", ExplainWords.share(conforming)],
      ["With skip, backward, rework, repeat, other", deviations.map(String.init).joined(separator: ", ")],
      ["Moves to make a closed one conform, mean", moves.mean.map { ExplainWords.number($0) } ?? "no data"],
      ["Variants", "\(variants)"],
      ["Win rate, conforming", ExplainWords.share(winRateConforming)],
      ["Win rate, not conforming", ExplainWords.share(winRateOther)],
    ]
    return details
      + stages.map {
        ["Kaplan-Meier median dwell in \($0.name), days", ExplainWords.estimate($0.dwell.median)]
      }
  }
}
