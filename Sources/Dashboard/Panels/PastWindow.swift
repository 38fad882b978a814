import Domain
import MetricEngine

extension Snapshot {
  /// A figure of the window before, or nil if the data does not reach back to where that window begins: a figure from
  /// a window that is only partly covered would be compared with one that is whole.
  func before<Value>(_ value: Value?, reachingBack start: Instant? = nil) -> Value? {
    reachesBack(to: start ?? readings.query.previousWindow.after) ? value : nil
  }

  /// True if the data begins no later than that, or does not say when it begins.
  func reachesBack(to start: Instant) -> Bool {
    guard facts.oldestEvent.isKnown, start.isKnown else { return true }
    return facts.oldestEvent <= start
  }

  /// So many days before the figures stand.
  func instant(daysBack days: Int) -> Instant { readings.query.asOf.adding(days: -days) }
}
