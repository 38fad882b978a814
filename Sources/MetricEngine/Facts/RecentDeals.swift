import Domain

/// Opportunities that were open at some time after a horizon, in the order of the table, with their activities: small
/// enough to be gone through for every window, and in the order in which memory is read best.
struct RecentDeals: Sendable {
  /// Nothing earlier can be asked of them.
  private(set) var horizon: Int64 = 0
  private var rows: Series<Int32> = []
  private var created: Series<Int64> = []
  private var closed: Series<Int64> = []
  /// Where the activities of each begin; one more than rows.
  private var starts: Series<Int32> = [0]
  /// Seconds after `base` of the activities that count, ascending within each row; some 68 years either way are as far
  /// as any.
  private var moments: Series<Int32> = []
  private var base = Instant(0)
  private var reserved = 0
  private var added: [Int32] = []

  init() {}

  /// - Parameter base: a known instant near which most happened.
  init(horizon: Instant, base: Instant) {
    self.horizon = horizon.seconds
    self.base = base
  }

  mutating func append(row: Int32, created first: Int64, closed end: Int64, moments found: ArraySlice<Int64>) {
    rows.append(row)
    created.append(first)
    closed.append(end)
    found.withUnsafeBufferPointer { found in
      let room = moments.count + found.count
      if room > reserved {
        reserved = room * 2
        moments.reserveCapacity(reserved)
      }
      added.removeAll(keepingCapacity: true)
      for moment in found { added.append(Int32(clamping: Instant(moment).since(base))) }
      added.withUnsafeBufferPointer { moments.append(contentsOf: $0) }
    }
    starts.append(Int32(truncatingIfNeeded: moments.count))
  }

  /// Looks at those of a selection that were open at the end of a window not before the horizon, and created by then or
  /// by an earlier instant.
  func stretch(_ window: TimeWindow, _ set: RowSet, createdBy: Instant? = nil, quietAfter: Int64) -> ActivityStretch {
    var stretch = ActivityStretch()
    let instant = window.through
    let newest = min(instant, createdBy ?? instant).seconds
    let (from, to) = (window.after.since(base), instant.since(base))
    withColumns { rows, created, closed, starts, moments in
      for place in rows.indices
      where created[place] <= newest && closed[place] > instant.seconds && set.contains(rows[place]) {
        let first = Int(starts[place])
        var end = Int(starts[place + 1])
        while end > first, Int64(moments[end - 1]) > to { end -= 1 }
        var start = end
        while start > first, Int64(moments[start - 1]) > from { start -= 1 }
        stretch.open += 1
        stretch.touches += end - start
        let known = created[place] != Instant.unknown.seconds
        let silence = end > first ? to - Int64(moments[end - 1]) : known ? instant.since(Instant(created[place])) : 0
        if silence >= quietAfter { stretch.quiet += 1 }
      }
    }
    return stretch
  }

  private func withColumns(
    _ body: (
      UnsafeBufferPointer<Int32>, UnsafeBufferPointer<Int64>, UnsafeBufferPointer<Int64>, UnsafeBufferPointer<Int32>,
      UnsafeBufferPointer<Int32>
    ) -> Void
  ) {
    rows.withUnsafeBufferPointer { rows in
      created.withUnsafeBufferPointer { created in
        closed.withUnsafeBufferPointer { closed in
          starts.withUnsafeBufferPointer { starts in
            moments.withUnsafeBufferPointer { body(rows, created, closed, starts, $0) }
          }
        }
      }
    }
  }
}

extension RecentDeals: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&horizon)
    try visitor.visit(&rows)
    try visitor.visit(&created)
    try visitor.visit(&closed)
    try visitor.visit(&starts)
    try visitor.visit(&moments)
    try visitor.visit(&base)
  }
}
