import Domain
import Foundation

/// Reads an instant as a person writes it on the command line or in settings.
public enum InstantText {
  /// `2026-06-30T18:00:00Z`, with any offset, or without one in `timeZone`; a date alone is the end of that day there.
  /// - Returns: nil if the text is none of these or the zone is unknown.
  public static func parse(_ text: String, timeZone: String) -> Instant? {
    guard let zone = TimeZone(dealtopName: timeZone) else { return nil }
    let dateAlone = Foundation.Date.ISO8601FormatStyle(timeZone: zone).year().month().day()
    if text.count == 10, let date = try? dateAlone.parse(text) {
      return instant(date).adding(days: 1).adding(-1)
    }
    if let date = try? Foundation.Date.ISO8601FormatStyle().parse(text) { return instant(date) }
    let local = dateAlone.time(includingFractionalSeconds: false)
    return (try? local.parse(text)).map(instant)
  }

  private static func instant(_ date: Foundation.Date) -> Instant {
    Instant(Int64(date.timeIntervalSince1970.rounded(.down)))
  }
}

extension TimeZone {
  /// A zone by IANA name, or a fixed offset as `UTC+01:00`.
  public init?(dealtopName name: String) {
    guard name.hasPrefix("UTC"), name.count == 9 else {
      self.init(identifier: name)
      return
    }
    let sign = name.dropFirst(3).first == "-" ? -1 : 1
    let parts = name.dropFirst(4).split(separator: ":").compactMap { Int($0) }
    guard parts.count == 2 else { return nil }
    self.init(secondsFromGMT: sign * (parts[0] * 3600 + parts[1] * 60))
  }
}
