import Domain

/// Writes values to a column file, or reads them from it: one description serves both, so that they cannot differ.
protocol ColumnVisitor {
  mutating func visit<Value: BitwiseCopyable>(_ array: inout [Value]) throws(ColumnFileError)
}

/// A column file that is not what it should be; it is ignored and made anew.
enum ColumnFileError: Error { case unusable }

/// All parts of a data set in a fixed order. A change here asks for a new ``ColumnFileHeader/format``.
enum DatasetColumns {
  static func visit(_ dataset: inout Dataset, with visitor: inout some ColumnVisitor) throws(ColumnFileError) {
    try visit(&dataset.leads, &visitor)
    try visit(&dataset.opportunities, &visitor)
    try visit(&dataset.visits, &visitor)
    try visit(&dataset.activities, &visitor)
    try visitVocabularies(&dataset, &visitor)
    try visit(&dataset.leadAttributes, &visitor)
    try visit(&dataset.opportunityAttributes, &visitor)
    try visit(&dataset.targets, &visitor)
    try FactsColumns.visit(&dataset.facts, &visitor)
  }

  private static func visit(_ leads: inout LeadTable, _ visitor: inout some ColumnVisitor) throws(ColumnFileError) {
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
  }

  private static func visit(
    _ opportunities: inout OpportunityTable, _ visitor: inout some ColumnVisitor
  ) throws(ColumnFileError) {
    try visitor.visit(&opportunities.ids)
    try visitor.visit(&opportunities.names)
    try visitor.visit(&opportunities.createdAt)
    try visitor.visit(&opportunities.closedAt)
    try visitor.visit(&opportunities.outcome)
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
    try visitor.visit(&opportunities.visitStarts)
    try visitor.visit(&opportunities.activityStarts)
  }

  private static func visit(_ visits: inout VisitTable, _ visitor: inout some ColumnVisitor) throws(ColumnFileError) {
    try visitor.visit(&visits.opportunity)
    try visitor.visit(&visits.stage)
    try visitor.visit(&visits.enteredAt)
    try visitor.visit(&visits.changedBy)
  }

  private static func visit(
    _ activities: inout ActivityTable, _ visitor: inout some ColumnVisitor
  ) throws(ColumnFileError) {
    try visitor.visit(&activities.ids)
    try visitor.visit(&activities.opportunity)
    try visitor.visit(&activities.lead)
    try visitor.visit(&activities.occurredAt)
    try visitor.visit(&activities.kind)
    try visitor.visit(&activities.rep)
    try visitor.visit(&activities.traits)
  }

  private static func visitVocabularies(
    _ dataset: inout Dataset, _ visitor: inout some ColumnVisitor
  ) throws(ColumnFileError) {
    for dimension in Dimension.allCases {
      var vocabulary = dataset.vocabulary(dimension)
      try visitor.visit(&vocabulary)
      if vocabulary.count > 1 || dataset.vocabularies[dimension] != nil { dataset.vocabularies[dimension] = vocabulary }
    }
    try visitor.visit(&dataset.activityKinds)
    try visitor.visit(&dataset.lostReasons)
  }

  private static func visit(
    _ attributes: inout [String: AttributeColumn], _ visitor: inout some ColumnVisitor
  ) throws(ColumnFileError) {
    var names = attributes.keys.sorted()
    try visitor.visit(&names)
    for name in names {
      var column = attributes[name] ?? AttributeColumn()
      try visitor.visit(&column.names)
      try visitor.visit(&column.codes)
      attributes[name] = column
    }
  }

  private static func visit(_ targets: inout [SalesTarget], _ visitor: inout some ColumnVisitor) throws(ColumnFileError)
  {
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

extension ColumnVisitor {
  mutating func visit<Value: BitwiseCopyable & Sendable>(_ series: inout Series<Value>) throws(ColumnFileError) {
    var array = Array(series)
    try visit(&array)
    series = Series(array)
  }

  /// Both arrays of a text column; where it is read they must fit each other.
  mutating func visit(_ column: inout TextColumn) throws(ColumnFileError) {
    var (bytes, ends) = (column.bytes, column.ends)
    try visit(&bytes)
    try visit(&ends)
    guard Int(ends.last ?? 0) == bytes.count else { throw .unusable }
    column = TextColumn(bytes: bytes, ends: ends)
  }

  /// These are taken apart before the checksum is known, so every end is checked.
  mutating func visit(_ strings: inout [String]) throws(ColumnFileError) {
    var column = TextColumn(strings)
    try visit(&column)
    guard zip(column.ends, column.ends.dropFirst()).allSatisfy({ $0 <= $1 }) else { throw .unusable }
    strings = (0..<column.count).map { column[$0] }
  }

  mutating func visit(_ vocabulary: inout Vocabulary) throws(ColumnFileError) {
    var names = vocabulary.names
    try visit(&names)
    vocabulary = Vocabulary(restoring: names)
  }

  /// Not every byte is an outcome, so they are checked one by one.
  mutating func visit(_ outcomes: inout Series<Outcome>) throws(ColumnFileError) {
    var bytes = outcomes.map(\.rawValue)
    try visit(&bytes)
    outcomes = Series(bytes.compactMap(Outcome.init))
    guard outcomes.count == bytes.count else { throw .unusable }
  }
}
