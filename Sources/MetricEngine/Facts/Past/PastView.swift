import Domain

/// A data set as it was known at an instant: in it nothing has happened that came later.
///
/// Rows stay where they are, also those of what came later: a stage entry or an activity that is not known yet `never`
/// took place. So a view shares all columns with the whole but those in which something is hidden, and where little is,
/// as with meetings planned for the next weeks, it costs little. Leads and opportunities created later are left to the
/// selection.
struct PastView: Sendable {
  private(set) var dataset: Dataset
  /// The same is known from the last moment that is told until the first that is not.
  private(set) var from = Instant.unknown
  private(set) var until = Instant.never
  /// By part: the last moment that it tells of. Creations do not count: nothing is prepared of them.
  private var told = [Instant](repeating: .unknown, count: DataPart.allCases.count)
  /// By column of ``DataPart/times`` of all parts: is anything hidden in it?
  private var isHidden: [Bool] = []
  /// True if recorded changes were undone.
  private(set) var isUndone = false
  private(set) var knownRows: OwnedRows

  init(_ whole: Dataset, asOf: Instant) {
    dataset = whole
    knownRows = OwnedRows(whole)
    for created in [whole.leads.createdAt, whole.opportunities.createdAt] { narrow(created.neighbours(of: asOf)) }
    for part in DataPart.allCases { for column in part.times { hide(column, part, after: asOf) } }
    undoChanges(after: asOf)
    if hides(.visits) || hides(.activities) { knownRows = OwnedRows(knownIn: dataset) }
  }

  /// All of a data set, to be filled with what was kept of a view of it.
  init(of whole: Dataset) {
    dataset = whole
    knownRows = OwnedRows(whole)
    isHidden = DataPart.allCases.flatMap { $0.times.map { _ in false } }
  }

  /// True if there is anything that is not known yet.
  var isPast: Bool { until < .never }

  /// True if the same is known at an instant.
  func holds(at asOf: Instant) -> Bool { asOf >= from && asOf < until }

  /// The parts of which another view of the same rows knows the same.
  func partsAlike(_ other: PastView) -> Set<DataPart> {
    Set(DataPart.allCases.filter { told[$0.rawValue] == other.told[$0.rawValue] })
  }

  private mutating func narrow(_ moments: (last: Instant, next: Instant)) {
    (from, until) = (max(from, moments.last), min(until, moments.next))
  }

  private mutating func note(_ column: Series<Instant>, _ part: DataPart, _ asOf: Instant) -> Instant {
    let moments = column.neighbours(of: asOf)
    narrow(moments)
    told[part.rawValue] = max(told[part.rawValue], moments.last)
    return moments.next
  }

  private mutating func hide(_ path: WritableKeyPath<Dataset, Series<Instant>>, _ part: DataPart, after asOf: Instant) {
    let column = dataset[keyPath: path]
    let next = note(column, part, asOf)
    isHidden.append(next < .never)
    if next < .never { dataset[keyPath: path] = column.hiding(after: asOf) }
  }

  private mutating func undoChanges(after asOf: Instant) {
    let counts = (dataset.changes.count, dataset.leadChanges.count)
    _ = (note(dataset.changes.at, .deals, asOf), note(dataset.leadChanges.at, .leads, asOf))
    dataset.undoChanges(after: asOf)
    isUndone = counts != (dataset.changes.count, dataset.leadChanges.count)
  }

  private func hides(_ part: DataPart) -> Bool {
    let paths = DataPart.allCases.flatMap { part in part.times.map { _ in part } }
    return zip(paths, isHidden).contains { $0 == part && $1 }
  }
}

/// What changes together, for what is prepared of it.
enum DataPart: Int, CaseIterable, Sendable {
  /// Leads and their recorded changes.
  case leads
  /// Opportunities and their recorded changes.
  case deals
  case visits
  case activities

  /// The columns that tell when something happened, but for creations.
  var times: [WritableKeyPath<Dataset, Series<Instant>>] {
    switch self {
    case .leads: [\.leads.assignedAt, \.leads.firstResponseAt, \.leads.qualifiedAt, \.leads.disqualifiedAt]
    case .deals: [\.opportunities.closedAt]
    case .visits: [\.visits.enteredAt]
    case .activities: [\.activities.occurredAt]
    }
  }
}

extension Series<Instant> {
  /// The last moment by an instant and the first one after it; `unknown` and `never` where there is none.
  func neighbours(of asOf: Instant) -> (last: Instant, next: Instant) {
    withUnsafeBufferPointer { moments in
      var (last, next) = (Instant.unknown.seconds, Instant.never.seconds)
      for moment in moments {
        last = Swift.max(last, moment <= asOf ? moment.seconds : last)
        next = Swift.min(next, moment <= asOf ? next : moment.seconds)
      }
      return (Instant(last), Instant(next))
    }
  }

  /// The same as long as nothing has happened that came after an instant.
  fileprivate func hiding(after asOf: Instant) -> Series<Instant> {
    Series(count: count) { new in
      for row in indices { new.initializeElement(at: row, to: self[unchecked: row] > asOf ? .never : self[unchecked: row]) }
    }
  }
}

// MARK: - Kept beside the rows

extension PastView: SeriesVisitable {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    let columns = DataPart.allCases.flatMap(\.times)
    try visitor.visit(&from)
    try visitor.visit(&until)
    try visitor.visit(&told)
    try visitor.visit(&isHidden)
    try visitor.visit(&isUndone)
    guard told.count == DataPart.allCases.count, isHidden.count == columns.count else { throw .unusable }
    for (column, isHidden) in zip(columns, isHidden) where isHidden { try visit(column, &visitor) }
    if isUndone { try visitUndone(&visitor) }
    if hides(.visits) || hides(.activities) { try knownRows.visitSeries(with: &visitor) }
  }

  private mutating func visitUndone(_ visitor: inout some SeriesVisitor) throws(SeriesFault) {
    let codes: [WritableKeyPath<Dataset, Series<Code>>] = [
      \.leads.rep, \.leads.team, \.leads.manager, \.leads.region, \.leads.segment, \.opportunities.rep,
      \.opportunities.team, \.opportunities.manager, \.opportunities.region, \.opportunities.segment,
      \.opportunities.stage,
    ]
    for column in codes { try visit(column, &visitor) }
    try visit(\.opportunities.amount, &visitor)
    try visit(\.opportunities.expectedCloseOn, &visitor)
    try visit(\.opportunities.nextStepAt, &visitor)
    try dataset.changes.visitColumns(with: &visitor)
    try dataset.leadChanges.visitColumns(with: &visitor)
  }

  /// A column with as many rows as before.
  private mutating func visit<Value>(
    _ column: WritableKeyPath<Dataset, Series<Value>>, _ visitor: inout some SeriesVisitor
  ) throws(SeriesFault) {
    let count = dataset[keyPath: column].count
    try visitor.visit(&dataset[keyPath: column])
    guard dataset[keyPath: column].count == count else { throw .unusable }
  }
}

extension ChangeTable {
  fileprivate mutating func visitColumns(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&row)
    try visitor.visit(&field)
    try visitor.visit(&at)
    try visitor.visit(&old)
    try visitor.visit(&new)
    guard [field.count, at.count, old.count, new.count].allSatisfy({ $0 == row.count }) else { throw .unusable }
  }
}
