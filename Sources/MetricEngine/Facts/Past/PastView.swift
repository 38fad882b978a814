import Domain

/// A data set as it was known at an instant: in it nothing has happened that came later.
///
/// Rows stay where they are, also those of what came later: a stage entry or an activity that is not known yet `never`
/// took place. So a view shares all columns with the whole but those in which something is hidden, and where little is,
/// as with meetings planned for the next weeks, it costs little. Leads and opportunities created later are left to the
/// selection.
struct PastView: Sendable {
  private(set) var dataset: Dataset
  /// Of each column of ``DataColumn/all``: what it tells last, and what it does not tell yet.
  private var moments: [Neighbours]
  /// The same is known from the last moment that is told until the first that is not.
  private(set) var from = Instant.unknown
  private(set) var until = Instant.never
  private(set) var knownRows: OwnedRows
  /// True if recorded changes were undone.
  private(set) var isUndone = false

  /// - Parameter other: a view of the same rows; what it knows of a column just as this one is taken from it.
  init(_ whole: Dataset, asOf: Instant, near other: PastView? = nil) {
    self.init(of: whole)
    var alike: Set<DataPart> = []
    for (place, column) in DataColumn.all.enumerated() {
      if let other, other.moments[place].enclose(asOf) {
        moments[place] = other.moments[place]
        column.time.map { dataset[keyPath: $0] = other.dataset[keyPath: $0] }
        alike.insert(column.part)
      } else {
        hide(column, place, after: asOf)
      }
    }
    settleSpan()
    let counts = (whole.changes.count, whole.leadChanges.count)
    dataset.undoChanges(after: asOf)
    isUndone = counts != (dataset.changes.count, dataset.leadChanges.count)
    if hides(.visits) { knownRows.takeVisits(knownIn: dataset, or: alike.contains(.visits) ? other?.knownRows : nil) }
    if hides(.activities) {
      knownRows.takeActivities(knownIn: dataset, or: alike.contains(.activities) ? other?.knownRows : nil)
    }
  }

  /// All of a data set, to be filled with what was kept of a view of it.
  init(of whole: Dataset) {
    dataset = whole
    knownRows = OwnedRows(whole)
    moments = DataColumn.all.map { _ in Neighbours() }
  }

  private mutating func hide(_ column: DataColumn, _ place: Int, after asOf: Instant) {
    moments[place] = column.moments(dataset).neighbours(of: asOf)
    guard let time = column.time, moments[place].next < .never else { return }
    dataset[keyPath: time] = dataset[keyPath: time].hiding(after: asOf)
  }

  private mutating func settleSpan() {
    from = moments.map(\.last).max() ?? .unknown
    until = moments.map(\.next).min() ?? .never
  }

  private func hides(_ part: DataPart) -> Bool {
    zip(DataColumn.all, moments).contains { $0.part == part && $1.next < .never }
  }

  /// True if there is anything that is not known yet.
  var isPast: Bool { until < .never }

  /// True if the same is known at an instant.
  func holds(at asOf: Instant) -> Bool { asOf >= from && asOf < until }

  /// True if the same is known at an instant, but for activities: those that are planned fall due day after day.
  func holdsButForActivities(at asOf: Instant) -> Bool {
    zip(DataColumn.all, moments).allSatisfy { $0.part == .activities || $0.part == .creations || $1.enclose(asOf) }
  }

  /// The parts of which another view of the same rows knows the same.
  func partsAlike(_ other: PastView) -> Set<DataPart> {
    let unlike = DataColumn.all.indices.filter { moments[$0] != other.moments[$0] }
    return Set(DataPart.allCases).subtracting(unlike.map { DataColumn.all[$0].part })
  }
}

/// What changes together, for what is prepared of it.
enum DataPart: CaseIterable, Sendable {
  /// Nothing is prepared of these.
  case creations
  /// Leads and their recorded changes.
  case leads
  /// Opportunities and their recorded changes.
  case deals
  case visits
  case activities
}

/// A column that tells when something happened.
struct DataColumn: Sendable {
  typealias Path = WritableKeyPath<Dataset, Series<Instant>> & Sendable

  let part: DataPart
  /// Where moments that have not come yet are hidden; nil where they are left to others.
  let time: Path?
  /// The column. No key path, which would copy the whole data set to look into it: every single event asks.
  let moments: @Sendable (Dataset) -> Series<Instant>

  private init(
    _ part: DataPart, hiddenIn time: Path? = nil, _ moments: @escaping @Sendable (Dataset) -> Series<Instant>
  ) {
    (self.part, self.time, self.moments) = (part, time, moments)
  }

  /// In a fixed order.
  static let all = [
    DataColumn(.creations) { $0.leads.createdAt },
    DataColumn(.creations) { $0.opportunities.createdAt },
    DataColumn(.leads, hiddenIn: \Dataset.leads.assignedAt) { $0.leads.assignedAt },
    DataColumn(.leads, hiddenIn: \Dataset.leads.firstResponseAt) { $0.leads.firstResponseAt },
    DataColumn(.leads, hiddenIn: \Dataset.leads.qualifiedAt) { $0.leads.qualifiedAt },
    DataColumn(.leads, hiddenIn: \Dataset.leads.disqualifiedAt) { $0.leads.disqualifiedAt },
    DataColumn(.leads) { $0.leadChanges.at },
    DataColumn(.deals, hiddenIn: \Dataset.opportunities.closedAt) { $0.opportunities.closedAt },
    DataColumn(.deals) { $0.changes.at },
    DataColumn(.visits, hiddenIn: \Dataset.visits.enteredAt) { $0.visits.enteredAt },
    DataColumn(.activities, hiddenIn: \Dataset.activities.occurredAt) { $0.activities.occurredAt },
  ]
}

/// The last moment of a column by an instant and the first one after it; `unknown` and `never` where there is none.
struct Neighbours: Equatable, Sendable, BitwiseCopyable {
  var last = Instant.unknown
  var next = Instant.never

  /// True if the column has no moment between them and the instant.
  func enclose(_ asOf: Instant) -> Bool { asOf >= last && asOf < next }
}

extension Series<Instant> {
  /// What lies around an instant.
  func neighbours(of asOf: Instant) -> Neighbours {
    withUnsafeBufferPointer { moments in
      var (last, next) = (Instant.unknown.seconds, Instant.never.seconds)
      for moment in moments {
        last = Swift.max(last, moment <= asOf ? moment.seconds : last)
        next = Swift.min(next, moment <= asOf ? next : moment.seconds)
      }
      return Neighbours(last: Instant(last), next: Instant(next))
    }
  }

  /// The same as long as nothing has happened that came after an instant.
  fileprivate func hiding(after asOf: Instant) -> Series<Instant> {
    Series(count: count) { new in
      withUnsafeBufferPointer { moments in
        for row in moments.indices {
          new.initializeElement(at: row, to: moments[row] > asOf ? .never : moments[row])
        }
      }
    }
  }
}

// MARK: - Kept beside the rows

extension PastView: SeriesVisitable {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    let columns = DataColumn.all
    try visitor.visit(&moments)
    try visitor.visit(&isUndone)
    guard moments.count == columns.count else { throw .unusable }
    settleSpan()
    for (column, moments) in zip(columns, moments) where moments.next < .never {
      if let time = column.time { try visit(time, &visitor) }
    }
    if isUndone { try visitUndone(&visitor) }
    if isPast { try knownRows.visitSeries(with: &visitor) }
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
