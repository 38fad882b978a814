import Domain

extension Dataset: SeriesVisitable {
  /// Shows all columns, and all else in columns made for the occasion.
  public mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try DatasetColumns.visit(&self, with: &visitor)
  }
}

/// All parts of a data set in a fixed order. A change here asks for a new ``ColumnHeader/format``.
enum DatasetColumns {
  fileprivate static func visit(_ dataset: inout Dataset, with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visit(&dataset.leads, &visitor)
    try visit(&dataset.opportunities, &visitor)
    try visit(&dataset.visits, &visitor)
    try visit(&dataset.activities, &visitor)
    try visit(&dataset.changes, &visitor)
    try visit(&dataset.leadChanges, &visitor)
    try visitVocabularies(&dataset, &visitor)
    try visit(&dataset.leadAttributes, &visitor)
    try visit(&dataset.opportunityAttributes, &visitor)
    try visit(&dataset.targets, &visitor)
    try FactsColumns.visit(&dataset.facts, &visitor)
  }

  static func visit(_ leads: inout LeadTable, _ visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&leads.ids)
    try visitor.visit(&leads.names)
    try visitor.visit(&leads.createdAt)
    try visitor.visit(&leads.assignedAt)
    try visitor.visit(&leads.firstResponseAt)
    try visitor.visit(&leads.qualifiedAt)
    try visitor.visit(&leads.disqualifiedAt)
    try visitor.visit(&leads.source)
    try visitor.visit(&leads.region)
    try visitor.visit(&leads.segment)
    try visitor.visit(&leads.team)
    try visitor.visit(&leads.rep)
    try visitor.visit(&leads.manager)
    try visitor.visit(&leads.kind)
    try visitor.visit(&leads.opportunity)
    try visitor.visit(&leads.assumptions)
  }

  static func visit(
    _ opportunities: inout OpportunityTable, _ visitor: inout some SeriesVisitor
  ) throws(SeriesFault) {
    try visitor.visit(&opportunities.ids)
    try visitor.visit(&opportunities.names)
    try visitor.visit(&opportunities.createdAt)
    try visitor.visit(&opportunities.closedAt)
    try visitOutcomes(&opportunities.outcome, &visitor)
    try visitor.visit(&opportunities.amount)
    try visitor.visit(&opportunities.expectedCloseOn)
    try visitor.visit(&opportunities.nextStepAt)
    try visitor.visit(&opportunities.currency)
    try visitor.visit(&opportunities.source)
    try visitor.visit(&opportunities.region)
    try visitor.visit(&opportunities.segment)
    try visitor.visit(&opportunities.team)
    try visitor.visit(&opportunities.rep)
    try visitor.visit(&opportunities.manager)
    try visitor.visit(&opportunities.account)
    try visitor.visit(&opportunities.pipeline)
    try visitor.visit(&opportunities.kind)
    try visitor.visit(&opportunities.country)
    try visitor.visit(&opportunities.stage)
    try visitor.visit(&opportunities.lostReason)
    try visitor.visit(&opportunities.lead)
    try visitor.visit(&opportunities.assumptions)
    try visitor.visit(&opportunities.visitStarts)
    try visitor.visit(&opportunities.activityStarts)
  }

  static func visit(_ visits: inout VisitTable, _ visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&visits.opportunity)
    try visitor.visit(&visits.stage)
    try visitor.visit(&visits.enteredAt)
    try visitor.visit(&visits.changedBy)
  }

  private static func visit(
    _ activities: inout ActivityTable, _ visitor: inout some SeriesVisitor
  ) throws(SeriesFault) {
    try visitor.visit(&activities.ids)
    try visitor.visit(&activities.opportunity)
    try visitor.visit(&activities.lead)
    try visitor.visit(&activities.occurredAt)
    try visitor.visit(&activities.kind)
    try visitor.visit(&activities.rep)
    try visitor.visit(&activities.traits)
  }

  private static func visit(_ changes: inout ChangeTable, _ visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&changes.row)
    try visitor.visit(&changes.field)
    guard highest(changes.field) < ChangedField.allCases.count else { throw .unusable }
    try visitor.visit(&changes.at)
    try visitor.visit(&changes.old)
    try visitor.visit(&changes.new)
  }

  /// Not every byte is an outcome.
  private static func visitOutcomes(
    _ outcomes: inout Series<Outcome>, _ visitor: inout some SeriesVisitor
  ) throws(SeriesFault) {
    try visitor.visit(&outcomes)
    guard highest(outcomes) < Outcome.allCases.count else { throw .unusable }
  }

  /// The highest byte of a column, 0 without any.
  private static func highest(_ series: Series<some BitwiseCopyable & Sendable>) -> UInt8 {
    series.withUnsafeBytes { bytes in bytes.reduce(0) { $0 > $1 ? $0 : $1 } }
  }

  private static func visitVocabularies(
    _ dataset: inout Dataset, _ visitor: inout some SeriesVisitor
  ) throws(SeriesFault) {
    for dimension in Dimension.allCases {
      var vocabulary = dataset.vocabulary(dimension)
      try visitor.visit(&vocabulary)
      if vocabulary.count > 1 || dataset.vocabularies[dimension] != nil { dataset.vocabularies[dimension] = vocabulary }
    }
    try visitor.visit(&dataset.activityKinds)
    try visitor.visit(&dataset.lostReasons)
  }

  static func visit(
    _ attributes: inout [String: AttributeColumn], _ visitor: inout some SeriesVisitor
  ) throws(SeriesFault) {
    var names = attributes.keys.sorted()
    try visitor.visit(&names)
    for name in names {
      var column = attributes[name] ?? AttributeColumn()
      try visitor.visit(&column.names)
      try visitor.visit(&column.codes)
      attributes[name] = column
    }
  }

  private static func visit(_ targets: inout [SalesTarget], _ visitor: inout some SeriesVisitor) throws(SeriesFault) {
    var texts = targets.flatMap { [$0.owner, $0.team, $0.period, $0.measure] }
    var values = targets.map(\.value)
    try visitor.visit(&texts)
    try visitor.visit(&values)
    guard texts.count == values.count * 4 else { throw .unusable }
    targets = values.indices.map { row in
      SalesTarget(
        owner: texts[row * 4], team: texts[row * 4 + 1], period: texts[row * 4 + 2], measure: texts[row * 4 + 3],
        value: values[row])
    }
  }
}
