import Domain

extension Engine {
  /// Every figure of the five panels as of the query's instant, within its filter.
  public func readings(_ query: Query) -> Readings {
    select(query)
    var readings = Readings(query, counts: counts(query))
    for panel in TwoCores.map(MetricID.heaviestFirst.count, { self.panel(MetricID.heaviestFirst[$0], query) }) {
      readings.take(panel)
    }
    return readings
  }

  /// The figures of one panel.
  public func panel(_ metric: MetricID, _ query: Query) -> PanelReading {
    let engine = standing(at: query.asOf)
    let selection = engine.selection(query)
    return switch metric {
    case .leadResponse: .response(engine.responseReading(query, selection))
    case .qualifiedLeads: .qualified(engine.qualifiedReading(query, selection))
    case .processSteps: .process(engine.processReading(query, selection))
    case .activities: .activities(engine.activityReading(query, selection))
    case .timeToClose: .close(engine.closeReading(query, selection))
    }
  }

  /// What can be said without some fields: where all of their tables were read and hold no row, only rows are missing.
  func availability(without fields: [String]) -> Availability {
    let tables = Set(fields.map { String($0.prefix { $0 != "." }) })
    return tables.isSubset(of: dataset.facts.emptyTables) ? .empty : .needs(fields)
  }

  /// Rows known as of the query's instant and within its filter.
  public func counts(_ query: Query) -> RowCounts {
    let engine = standing(at: query.asOf)
    return engine.counts(query, engine.selection(query))
  }

  /// Rows known by then, and the money that is open.
  func counts(_ query: Query, _ selection: Selection) -> RowCounts {
    selection.parts.counts.get { counted(query, selection) }
  }

  private func counted(_ query: Query, _ selection: Selection) -> RowCounts {
    let (rows, facts, owned) = (selection.opportunitySet, closeFacts, ownedRows)
    var counts = RowCounts()
    counts.leads = selection.leadSet.count
    counts.opportunities = rows.count
    counts.open = rows.count(in: facts.standings[0])
    counts.won = rows.count(in: facts.standings[1])
    counts.lost = rows.count(in: facts.standings[2])
    counts.openMoney = money(rows.intersection(facts.standings[0]).rows)
    counts.visits = rows.count(ofOwned: owned.visits)
    counts.activities = rows.count(ofOwned: owned.activities)
    return counts
  }
}

extension MetricID {
  /// In the order in which they are best worked out on several cores, so that the last ones to end are short.
  public static let heaviestFirst: [MetricID] = [
    .timeToClose, .processSteps, .activities, .leadResponse, .qualifiedLeads,
  ]
}
