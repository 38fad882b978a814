import Domain

/// Rows of a table by a moment of theirs, newest first, so that a stretch of time is a piece of it.
///
/// Moments are kept as seconds before the newest; those more than 136 years before it count as that old.
struct MomentOrder: Sendable {
  /// The newest known moment.
  private(set) var newest = Instant.unknown
  /// Seconds before the newest in the upper half, the row in the lower.
  private(set) var words: Series<UInt64> = []

  init() {}

  /// The rows that belong and whose moment is known.
  init(_ moments: Series<Instant>, where belongs: (Int) -> Bool) {
    var newest = Instant.unknown
    for (row, moment) in moments.enumerated() where moment.isKnown && moment > newest && belongs(row) {
      newest = moment
    }
    var words: [UInt64] = []
    words.reserveCapacity(newest.isKnown ? moments.count : 0)
    for (row, moment) in moments.enumerated() where moment.isKnown && belongs(row) {
      words.append(UInt64(Self.offset(of: moment, before: newest)) << 32 | UInt64(row))
    }
    self.newest = newest
    self.words = Series(KeyedSort.ascending(words))
  }

  /// Where in `words` the rows of a stretch of time are.
  func range(_ window: TimeWindow) -> Range<Int> {
    guard newest.isKnown else { return 0..<0 }
    let first = place(from: window.through)
    return first..<max(first, place(from: window.after))
  }

  /// The moment of a word.
  @inline(__always) func moment(_ word: UInt64) -> Instant { Instant(newest.seconds &- Int64(word >> 32)) }

  /// The row of a word.
  @inline(__always) static func row(_ word: UInt64) -> Int { Int(truncatingIfNeeded: word & 0xffff_ffff) }

  /// Seconds from a moment to the newest one, at most 136 years.
  @inline(__always) static func offset(of moment: Instant, before newest: Instant) -> UInt32 {
    UInt32(clamping: newest.since(moment))
  }

  /// The first place whose moment is `moment` or before.
  private func place(from moment: Instant) -> Int {
    guard moment.isKnown else { return moment.happened ? words.count : 0 }
    let offset = newest.since(moment)
    guard offset > 0 else { return 0 }
    guard offset <= Int64(UInt32.max) else { return words.count }
    return words.partitioningIndex { $0 >> 32 >= UInt64(offset) }
  }
}

extension MomentOrder: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&newest)
    try visitor.visit(&words)
  }
}
