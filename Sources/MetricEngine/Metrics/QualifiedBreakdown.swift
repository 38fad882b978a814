import Domain

extension Engine {
  /// The headline of qualified leads for every element of a dimension at once, in one pass over the two windows.
  func qualifiedBreakdown(by dimension: Dimension, _ query: Query, _ selection: Selection) -> [BreakdownRow] {
    guard missingForQualified.isEmpty else { return [] }
    let (names, facts, set) = (dataset.vocabulary(dimension), qualifiedFacts, selection.leadSet)
    var (current, previous, created) = (
      [Int](repeating: 0, count: names.count), [Int](repeating: 0, count: names.count),
      [Int](repeating: 0, count: names.count)
    )
    let code = leadCodes(dimension)
    func count(_ window: TimeWindow, _ counts: inout [Int]) {
      for row in facts.qualified.rows[facts.qualified.places(in: window)] where set.contains(row) {
        counts[code(Int(row))] += 1
      }
    }
    count(query.window, &current)
    count(query.previousWindow, &previous)
    facts.forEachCreated(facts.placesCreated(in: query.window), in: set) { created[code($0)] += 1 }
    return names.names.indices.filter { created[$0] > 0 || current[$0] > 0 }.map { element in
      let interval = Garwood.interval(current[element])
      return BreakdownRow(
        name: names[Code(element)], value: Double(current[element]), low: interval.low, high: interval.high,
        count: created[element], previous: Double(previous[element]), items: current[element])
    }
    .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  /// The element of a lead, of the opportunity that it became where leads do not have the dimension.
  private func leadCodes(_ dimension: Dimension) -> (Int) -> Int {
    if let column = dataset.leads.codes(dimension) { return { Int(column[$0]) } }
    let (links, column) = (dataset.leads.opportunity, dataset.opportunities.codes(dimension))
    return { links[$0] >= 0 ? Int(column[Int(links[$0])]) : 0 }
  }
}
