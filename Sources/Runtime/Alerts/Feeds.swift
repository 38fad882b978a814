import AlertEngine
import Domain
import MetricEngine

/// How long ago anything was heard of what each metric is made of. A feed that has gone quiet for longer than it ever
/// is says nothing any more about what it measures (statistics.md section 2, `stale`).
///
/// Time counts on working days only, so that a weekend makes no feed stale. A feed is stale when nothing has come for
/// the rule's `stale`, and for twice the longest pause of the quarter before: who gets two leads a week is not told
/// after a day and a half that there is no data.
struct Feeds: Sendable {
  private let marks: [MetricID: EventHours]
  private let days: WorkingDays

  init(_ dataset: Dataset, _ profile: Profile) {
    let days = WorkingDays(profile.hours)
    let (leads, deals) = (dataset.leads, dataset.opportunities)
    let leadHours = EventHours(
      [leads.createdAt, leads.assignedAt, leads.firstResponseAt, leads.qualifiedAt, leads.disqualifiedAt], days)
    let dealHours = EventHours([deals.createdAt, deals.closedAt, dataset.visits.enteredAt], days)
    self.days = days
    marks = [
      .leadResponse: leadHours, .qualifiedLeads: leadHours, .processSteps: dealHours, .timeToClose: dealHours,
      .activities: EventHours([dataset.activities.occurredAt], days),
    ]
  }

  /// True if nothing has come for so long that the rule has no data at a tick.
  func isStale(_ rule: AlertRule, at tick: Instant) -> Bool {
    guard let marks = marks[rule.request.metric], let newest = marks.newest(upTo: tick) else { return false }
    let age = days.seconds(from: newest, to: tick)
    guard age > Int64(rule.staleAfter) else { return false }
    return age > 2 * marks.longestPause(before: newest)
  }
}

/// The hours in which anything happened.
private struct EventHours: Sendable {
  /// Since 1970, ascending.
  private let hours: [Int64]
  /// Pauses of more than a few hours: the hour they ended in, and their length in seconds of working days.
  private let pauses: [(end: Int64, length: Int64)]

  private static let hour: Int64 = 3_600
  private static let worthNoting: Int64 = 6
  /// Hours since 1970 up to 2200; what is dated otherwise is no news.
  private static let bounds: Range<Int64> = 0..<2_016_200

  init(_ columns: [Series<Instant>], _ days: WorkingDays) {
    let range = Self.range(of: columns)
    var isMarked = [Bool](repeating: false, count: range.count)
    for column in columns {
      Self.forEachHour(column) { if range.contains($0) { isMarked[Int($0 - range.lowerBound)] = true } }
    }
    hours = isMarked.indices.filter { isMarked[$0] }.map { range.lowerBound + Int64($0) }
    pauses = zip(hours, hours.dropFirst()).filter { $1 - $0 > Self.worthNoting }.map { last, next in
      (next, days.seconds(from: Instant(last * Self.hour), to: Instant(next * Self.hour)))
    }
  }

  private static func range(of columns: [Series<Instant>]) -> Range<Int64> {
    var (first, last) = (Int64.max, Int64.min)
    for column in columns {
      forEachHour(column) { hour in
        if bounds.contains(hour) { (first, last) = (min(first, hour), max(last, hour)) }
      }
    }
    return first <= last ? first..<last + 1 : 0..<0
  }

  @inline(__always)
  private static func forEachHour(_ column: Series<Instant>, _ body: (Int64) -> Void) {
    column.withUnsafeBufferPointer { moments in
      for moment in moments { body(moment.seconds / hour) }
    }
  }

  /// The beginning of the last hour with an event up to an instant.
  func newest(upTo instant: Instant) -> Instant? {
    let place = hours.partitioned { $0 * Self.hour > instant.seconds }
    return place > 0 ? Instant(hours[place - 1] * Self.hour) : nil
  }

  /// The longest pause that ended in the quarter before an instant.
  func longestPause(before instant: Instant) -> Int64 {
    let last = instant.seconds / Self.hour
    let end = pauses.partitioned { $0.end > last }
    let lately = pauses[..<end].reversed().prefix { $0.end > last - Self.quarter }
    return lately.map(\.length).max() ?? 0
  }

  private static let quarter: Int64 = 91 * 24
}

extension Array {
  /// The first place for which a condition holds that holds for all after it.
  fileprivate func partitioned(_ isAfter: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
