import Domain
import Foundation
import World

/// Turns wall-clock times of one zone into instants; remembers each day's offset, because asking the zone is slow.
///
/// A time that the clock skips in spring is read with the offset before the change, one that it shows twice in
/// autumn as the first of the two.
public struct LocalTime {
  private let zone: TimeZone
  private let fixedOffset: Int?
  /// Offset by local day, for days on which it does not change.
  private var offsets: [Int64: Int] = [:]

  /// A zone by IANA name, or `UTC+01:00` for a fixed offset; nil if there is no such zone.
  public init?(identifier: String) {
    guard let zone = TimeZone(dealtopName: identifier) else { return nil }
    self.zone = zone
    let isFixed = identifier.hasPrefix("UTC") || identifier.hasPrefix("GMT")
    fixedOffset = isFixed ? zone.secondsFromGMT(for: Date(timeIntervalSince1970: 0)) : nil
  }

  /// The instant at which clocks of the zone show these seconds since 1970-01-01T00:00:00.
  public mutating func instant(localSeconds: Int64) -> Instant {
    Instant(localSeconds - Int64(offset(localSeconds: localSeconds)))
  }

  private mutating func offset(localSeconds: Int64) -> Int {
    if let fixedOffset { return fixedOffset }
    let day = localSeconds >= 0 ? localSeconds / 86_400 : (localSeconds - 86_399) / 86_400
    if let known = offsets[day] { return known }
    let before = offset(at: day * 86_400 - 86_400)
    let after = offset(at: day * 86_400 + 2 * 86_400)
    if before == after {
      offsets[day] = before
      return before
    }
    if offset(at: localSeconds - Int64(before)) == before { return before }
    return offset(at: localSeconds - Int64(after)) == after ? after : before
  }

  private func offset(at utcSeconds: Int64) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(utcSeconds)))
  }
}
