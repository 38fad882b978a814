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
    UpperHalfSort.sort(&words)
    self.newest = newest
    self.words = Series(words)
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

/// Sorts words by their upper 32 bits, those with equal ones in the order they came.
enum UpperHalfSort {
  private static let digitBits: UInt64 = 11

  static func sort(_ words: inout [UInt64]) {
    guard words.count > 64 else {
      let sorted = words.enumerated().sorted { ($0.element >> 32, $0.offset) < ($1.element >> 32, $1.offset) }
      words = sorted.map(\.element)
      return
    }
    let varying = words.reduce(0) { $0 | $1 } & ~words.reduce(UInt64.max) { $0 & $1 }
    var into = [UInt64](repeating: 0, count: words.count)
    for shift in stride(from: UInt64(32), to: 64, by: Int(digitBits)) {
      guard (varying >> shift) & (1 << digitBits - 1) != 0 else { continue }
      words.withUnsafeBufferPointer { from in
        into.withUnsafeMutableBufferPointer { distribute(from, $0, shift) }
      }
      swap(&words, &into)
    }
  }

  private static func distribute(
    _ from: UnsafeBufferPointer<UInt64>, _ into: UnsafeMutableBufferPointer<UInt64>, _ shift: UInt64
  ) {
    let mask: UInt64 = 1 << digitBits - 1
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << Int(digitBits)) { next in
      next.initialize(repeating: 0)
      for word in from { next[Int((word >> shift) & mask)] += 1 }
      var place = 0
      for digit in next.indices {
        let size = next[digit]
        next[digit] = place
        place += size
      }
      for word in from {
        let digit = Int((word >> shift) & mask)
        into[next[digit]] = word
        next[digit] += 1
      }
    }
  }
}

extension MomentOrder: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&newest)
    try visitor.visit(&words)
  }
}
