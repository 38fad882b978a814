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
      details: [
        ["Count, Garwood 95 %", ExplainWords.estimate(reading.interval)],
        ["Ratio to the window before, Clopper-Pearson 95 %", ExplainWords.estimate(reading.ratio)],
        [
          "Dispersion of 26 weeks (variance / mean)",
          ExplainWords.estimate(Estimate(value: reading.dispersion)),
        ],
        ["Ratio widened for dispersion, negative binomial 95 %", ExplainWords.estimate(reading.widenedRatio)],
        ["Exact p of equal rates", ExplainWords.estimate(Estimate(value: reading.ratioP), digits: 4)],
        ["Qualified within 30 d, Wilson 95 %", ExplainWords.share(reading.withinThirtyDays)],
        ["Of leads created in the window, Wilson 95 %", ExplainWords.share(reading.rate)],
        ["Of leads created in the window before, by its end", ExplainWords.share(reading.rateBefore)],
        ["Per working day, over the 26 weeks before", ExplainWords.estimate(Estimate(value: reading.pace))],
      ],
      assumptions: profile.hours.assumed ? ["working hours: " + ExplainWords.hours(profile.hours)] : [])
  }
}
