import Domain

/// How long visits to one stage took: those that ended in order of length, and those that run, in seconds, ascending.
struct DwellTimes {
  /// All visits to the stage that ended, or only those meant: words with seconds in the upper half, ascending.
  private let words: UnsafeBufferPointer<UInt64>
  /// Marks those meant among the visits to all stages; nil if they are all in `words`.
  private let marks: PlaceMarks?
  /// Where `words` begin among the visits to all stages, and how many are marked before.
  private let first: Int
  private let rankBefore: Int
  /// Visits that ended.
  let endedCount: Int
  let running: [UInt32]

  init(ended words: UnsafeBufferPointer<UInt64>, running: [UInt32]) {
    (self.words, marks, first, rankBefore, endedCount) = (words, nil, 0, 0, words.count)
    self.running = running
  }

  /// - Parameters:
  ///   - words: All visits to the stage that ended.
  ///   - first: Where they begin among the visits to all stages, whose places `marks` knows.
  init(ended words: UnsafeBufferPointer<UInt64>, from first: Int, of marks: PlaceMarks, running: [UInt32]) {
    (self.words, self.marks, self.first, self.running) = (words, marks, first, running)
    rankBefore = marks.rank(of: first)
    endedCount = marks.rank(of: first + words.count) - rankBefore
  }

  var count: Int { endedCount + running.count }

  /// Seconds of the visit that so many shorter ones precede.
  @inline(__always) func seconds(_ rank: Int) -> UInt32 {
    let place = marks.map { $0.place(rank: rankBefore + rank) - first } ?? rank
    return UInt32(truncatingIfNeeded: words[place] >> 32)
  }

  @inline(__always) func days(_ rank: Int) -> Double { Double(seconds(rank)) / Double(Instant.day) }

  /// Days of all visits that ended, ascending.
  var allDays: [Double] {
    var days: [Double] = []
    days.reserveCapacity(endedCount)
    func add(_ word: UInt64) { days.append(Double(word >> 32) / Double(Instant.day)) }
    if let marks {
      marks.forEach(in: first..<first + words.count) { add(words[$0 - first]) }
    } else {
      words.forEach(add)
    }
    return days
  }

  /// Visits that ended within so many seconds.
  func endedWithin(_ seconds: UInt32) -> Int { rank(words.partitioningIndex { $0 >> 32 > UInt64(seconds) }) }

  /// The same, looked for in widening steps from a place that is not beyond it, which moves there.
  func endedWithin(_ seconds: UInt32, from start: inout Int) -> Int {
    var (low, width) = (start, 16)
    while low + width < words.count, words[low + width] >> 32 <= UInt64(seconds) {
      low += width
      width *= 2
    }
    let high = min(words.count, low + width + 1)
    start = words[low..<high].partitioningIndex { $0 >> 32 > UInt64(seconds) }
    return rank(start)
  }

  private func rank(_ place: Int) -> Int { marks.map { $0.rank(of: first + place) - rankBefore } ?? place }

  /// Days in all, running visits so far.
  func totalDays(_ sums: DwellSums) -> Double {
    let running = running.reduce(into: UInt64(0)) { $0 += UInt64($1) }
    return (Double(sums.seconds) + Double(running)) / Double(Instant.day)
  }

  /// Days of the visits that ended.
  func description(_ sums: DwellSums) -> Description {
    guard endedCount > 0 else { return Description(count: 0) }
    let (n, day) = (Double(endedCount), Double(Instant.day))
    let spread = Int128(endedCount) * sums.squares - Int128(sums.seconds) * Int128(sums.seconds)
    return Description(
      count: endedCount, mean: Double(sums.seconds) / n / day,
      standardDeviation: n > 1 ? (Double(spread) / (n * (n - 1))).squareRoot() / day : nil, median: quantile(0.5),
      p75: quantile(0.75), p90: quantile(0.9), p95: quantile(0.95), minimum: days(0), maximum: days(endedCount - 1))
  }

  /// Days by type 7; nil without ended visits.
  func quantile(_ q: Double) -> Double? {
    guard endedCount > 0 else { return nil }
    let position = Double(endedCount - 1) * q
    let below = Int(position)
    guard below + 1 < endedCount else { return days(endedCount - 1) }
    return days(below) + (days(below + 1) - days(below)) * (position - Double(below))
  }

}

/// Seconds of ended visits and their squares, added up: exact, because they are whole.
struct DwellSums {
  var seconds: UInt64 = 0
  var squares: Int128 = 0

  init() {}

  /// Of words with seconds in the upper half, ascending.
  init(_ words: UnsafeBufferPointer<UInt64>) {
    // Squares of up to 2^27 s, over four years, can be added up 512 at a time in 64 bits.
    let step = (words.last ?? 0) >> 32 < 1 << 27 ? 512 : 1
    var start = 0
    while start < words.count {
      let end = min(words.count, start + step)
      var (partSeconds, partSquares) = (UInt64(0), UInt64(0))
      for place in start..<end {
        let value = words[place] >> 32
        partSeconds &+= value
        partSquares &+= value &* value
      }
      seconds += partSeconds
      squares += Int128(partSquares)
      start = end
    }
  }

  @inline(__always) mutating func add(_ value: UInt32) {
    seconds &+= UInt64(value)
    squares &+= Int128(UInt64(value) * UInt64(value))
  }
}

extension ProcessVisits {
  /// Calls `body` with visits to one stage.
  /// - Parameter marks: those of the visits that ended that are meant; nil for all.
  func withDwell<Result>(
    _ stage: Int, _ marks: PlaceMarks?, running: [UInt32], _ body: (DwellTimes) -> Result
  ) -> Result {
    ended.withUnsafeBufferPointer { words in
      let first = endedStarts[stage]
      let part = UnsafeBufferPointer(rebasing: words[first..<endedStarts[stage + 1]])
      guard let marks else { return body(DwellTimes(ended: part, running: running)) }
      return body(DwellTimes(ended: part, from: first, of: marks, running: running))
    }
  }

  /// Seconds of the visits of a selection to one stage that run and began after an instant, ascending.
  func runningSeconds(_ stage: Int, _ selection: RowSet, asOf: Instant, after: Instant = .unknown) -> [UInt32] {
    var seconds: [UInt32] = []
    for place in runningStarts[stage]..<runningStarts[stage + 1] {
      let visit = running[place]
      guard visit.since > after else { break }
      if selection.contains(visit.row) { seconds.append(UInt32(clamping: asOf.since(visit.since))) }
    }
    return seconds
  }
}
