import Domain

extension Engine {
  /// Every figure of the five panels as of the query's instant, within its filter.
  public func readings(_ query: Query) -> Readings {
    let engine = standing(at: query.asOf)
    let selection = engine.selection(query)
    return Readings(
      query: query, counts: engine.counts(query, selection), response: engine.responseReading(query, selection),
      qualified: engine.qualifiedReading(query, selection), process: engine.processReading(query, selection),
      activities: engine.activityReading(query, selection), close: engine.closeReading(query, selection))
  }

  /// Rows known by then, and the money that is open.
  func counts(_ query: Query, _ selection: Selection) -> RowCounts {
    var counts = RowCounts()
    counts.leads = selection.leads.count
    counts.opportunities = selection.opportunities.count
    let (table, visits, activities) = (dataset.opportunities, dataset.visits, dataset.activities)
    var openMoney = moneySum()
    for row in selection.opportunities {
      let index = Int(row)
      switch table.standing(index, asOf: query.asOf) {
      case .open:
        counts.open += 1
        openMoney.add(table.amount[index], table.currency[index])
      case .won: counts.won += 1
      case .lost: counts.lost += 1
      }
      for visit in table.visits(of: index) where visits.enteredAt[visit] <= query.asOf { counts.visits += 1 }
      for touch in table.activities(of: index) where activities.occurredAt[touch] <= query.asOf {
        counts.activities += 1
      }
    }
    counts.openMoney = openMoney.total(dataset.vocabulary(.currency))
    return counts
  }
}
