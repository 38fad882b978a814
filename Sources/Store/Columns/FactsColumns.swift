import Domain

/// The facts of a data set in a column file. What changes without a change of rows is left to the store: rejects.
enum FactsColumns {
  static func visit(_ facts: inout DatasetFacts, _ visitor: inout some SeriesVisitor) throws(SeriesFault) {
    var fields = facts.presentFields.sorted()
    try visitor.visit(&fields)
    facts.presentFields = Set(fields)
    var given = facts.givenFields.sorted()
    try visitor.visit(&given)
    facts.givenFields = Set(given)
    var empty = facts.emptyTables.sorted()
    try visitor.visit(&empty)
    facts.emptyTables = Set(empty)
    try visitor.visit(&facts.notes)
    try visit(&facts.rowsRead, &visitor)
    try visit(&facts.orphans, &visitor)
    try visit(&facts.leadPrecision, &visitor)
    try visit(&facts.opportunityPrecision, &visitor)
    try visit(&facts.activityPrecision, &visitor)
    var instants = [facts.newestEvent, facts.oldestEvent]
    try visitor.visit(&instants)
    var offset = facts.ownOffset.map { [Int64($0)] } ?? []
    try visitor.visit(&offset)
    try visit(&facts.offsets, &visitor)
    var withoutCreation = [Int64(facts.opportunitiesWithoutCreation)]
    try visitor.visit(&withoutCreation)
    guard instants.count == 2, withoutCreation.count == 1 else { throw .unusable }
    (facts.newestEvent, facts.oldestEvent) = (instants[0], instants[1])
    facts.ownOffset = offset.first.map(Int.init)
    facts.opportunitiesWithoutCreation = Int(withoutCreation[0])
  }

  private static func visit(
    _ counts: inout [Int: Int], _ visitor: inout some SeriesVisitor
  ) throws(SeriesFault) {
    var keys = counts.keys.sorted().map { Int64($0) }
    var values = keys.map { Int64(counts[Int($0)] ?? 0) }
    try visitor.visit(&keys)
    try visitor.visit(&values)
    guard keys.count == values.count else { throw .unusable }
    counts = Dictionary(zip(keys.map(Int.init), values.map(Int.init)), uniquingKeysWith: { first, _ in first })
  }

  private static func visit(
    _ counts: inout [String: Int], _ visitor: inout some SeriesVisitor
  ) throws(SeriesFault) {
    var names = counts.keys.sorted()
    var values = names.map { Int64(counts[$0] ?? 0) }
    try visitor.visit(&names)
    try visitor.visit(&values)
    guard names.count == values.count else { throw .unusable }
    counts = Dictionary(zip(names, values.map(Int.init)), uniquingKeysWith: { first, _ in first })
  }

  private static func visit(
    _ precision: inout TimePrecision, _ visitor: inout some SeriesVisitor
  ) throws(SeriesFault) {
    var isDay = [UInt8(precision == .day ? 1 : 0)]
    try visitor.visit(&isDay)
    precision = isDay == [1] ? .day : .second
  }
}
