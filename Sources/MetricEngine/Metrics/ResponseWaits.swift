import Domain

/// Whole seconds that leads waited: ended by an answer, or running still. Many answers take as long as others, so that
/// there are fewer times than answers.
struct ResponseWaits: Sendable, Equatable {
  /// Seconds after which answers came, ascending, each once.
  private(set) var times: [Int32] = []
  /// How many had come by each of `times`.
  private(set) var through: [Int32] = []
  /// Waits that run still, ascending.
  var running: [Int32] = []

  /// No waits yet.
  init() {}

  /// Waits in ascending order.
  init(ended: [Int32], running: [Int32] = []) {
    for time in ended { append(time) }
    self.running = running
  }

  /// Times that ascend, with how many answers had come by each.
  init(times: [Int32], through: [Int32]) { (self.times, self.through) = (times, through) }

  /// Adds an answer that took at least as long as those before.
  mutating func append(_ time: Int32) {
    let count = (through.last ?? 0) + 1
    if times.last == time {
      through[through.count - 1] = count
    } else {
      times.append(time)
      through.append(count)
    }
  }

  /// Answers that have come.
  var endedCount: Int { Int(through.last ?? 0) }
  /// All waits.
  var count: Int { endedCount + running.count }

  /// Answers within so many seconds.
  func ended(within seconds: Int32) -> Int { ended(before: times.partitioningIndex { $0 > seconds }) }

  /// Answers before the time at a place of `times`.
  func ended(before place: Int) -> Int { place > 0 ? Int(through[place - 1]) : 0 }

  /// How long the answer at a place in the order of all took.
  func time(ofEnd place: Int) -> Int32 { times[through.partitioningIndex { $0 > place }] }

  /// Every answer's seconds, ascending.
  var ended: [Int32] {
    var all: [Int32] = []
    all.reserveCapacity(endedCount)
    for place in times.indices {
      all.append(contentsOf: repeatElement(times[place], count: Int(through[place]) - ended(before: place)))
    }
    return all
  }
}

/// The waits of some leads, and those of each code (such as a source) that tells them apart.
struct CodedWaits: Sendable, Equatable {
  var whole = ResponseWaits()
  var parts: [ResponseWaits] = []
}

extension Describe {
  /// Whole seconds described: the mean exact, the spread around it in one sum.
  static func seconds(_ waits: ResponseWaits) -> Description {
    let count = waits.endedCount
    guard let least = waits.times.first, let greatest = waits.times.last else { return Description(count: 0) }
    var (sum, before) = (Int64(0), Int32(0))
    for (time, through) in zip(waits.times, waits.through) {
      sum += Int64(time) * Int64(through - before)
      before = through
    }
    let mean = Double(sum) / Double(count)
    var squares = 0.0
    before = 0
    for (time, through) in zip(waits.times, waits.through) {
      squares += Double(through - before) * (Double(time) - mean) * (Double(time) - mean)
      before = through
    }
    func quantile(_ q: Double) -> Double {
      let position = Double(count - 1) * q
      let below = Int(position)
      let value = Double(waits.time(ofEnd: below))
      guard below + 1 < count else { return value }
      return value + (Double(waits.time(ofEnd: below + 1)) - value) * (position - Double(below))
    }
    return Description(
      count: count, mean: mean,
      standardDeviation: count > 1 ? (squares / Double(count - 1)).squareRoot() : nil,
      median: quantile(0.5), p75: quantile(0.75), p90: quantile(0.9), p95: quantile(0.95), minimum: Double(least),
      maximum: Double(greatest))
  }
}
