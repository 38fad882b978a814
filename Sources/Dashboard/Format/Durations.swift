import Domain

/// Stretches of time as the screens write them.
enum Durations {
  /// Seconds as "45 s", "58 min", "2 h 10", "9 h", "3.2 d", "41 d".
  static func short(_ seconds: Double) -> String {
    guard seconds.isFinite else { return Numbers.nothing }
    let whole = Numbers.clamped(max(0, seconds).rounded())
    switch whole {
    case ..<60: return "\(whole) s"
    case ..<3600: return "\(whole / 60) min"
    case ..<36_000:
      let minutes = whole % 3600 / 60
      return minutes == 0 ? "\(whole / 3600) h" : "\(whole / 3600) h \(minutes < 10 ? "0" : "")\(minutes)"
    case ..<172_800: return "\(whole / 3600) h"
    default: return days(Double(whole) / 86_400)
    }
  }

  /// "0 h 41" for columns of working time; whole hours beyond two days of them: a "day" of working time could be
  /// taken for one of the calendar.
  static func clock(_ seconds: Int64) -> String {
    guard seconds < 172_800 else { return workingHours(seconds) }
    let minutes = max(0, seconds) / 60
    return "\(minutes / 60) h \(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
  }

  /// Working time as ``short(_:)`` writes it, but never in days: "45 s", "2 h 10", "178 h".
  static func work(_ seconds: Int64) -> String {
    seconds < 36_000 ? short(Double(seconds)) : workingHours(seconds)
  }

  private static func workingHours(_ seconds: Int64) -> String {
    "\(Numbers.whole(Int(clamping: seconds / 3600))) h"
  }

  /// Days as "121 d", with one place under ten: "3.2 d".
  static func days(_ days: Double) -> String {
    guard days.isFinite else { return Numbers.nothing }
    let isWhole = days == days.rounded()
    return "\(Numbers.decimal(days, places: days < 9.95 && !isWhole ? 1 : 0)) d"
  }

  /// How long ago, for freshness: "now", "2 s ago", "11 min ago".
  static func ago(_ now: Instant, _ then: Instant) -> String {
    guard now.isKnown, then.isKnown else { return Words.ageUnknown }
    let seconds = now.since(then)
    return seconds < 1 ? Words.now : Words.ago(short(Double(seconds)))
  }

  /// A limit in minutes as rules name it: "5 min", "1 h".
  static func limit(seconds: Int) -> String { short(Double(seconds)) }
}
