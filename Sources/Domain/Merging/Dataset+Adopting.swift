extension Dataset {
  /// Takes over the names of other rows.
  /// - Returns: those rows with the codes that the names have here; codes there were stay as they are.
  public mutating func adopt(_ other: Dataset) -> Dataset {
    var rows = other
    for dimension in Dimension.allCases {
      let (table, names) = Self.translation(vocabulary(dimension), other.vocabulary(dimension))
      rows.vocabularies[dimension] = names
      guard let table else { continue }
      vocabularies[dimension] = names
      rows.translate(dimension, by: table)
    }
    adoptOthers(&rows, other)
    for (name, column) in opportunityAttributes where rows.opportunityAttributes[name] == nil {
      let none = Series<Code>(repeating: 0, count: rows.opportunities.count)
      rows.opportunityAttributes[name] = AttributeColumn(names: column.names, codes: none)
    }
    for (name, column) in leadAttributes where rows.leadAttributes[name] == nil {
      let none = Series<Code>(repeating: 0, count: rows.leads.count)
      rows.leadAttributes[name] = AttributeColumn(names: column.names, codes: none)
    }
    return rows
  }

  private mutating func adoptOthers(_ rows: inout Dataset, _ other: Dataset) {
    let kinds = Self.translation(activityKinds, other.activityKinds)
    (activityKinds, rows.activityKinds) = (kinds.names, kinds.names)
    if let table = kinds.table { rows.activities.kind = rows.activities.kind.translated(by: table) }
    let reasons = Self.translation(lostReasons, other.lostReasons)
    (lostReasons, rows.lostReasons) = (reasons.names, reasons.names)
    if let table = reasons.table {
      rows.opportunities.lostReason = rows.opportunities.lostReason.translated(by: table)
    }
    for (name, column) in other.leadAttributes {
      rows.leadAttributes[name] = Self.adopt(column, into: &leadAttributes[name])
    }
    for (name, column) in other.opportunityAttributes {
      rows.opportunityAttributes[name] = Self.adopt(column, into: &opportunityAttributes[name])
    }
  }

  private static func adopt(_ column: AttributeColumn, into own: inout AttributeColumn?) -> AttributeColumn {
    let (table, names) = translation(own?.names ?? Vocabulary(), column.names)
    own = AttributeColumn(names: names, codes: own?.codes ?? [])
    return AttributeColumn(names: names, codes: table.map { column.codes.translated(by: $0) } ?? column.codes)
  }

  /// The codes of other names among one's own, nil where they are the same; and all names.
  private static func translation(_ own: Vocabulary, _ other: Vocabulary) -> (table: [Code]?, names: Vocabulary) {
    if own == other { return (nil, own) }
    var names = own
    return (names.adopt(other), names)
  }

  private mutating func translate(_ dimension: Dimension, by table: [Code]) {
    func translated(_ codes: Series<Code>) -> Series<Code> { codes.translated(by: table) }
    switch dimension {
    case .rep:
      (leads.rep, opportunities.rep) = (translated(leads.rep), translated(opportunities.rep))
      (activities.rep, visits.changedBy) = (translated(activities.rep), translated(visits.changedBy))
    case .team: (leads.team, opportunities.team) = (translated(leads.team), translated(opportunities.team))
    case .manager:
      (leads.manager, opportunities.manager) = (translated(leads.manager), translated(opportunities.manager))
    case .region: (leads.region, opportunities.region) = (translated(leads.region), translated(opportunities.region))
    case .source: (leads.source, opportunities.source) = (translated(leads.source), translated(opportunities.source))
    case .segment:
      (leads.segment, opportunities.segment) = (translated(leads.segment), translated(opportunities.segment))
    case .kind: (leads.kind, opportunities.kind) = (translated(leads.kind), translated(opportunities.kind))
    case .stage: (opportunities.stage, visits.stage) = (translated(opportunities.stage), translated(visits.stage))
    case .account: opportunities.account = translated(opportunities.account)
    case .pipeline: opportunities.pipeline = translated(opportunities.pipeline)
    case .currency: opportunities.currency = translated(opportunities.currency)
    case .country: opportunities.country = translated(opportunities.country)
    }
    changes.translate(dimension, by: table)
    leadChanges.translate(dimension, by: table)
  }
}

extension ChangeTable {
  /// What recorded changes of a dimension hold.
  fileprivate mutating func translate(_ dimension: Dimension, by table: [Code]) {
    func translated(_ values: Series<Int64>) -> Series<Int64> {
      Series(
        zip(values, field).map { value, field in
          guard field.dimension == dimension, let place = Int(exactly: value), table.indices.contains(place) else {
            return value
          }
          return Int64(table[place])
        })
    }
    (old, new) = (translated(old), translated(new))
  }
}
