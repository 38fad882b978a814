import Domain
import Foundation

/// Reads an instant as a person writes it on the command line or in settings.
public enum InstantText {
  /// `2026-06-30T18:00:00Z`, with any offset, or without one in `timeZone`; a date alone is the end of that day there.
  /// Seconds may be left out, and a space may stand for the `T`.
  /// - Returns: nil if the text is none of these, no such date or time exists, or the zone is unknown.
  public static func parse(_ text: String, timeZone: String) -> Instant? {
    guard let zone = TimeZone(dealtopName: timeZone), let date = date(text.prefix(10)) else { return nil }
    let rest = text.dropFirst(10)
    if rest.isEmpty { return local(date.adding(days: 1).midnightUTC, zone).adding(-1) }
    guard let mark = rest.first, "Tt ".contains(mark) else { return nil }
    let time = rest.dropFirst().prefix { $0.isNumber || $0 == ":" }
    guard let second = secondOfDay(time) else { return nil }
    let written = date.midnightUTC.adding(second)
    switch rest.dropFirst(1 + time.count) {
    case "": return local(written, zone)
    case "Z", "z": return written
    case let offset: return TimeZone.offset(offset).map { written.adding(Int64(-$0)) }
    }
  }

  /// `2026-06-30`; nil if there is no such day.
  private static func date(_ text: Substring) -> CivilDate? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = number(parts[0], 4), let month = number(parts[1], 2),
      let day = number(parts[2], 2), (1...12).contains(month)
    else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    return date.adding(days: 0) == date ? date : nil
  }

  /// Seconds of `18:00` or `18:00:59`.
  private static func secondOfDay(_ text: Substring) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { number($0, 2) ?? .max }
    guard parts.count == 2 || parts.count == 3, parts[0] < 24, parts.dropFirst().allSatisfy({ $0 < 60 }) else {
      return nil
    }
    return Int64(parts[0] * 3600 + parts[1] * 60 + (parts.count == 3 ? parts[2] : 0))
  }

  /// The instant at which clocks in a zone show what `written` shows in UTC: the first of two where they are set back;
  /// as if they had not yet been set where they are set forward.
  private static func local(_ written: Instant, _ zone: TimeZone) -> Instant {
    func offset(_ instant: Instant) -> Int64 {
      Int64(zone.secondsFromGMT(for: Foundation.Date(timeIntervalSince1970: Double(instant.seconds))))
    }
    let before = offset(written.adding(days: -1))
    let after = offset(written.adding(days: 1))
    let candidates = [before, after].map { (offset: $0, instant: written.adding(-$0)) }
    let real = candidates.filter { offset($0.instant) == $0.offset }.map(\.instant)
    return real.min() ?? written.adding(-before)
  }

  /// Exactly so many ASCII digits.
  fileprivate static func number(_ text: Substring, _ digits: Int) -> Int? {
    guard text.utf8.count == digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }
}

extension TimeZone {
  /// A zone by IANA name, or a fixed offset as `UTC+01:00`.
  public init?(dealtopName name: String) {
    if let offset = Self.offset(name.dropFirst(3)), name.hasPrefix("UTC") {
      self.init(secondsFromGMT: offset)
    } else {
      // Foundation reads offsets in many spellings; one is enough to say what is meant.
      guard name == "UTC" || name == "GMT" || !name.hasPrefix("UTC") && !name.hasPrefix("GMT") else { return nil }
      self.init(identifier: name)
    }
  }

  /// A name that ``init(dealtopName:)`` understands; the present offset where the zone has no name.
  public var dealtopName: String {
    if TimeZone(dealtopName: identifier) != nil { return identifier }
    let minutes = secondsFromGMT() / 60
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "UTC\(minutes < 0 ? "-" : "+")\(two(abs(minutes) / 60)):\(two(abs(minutes) % 60))"
  }

  /// Seconds of `+01:00`; at most 18 hours either way.
  fileprivate static func offset(_ text: Substring) -> Int? {
    let sign = text.first == "-" ? -1 : text.first == "+" ? 1 : 0
    let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard sign != 0, parts.count == 2, let hours = InstantText.number(parts[0], 2),
      let minutes = InstantText.number(parts[1], 2), minutes < 60, hours * 60 + minutes <= 18 * 60
    else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }
}
