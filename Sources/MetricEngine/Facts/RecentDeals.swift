import Domain

/// Opportunities that were open at some time after a horizon, those that ended last first, with their activities: what
/// was open at an instant is among the first of them, which are gone through for every window.
struct RecentDeals: Sendable {
  /// Nothing earlier can be asked of them.
  private(set) var horizon: Int64 = 0
  private var rows: Series<Int32> = []
  private var created: Series<Int64> = []
  /// Descending; what is open ends last.
  private var closed: Series<Int64> = []
  /// Where the activities of each begin; one more than rows.
  private var starts: Series<Int32> = [0]
  /// Seconds after `base` of the activities that count, ascending within each row; some 68 years either way are as far
  /// as any.
  private var moments: Series<Int32> = []
  private var base = Instant(0)

  init() {}

  init(_ maker: RecentDealsMaker) {
    (horizon, base) = (maker.horizon, maker.base)
    let deals = RowOrder.descending(maker.deals.map(\.closed)).map { maker.deals[Int($0)] }
    rows = Series(deals.map(\.row))
    created = Series(deals.map(\.created))
    closed = Series(deals.map(\.closed))
    starts = Series(deals.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1.moments.count)) })
    moments = Series(deals.flatMap { maker.moments[$0.moments] })
  }

  /// Calls `body` for those of a selection that were open at the end of a window not before the horizon: with their
  /// activities in the window, and whether they were quiet for so many seconds then.
  @inline(__always)
  func forEach(
    at window: TimeWindow, _ set: RowSet, quietAfter: Int64,
    _ body: (_ row: Int, _ touches: Int, _ isQuiet: Bool) -> Void
  ) {
    let instant = window.through
    let (from, to) = (window.after.since(base), instant.since(base))
    withColumns { rows, created, starts, moments in
      for place in 0..<ended(after: instant.seconds)
      where created[place] <= instant.seconds && set.contains(rows[place]) {
        let first = Int(starts[place])
        var end = Int(starts[place + 1])
        while end > first, Int64(moments[end - 1]) > to { end -= 1 }
        var start = end
        while start > first, Int64(moments[start - 1]) > from { start -= 1 }
        let known = created[place] != Instant.unknown.seconds
        let silence = end > first ? to - Int64(moments[end - 1]) : known ? instant.since(Instant(created[place])) : 0
        body(Int(rows[place]), end - start, silence >= quietAfter)
      }
    }
  }

  /// Looks at those of a selection that were open and at least so old at each of some instants, with all their
  /// activities by then. One look at each is enough for all instants.
  /// - Parameter instants: ascending, none before the horizon.
  func matured(at instants: [Instant], _ set: RowSet, youngestDays: Int) -> [ActivityStretch] {
    var stretches = [ActivityStretch](repeating: ActivityStretch(), count: instants.count)
    let latest = instants.map { $0.adding(days: -youngestDays).seconds }
    let ends = instants.map { $0.since(base) }
    var last = instants.count
    withColumns { rows, created, starts, moments in
      for place in 0..<ended(after: instants.first?.seconds ?? .max) {
        while instants[last - 1].seconds >= closed[place] { last -= 1 }
        guard set.contains(rows[place]), created[place] <= latest[last - 1] else { continue }
        let first = Int(starts[place])
        var next = first
        for index in latest.partitioningIndex(where: { $0 >= created[place] })..<last {
          while next < Int(starts[place + 1]), Int64(moments[next]) <= ends[index] { next += 1 }
          stretches[index].open += 1
          stretches[index].touches += next - first
        }
      }
    }
    return stretches
  }

  /// How many of the first ended only after an instant.
  private func ended(after instant: Int64) -> Int { closed.partitioningIndex { $0 <= instant } }

  private func withColumns(
    _ body: (
      UnsafeBufferPointer<Int32>, UnsafeBufferPointer<Int64>, UnsafeBufferPointer<Int32>, UnsafeBufferPointer<Int32>
    ) -> Void
  ) {
    rows.withUnsafeBufferPointer { rows in
      created.withUnsafeBufferPointer { created in
        starts.withUnsafeBufferPointer { starts in
          moments.withUnsafeBufferPointer { body(rows, created, starts, $0) }
        }
      }
    }
  }
}

/// Collects opportunities for ``RecentDeals``.
struct RecentDealsMaker {
  struct Deal {
    var row: Int32
    var created: Int64
    var closed: Int64
    /// Its activities that count.
    var moments: Range<Int>
  }

  let horizon: Int64
  /// A known instant near which most happened.
  let base: Instant
  private(set) var deals: [Deal] = []
  /// Seconds after `base`.
  private(set) var moments: [Int32] = []

  init(horizon: Instant, base: Instant) {
    self.horizon = horizon.seconds
    self.base = base
  }

  mutating func append(row: Int32, created: Int64, closed: Int64, moments found: ArraySlice<Int64>) {
    let start = moments.count
    for moment in found { moments.append(Int32(clamping: Instant(moment).since(base))) }
    deals.append(Deal(row: row, created: created, closed: closed, moments: start..<moments.count))
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
