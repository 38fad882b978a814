import Domain
import Foundation
import Settings
import World

/// When digests are due.
enum DigestSchedule {
  /// When today's digest was due; nil if it is not due yet, or not today.
  static func dueTime(of digest: DigestSettings, at now: Instant, timeZone: String) -> Instant? {
    guard now.isKnown, let zone = TimeZone(dealtopName: timeZone) else { return nil }
    let offset = zone.secondsFromGMT(for: Foundation.Date(timeIntervalSince1970: Double(now.seconds)))
    let today = now.adding(Int64(offset)).utcDate
    guard digest.days.contains(today.isoWeekday) else { return nil }
    let due = InstantText.parse("\(today.iso)T\(clock(digest.at))", timeZone: timeZone)
    return due.flatMap { $0 <= now ? $0 : nil }
  }

  /// "07:30".
  private static func clock(_ minutes: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }
}
