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
    let spans = columns.map { Self.span($0, asOf) }
    span = (max(spans[0].from, spans[1].from), min(spans[0].until, spans[1].until))
  }

  /// True if the same rows were known at another instant.
  func holds(at asOf: Instant) -> Bool { asOf >= span.from && asOf < span.until }

  private static func span(_ createdAt: Series<Instant>, _ asOf: Instant) -> (from: Instant, until: Instant) {
    createdAt.withUnsafeBufferPointer { createdAt in
      var (from, until) = (Instant.unknown.seconds, Instant.never.seconds)
      for created in createdAt {
        if created <= asOf { from = max(from, created.seconds) } else { until = min(until, created.seconds) }
      }
      return (Instant(from), Instant(until))
    }
  }
}
