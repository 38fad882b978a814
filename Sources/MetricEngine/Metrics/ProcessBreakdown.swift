import Domain

extension Engine {
  /// The share following the process for every element of a dimension at once, in one pass over those opened in the
  /// last 180 days; the 90 days before the last 90 beside it.
  func processBreakdown(by dimension: Dimension, _ query: Query, _ selection: Selection) -> [BreakdownRow] {
    guard missingForProcess.isEmpty else { return [] }
    let (names, codes, facts) = (dataset.vocabulary(dimension), dealCodes(dimension), processFacts)
    let (now, then) = (ProcessCohorts.recentWindow(query), ProcessCohorts.beforeWindow(query))
    let (order, pathOf, conforming) = (facts.created, facts.paths.pathOf, facts.paths.conforming)
    let earlier = earlierPaths(then)
    var recent = [ProcessTally.Part](repeating: .init(), count: names.count)
    var before = recent
    for place in order.range(TimeWindow(after: then.after, through: query.asOf)) {
      let row = MomentOrder.row(order.words[place])
      guard selection.opportunitySet.contains(row) else { continue }
      let created = order.moment(order.words[place])
      if now.contains(created) {
        recent[Int(codes[row])].add(1, conforming[Int(pathOf[row])])
      } else if then.contains(created), earlier.known.contains(row) {
        before[Int(codes[row])].add(1, earlier.conforming.contains(row))
      }
    }
    return names.names.indices.filter { recent[$0].all > 0 }.map { code in
      let (now, before) = (recent[code].share, before[code].share)
      return BreakdownRow(
        name: names[Code(code)], value: now.value, low: now.low, high: now.high, count: now.trials,
        previous: now.isComparable && before.isComparable ? before.value : nil, items: now.trials - now.successes)
    }
    .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  /// The codes of a dimension, one an opportunity; the stage is that of the day.
  func dealCodes(_ dimension: Dimension) -> Series<Code> {
    dimension == .stage ? currentStages : dataset.opportunities.codes(dimension)
  }
}
