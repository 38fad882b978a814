import Domain

/// Durations in whole seconds, each ended or still running.
struct DurationSet {
  private var ended: [Int64] = []
  private var running: [Int64] = []

  init() {}

  var count: Int { ended.count + running.count }

  mutating func add(seconds: Int64, ended isEnded: Bool) {
    if isEnded { ended.append(seconds) } else { running.append(seconds) }
  }

  /// Days of those that have ended, ascending.
  var endedDays: [Double] { DurationSet.days(ended) }

  /// Days of those that run, ascending.
  var runningDays: [Double] { DurationSet.days(running) }

  private static func days(_ seconds: [Int64]) -> [Double] {
    Sorting.ascending(seconds).map { Double($0) / Double(Instant.day) }
  }
}
