import Domain

extension Engine {
  /// The share answered within the limit for every element of a dimension, in one pass; the window before beside it, and
  /// how many wait beyond their limit.
  func responseBreakdown(by dimension: Dimension, _ query: Query, _ selection: Selection) -> [BreakdownRow] {
    guard missingForResponse.isEmpty, dataset.facts.leadPrecision == .second else { return [] }
    let (names, question) = (dataset.vocabulary(dimension), ResponseQuestion(self, query, selection))
    let codes = responseCodes(dimension)
    let current = question.within(question.span(query.window), by: codes, count: names.count)
    let previous = question.within(question.span(query.previousWindow), by: codes, count: names.count)
    let late = question.late(by: codes, count: names.count)
    return names.names.indices.filter { current[$0].trials > 0 || late[$0] > 0 }.map { code in
      let (now, before) = (current[code].share, previous[code].share)
      return BreakdownRow(
        name: names[Code(code)], value: now.value, low: now.low, high: now.high, count: now.trials,
        previous: now.isComparable && before.isComparable ? before.value : nil, items: late[code])
    }
    .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  /// Whose each lead's answer is, one code a lead; what leads do not have is that of the opportunity they became.
  private func responseCodes(_ dimension: Dimension) -> Series<Code> {
    if let column = answerOwners(dimension) { return column }
    let (links, column) = (dataset.leads.opportunity, dataset.opportunities.codes(dimension))
    return Series(links.map { $0 >= 0 ? column[Int($0)] : 0 })
  }
}

extension ResponseQuestion {
  /// How many wait beyond their limit, by code.
  fileprivate func late(by codes: Series<Code>, count: Int) -> [Int] {
    var late = Array(repeating: 0, count: count)
    for order in facts.open.waiting {
      let end = order.due.partitioningIndex { $0 >= openNow[order.calendar] }
      for row in order.rows[..<end] where set.contains(row) { late[Int(codes[Int(row)])] += 1 }
    }
    return late
  }
}
