import Domain

extension Engine {
  /// How the figures of qualified leads came about.
  func qualifiedExplanation(
    _ query: Query, _ selection: Selection, undated: Int, _ reading: QualifiedReading
  ) -> Explanation {
    let definition = Catalog.definition(.qualifiedLeads)
    return Explanation(
      title: definition.title, definition: definition.meaning, version: definition.version,
      window: ExplainWords.window(query, offsets: explainOffsets(dataset.facts.leadPrecision)),
      rowsIn: selection.leadSet.count,
      exclusions: undated > 0
        ? [Exclusion(reason: "no creation date: left out of rates", count: undated)] : [],
      formula: definition.formula,
      details: reading.details,
      assumptions: profile.hours.assumed ? ["working hours: " + ExplainWords.hours(profile.hours)] : [])
  }
}

extension QualifiedReading {
  /// The statistics behind the figures, each with its name.
  var details: [[String]] {
    [
      ["Count, Garwood 95 %", ExplainWords.estimate(interval)],
      ["Ratio to the window before, Clopper-Pearson 95 %", ExplainWords.estimate(ratio)],
      [
        "Dispersion of 26 weeks (variance / mean)",
        ExplainWords.estimate(Estimate(value: dispersion)),
      ],
      ["Ratio widened for dispersion, negative binomial 95 %", ExplainWords.estimate(widenedRatio)],
      ["Exact p of equal rates", ExplainWords.estimate(Estimate(value: ratioP), digits: 4)],
      ["Qualified within 30 d, Wilson 95 %", ExplainWords.share(withinThirtyDays)],
      ["Of leads created in the window, Wilson 95 %", ExplainWords.share(rate)],
      ["Of leads created in the window before, by its end", ExplainWords.share(rateBefore)],
      ["Per working day, over the 26 weeks before", ExplainWords.estimate(Estimate(value: pace))],
    ]
  }
}
