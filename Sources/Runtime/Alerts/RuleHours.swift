import AlertEngine
import Domain
import Foundation
import MetricEngine
import World

/// When rules are judged: on the days they hold, in the hours of their calendar.
struct RuleHours: Sendable {
  private let usual: WorkingDays
  private let named: [String: WorkingDays]

  init(_ profile: Profile) {
    usual = WorkingDays(profile.hours)
    named = Dictionary(
      profile.calendars.map { ($0.name, WorkingDays($0.hours)) }, uniquingKeysWith: { first, _ in first })
  }

  func isJudged(_ rule: AlertRule, at tick: Instant) -> Bool {
    isActive(rule, at: tick) && rule.calendar.map { (named[$0] ?? usual).isOpen(tick) } ?? true
  }

  /// True if the rule is in force on the day of an instant.
  func isActive(_ rule: AlertRule, at instant: Instant) -> Bool { rule.isActive(on: usual.day(of: instant)) }
}

/// The days and hours of a calendar, for single instants.
struct WorkingDays: Sendable {
  private let hours: BusinessHours
  private let zone: TimeZone
  private let holidays: Set<CivilDate>

  init(_ hours: BusinessHours) {
    self.hours = hours
    zone = TimeZone(dealtopName: hours.timeZone) ?? .gmt
    holidays = Set(hours.holidays)
  }

  /// The local date.
  func day(of instant: Instant) -> CivilDate { Instant(local(instant)).utcDate }

  /// True in working hours.
  func isOpen(_ instant: Instant) -> Bool {
    let date = day(of: instant)
    let minute = Int((local(instant) - date.midnightUTC.seconds) / 60)
    return spans(date).contains { $0.opensAt <= minute && minute < $0.closesAt }
  }

  /// Seconds from one instant to a later one without the days on which nobody works.
  func seconds(from earlier: Instant, to later: Instant) -> Int64 {
    let (start, end) = (local(earlier), local(later))
    guard start < end else { return 0 }
    guard end - start <= Self.longest else { return end - start }
    var sum: Int64 = 0
    var moment = start
    while moment < end {
      let date = Instant(moment).utcDate
      let midnight = min(end, date.midnightUTC.seconds + Instant.day)
      if !spans(date).isEmpty { sum += midnight - moment }
      moment = midnight
    }
    return sum
  }

  /// Longer stretches are told apart from short ones without counting days.
  private static let longest: Int64 = 400 * Instant.day

  private func spans(_ date: CivilDate) -> [OpenSpan] {
    holidays.contains(date) ? [] : hours.spans(weekday: date.isoWeekday)
  }

  private func local(_ instant: Instant) -> Int64 {
    let bounded = min(max(instant.seconds, -Self.far), Self.far)
    return bounded + Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(bounded))))
  }

  private static let far: Int64 = 253_402_300_799
}
