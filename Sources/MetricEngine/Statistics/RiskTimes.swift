/// The times of one group in one stratum, each list ascending and free of NaN.
struct RiskTimes<Time: Comparable & Sendable>: Sendable {
  /// Times at which rows ended in the event.
  var events: [Time]
  /// Times at which rows were last seen without it.
  var censored: [Time]
  /// Times from which rows were watched, at risk only after it (entry < t); nil where all were from the start.
  var entries: [Time]?

  init(events: [Time], censored: [Time], entries: [Time]? = nil) {
    self.events = events
    self.censored = censored
    self.entries = entries
  }
}

/// Walks the times of one group from event to event.
struct RiskCursor<Time: Comparable & Sendable> {
  private let times: RiskTimes<Time>
  private var (ended, left, entered) = (0, 0, 0)

  /// Before the first event. Rows that enter at `start`, the first time at all, are at risk at it.
  init(_ times: RiskTimes<Time>, from start: Time? = nil) {
    self.times = times
    guard let entries = times.entries else {
      entered = times.events.count + times.censored.count
      return
    }
    if let start { entered = entries.partitioningIndex { $0 > start } }
  }

  /// Time of the next event.
  var next: Time? { ended < times.events.count ? times.events[ended] : nil }

  /// Rows at risk at `time` (entry < time <= exit) and those that end at it; goes past it.
  mutating func pass(_ time: Time) -> (atRisk: Int, ending: Int) {
    while left < times.censored.count, times.censored[left] < time { left += 1 }
    if let entries = times.entries {
      while entered < entries.count, entries[entered] < time { entered += 1 }
    }
    let (atRisk, first) = (entered - ended - left, ended)
    while ended < times.events.count, !(times.events[ended] > time) { ended += 1 }
    return (atRisk, ended - first)
  }
}
