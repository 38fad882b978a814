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
  var allDays: [Double] { withEnded { $0.map { Double($0 >> 32) / Double(Instant.day) } } }

  /// Calls `body` with those meant only.
  private func withEnded<Result>(_ body: (UnsafeBufferPointer<UInt64>) -> Result) -> Result {
    guard let marks else { return body(words) }
    var meant: [UInt64] = []
    meant.reserveCapacity(endedCount)
    marks.forEach(in: first..<first + words.count) { meant.append(words[$0 - first]) }
    return meant.withUnsafeBufferPointer(body)
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

  /// Seconds in all.
  var sums: DwellSums { withEnded(DwellSums.init) }
}

/// Seconds of ended visits and their squares, added up: exact, because they are whole.
struct DwellSums {
  private(set) var seconds: UInt64 = 0
  private(set) var squares: Int128 = 0

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
}

extension ProcessVisits {
  /// Calls `body` with the visits of a selection to one stage.
  func withDwell<Result>(
    _ stage: Int, _ selection: RowSet, asOf: Instant, _ body: (DwellTimes) -> Result
  ) -> Result {
    let running = runningSeconds(stage, selection, asOf: asOf, after: .unknown)
    return withEnded(stage) { words in
      if selection.isAll { return body(DwellTimes(ended: words, running: running)) }
      return Self.withKept(words, selection) { body(DwellTimes(ended: $0, running: running)) }
    }
  }

  /// Calls `body` with the visits of a selection to one stage that began after an instant.
  /// - Parameter begun: Marks those that ended.
  func withDwell<Result>(
    _ stage: Int, _ begun: PlaceMarks, after instant: Instant, _ selection: RowSet, asOf: Instant,
    _ body: (DwellTimes) -> Result
  ) -> Result {
    let running = runningSeconds(stage, selection, asOf: asOf, after: instant)
    return withEnded(stage) { words in
      body(DwellTimes(ended: words, from: endedStarts[stage], of: begun, running: running))
    }
  }

  private func withEnded<Result>(_ stage: Int, _ body: (UnsafeBufferPointer<UInt64>) -> Result) -> Result {
    ended.withUnsafeBufferPointer { words in
      body(UnsafeBufferPointer(rebasing: words[endedStarts[stage]..<endedStarts[stage + 1]]))
    }
  }

  /// Seconds of the visits of a selection to one stage that run and began after an instant, ascending.
  private func runningSeconds(_ stage: Int, _ selection: RowSet, asOf: Instant, after: Instant) -> [UInt32] {
    var seconds: [UInt32] = []
    for place in runningStarts[stage]..<runningStarts[stage + 1] {
      let visit = running[place]
      guard visit.since > after else { break }
      if selection.contains(visit.row) { seconds.append(UInt32(clamping: asOf.since(visit.since))) }
    }
    return seconds
  }

  /// The words whose rows count, in the same order, without a branch for each.
  private static func withKept<Result>(
    _ words: UnsafeBufferPointer<UInt64>, _ selection: RowSet, _ body: (UnsafeBufferPointer<UInt64>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: words.count + 1) { kept in
      var count = 0
      selection.words.withUnsafeBufferPointer { bits in
        for word in words {
          let row = UInt32(truncatingIfNeeded: word)
          kept[count] = word
          count += Int(truncatingIfNeeded: (bits[Int(row >> 6)] >> UInt64(row & 63)) & 1)
        }
      }
      return body(UnsafeBufferPointer(rebasing: kept[..<count]))
    }
  }
}
