import Domain

/// How long visits to one stage took in a selection: words with seconds in the upper half, ascending; and those that
/// run, in seconds, ascending.
struct DwellTimes {
  let ended: UnsafeBufferPointer<UInt64>
  let running: [UInt32]

  var count: Int { ended.count + running.count }

  @inline(__always) func seconds(_ place: Int) -> UInt32 { UInt32(truncatingIfNeeded: ended[place] >> 32) }
  @inline(__always) func days(_ place: Int) -> Double { Double(ended[place] >> 32) / Double(Instant.day) }

  /// Days in all, running visits so far.
  func totalDays(_ sums: DwellSums) -> Double {
    let running = running.reduce(into: UInt64(0)) { $0 += UInt64($1) }
    return (Double(sums.seconds) + Double(running)) / Double(Instant.day)
  }

  /// Visits that ended within so many seconds.
  func endedWithin(_ seconds: UInt32) -> Int { ended.partitioningIndex { $0 >> 32 > UInt64(seconds) } }

  /// Days of the visits that ended.
  func description(_ sums: DwellSums) -> Description {
    guard !ended.isEmpty else { return Description(count: 0) }
    let (n, day) = (Double(ended.count), Double(Instant.day))
    let spread = Int128(ended.count) * sums.squares - Int128(sums.seconds) * Int128(sums.seconds)
    return Description(
      count: ended.count, mean: Double(sums.seconds) / n / day,
      standardDeviation: n > 1 ? (Double(spread) / (n * (n - 1))).squareRoot() / day : nil, median: quantile(0.5),
      p75: quantile(0.75), p90: quantile(0.9), p95: quantile(0.95), minimum: days(0), maximum: days(ended.count - 1))
  }

  /// Days by type 7; nil without ended visits.
  func quantile(_ q: Double) -> Double? {
    guard !ended.isEmpty else { return nil }
    let position = Double(ended.count - 1) * q
    let below = Int(position)
    guard below + 1 < ended.count else { return days(ended.count - 1) }
    return days(below) + (days(below + 1) - days(below)) * (position - Double(below))
  }

  /// Exact, because whole seconds are added.
  var sums: DwellSums {
    var (seconds, squares) = (UInt64(0), Int128(0))
    // Squares of up to 2^27 s, over four years, can be added up 512 at a time in 64 bits.
    let step = (ended.last ?? 0) >> 32 < 1 << 27 ? 512 : 1
    var start = 0
    while start < ended.count {
      let end = min(ended.count, start + step)
      var (partSeconds, partSquares) = (UInt64(0), UInt64(0))
      for place in start..<end {
        let value = ended[place] >> 32
        partSeconds &+= value
        partSquares &+= value &* value
      }
      seconds += partSeconds
      squares += Int128(partSquares)
      start = end
    }
    return DwellSums(seconds: seconds, squares: squares)
  }
}

/// Seconds of ended visits and their squares, added up.
struct DwellSums {
  let seconds: UInt64
  let squares: Int128
}

extension ProcessVisits {
  /// Calls `body` with the visits of a selection to one stage.
  func withDwell<Result>(
    _ stage: Int, _ selection: RowSet, asOf: Instant, _ body: (DwellTimes) -> Result
  ) -> Result {
    let running = runningSeconds(stage, selection, asOf: asOf)
    return ended.withUnsafeBufferPointer { words in
      let part = UnsafeBufferPointer(rebasing: words[endedStarts[stage]..<endedStarts[stage + 1]])
      if selection.isAll { return body(DwellTimes(ended: part, running: running)) }
      return Self.withKept(part, selection) { body(DwellTimes(ended: $0, running: running)) }
    }
  }

  /// Visits to a stage that began after an instant, in order of length like all.
  func withDwell<Result>(_ begun: BegunVisits, _ stage: Int, asOf: Instant, _ body: (DwellTimes) -> Result) -> Result {
    var lately: [UInt32] = []
    begun.running.forEach(in: runningStarts[stage]..<runningStarts[stage + 1]) {
      lately.append(UInt32(clamping: asOf.since(running[$0].since)))
    }
    var words: [UInt64] = []
    begun.ended.forEach(in: endedStarts[stage]..<endedStarts[stage + 1]) { words.append(ended[$0]) }
    return words.withUnsafeBufferPointer { body(DwellTimes(ended: $0, running: lately)) }
  }

  private func runningSeconds(_ stage: Int, _ selection: RowSet, asOf: Instant) -> [UInt32] {
    var seconds: [UInt32] = []
    for place in runningStarts[stage]..<runningStarts[stage + 1] where selection.contains(running[place].row) {
      seconds.append(UInt32(clamping: asOf.since(running[place].since)))
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

/// Visits of a selection that began lately, marked by their place among all, so that they come out in order of length.
struct BegunVisits {
  private(set) var ended: RowMarks
  private(set) var running: RowMarks

  init(_ visits: ProcessVisits) {
    ended = RowMarks(size: visits.ended.count)
    running = RowMarks(size: visits.running.count)
  }

  @inline(__always) mutating func add(_ visit: VisitStart) {
    guard visit.place >= 0 else { return }
    if visit.isRunning { running.mark(Int(visit.place)) } else { ended.mark(Int(visit.place)) }
  }
}

/// One bit a place.
struct RowMarks {
  private var words: [UInt64]

  init(size: Int) { words = Array(repeating: 0, count: (size + 63) / 64) }

  @inline(__always) mutating func mark(_ place: Int) { words[place >> 6] |= 1 << UInt64(place & 63) }

  /// Calls `body` with the marked places of a range, ascending.
  @inline(__always) func forEach(in range: Range<Int>, _ body: (Int) -> Void) {
    guard !range.isEmpty else { return }
    for index in range.lowerBound >> 6...(range.upperBound - 1) >> 6 {
      var word = words[index]
      if index == range.lowerBound >> 6 { word &= .max << UInt64(range.lowerBound & 63) }
      while word != 0 {
        let place = index << 6 + word.trailingZeroBitCount
        if place >= range.upperBound { return }
        body(place)
        word &= word - 1
      }
    }
  }
}
