import Domain

/// The rows of both tables that were known at an instant, and for how long they are the same.
struct KnownRows: Sendable {
  let leads: RowSet
  let opportunities: RowSet
  /// From the last creation by then until the next one.
  private let span: (from: Instant, until: Instant)

  init(_ dataset: Dataset, asOf: Instant) {
    let columns = [dataset.leads.createdAt, dataset.opportunities.createdAt]
    (leads, opportunities) = (RowSet(columns[0]) { $0 <= asOf }, RowSet(columns[1]) { $0 <= asOf })
    let moments = columns.map { $0.neighbours(of: asOf) }
    span = (max(moments[0].last, moments[1].last), min(moments[0].next, moments[1].next))
  }

  /// True if the same rows were known at another instant.
  func holds(at asOf: Instant) -> Bool { asOf >= span.from && asOf < span.until }
}
