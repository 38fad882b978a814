import Domain

/// The earliest and latest moment of each block of a column, so that rows of a short stretch of time are found by
/// looking only at blocks that reach into it: few of them where rows come in the order of time, and right in any order.
struct TimeZones: Sendable {
  private static let blockSize = 2048
  private var earliest: [Int64] = []
  private var latest: [Int64] = []

  init(_ column: Series<Instant>) {
    column.withUnsafeBufferPointer { values in
      for start in stride(from: 0, to: values.count, by: Self.blockSize) {
        var (low, high) = (Int64.max, Int64.min)
        for place in start..<min(start + Self.blockSize, values.count) where values[place].isKnown {
          low = min(low, values[place].seconds)
          high = max(high, values[place].seconds)
        }
        earliest.append(low)
        latest.append(high)
      }
    }
  }

  /// Calls `body` with each row of a set whose moment lies in a window, ascending.
  @inline(__always)
  func forEach(_ column: Series<Instant>, in window: TimeWindow, _ set: RowSet, _ body: (Int) -> Void) {
    column.withUnsafeBufferPointer { values in
      for block in earliest.indices
      where latest[block] > window.after.seconds && earliest[block] <= window.through.seconds {
        let start = block * Self.blockSize
        for row in start..<min(start + Self.blockSize, values.count) {
          if values[row].isKnown, window.contains(values[row]), set.contains(row) { body(row) }
        }
      }
    }
  }
}

/// When what happened to leads and opportunities, by blocks of rows.
struct ChangeZones: Sendable {
  let leadCreated: TimeZones
  let leadAnswered: TimeZones
  let leadQualified: TimeZones
  let created: TimeZones
  let closed: TimeZones

  init(_ dataset: Dataset) {
    leadCreated = TimeZones(dataset.leads.createdAt)
    leadAnswered = TimeZones(dataset.leads.firstResponseAt)
    leadQualified = TimeZones(dataset.leads.qualifiedAt)
    created = TimeZones(dataset.opportunities.createdAt)
    closed = TimeZones(dataset.opportunities.closedAt)
  }
}
