import Domain
import Foundation

/// The offsets from UTC of one time zone over a stretch of time, ready for fast lookups.
struct ZoneOffsets: Sendable, Equatable {
  /// When each offset begins; the first holds for all time before too.
  private let starts: [Int64]
  /// Seconds east of UTC.
  private let offsets: [Int64]

  /// The offsets of `zone` (an IANA name or `UTC+01:00`) from one instant through another; an unknown name is UTC.
  init(zone: String, from: Instant, through: Instant) {
    if let fixed = Self.fixedOffset(zone) {
      (starts, offsets) = ([.min], [fixed])
      return
    }
    guard let timeZone = TimeZone(identifier: zone) else {
      (starts, offsets) = ([.min], [0])
      return
    }
    let table = Self.transitions(of: timeZone, from: from.seconds, through: through.seconds)
    (starts, offsets) = (table.map(\.start), table.map(\.offset))
  }

  /// UTC, for dates that no zone may shift.
  static let utc = ZoneOffsets(zone: "UTC", from: Instant(0), through: Instant(0))

  /// All offsets that hold at some time, ascending.
  var distinct: [Int64] { Set(offsets).sorted() }

  /// Calls `body` with each beginning of an offset and the offset.
  func forEachChange(_ body: (_ start: Int64, _ offset: Int64) -> Void) {
    for (start, offset) in zip(starts, offsets) { body(start, offset) }
  }

  /// Seconds east of UTC at an instant.
  func offset(at seconds: Int64) -> Int64 {
    guard offsets.count > 1 else { return offsets[0] }
    return offsets[max(0, starts.partitioningIndex { $0 > seconds } - 1)]
  }

  /// The local date of a known instant, as days since 1970-01-01.
  func localDay(of instant: Instant) -> Int {
    Int((instant.seconds + offset(at: instant.seconds)).flooredDivision(by: Instant.day))
  }

  /// The instant of a local wall-clock time. A time that the clocks skip or show twice is read with the offset
  /// before the change, as PEP 495 does by default.
  func instant(day: Int, secondsAfterMidnight: Int64) -> Instant {
    let local = Int64(day) * Instant.day + secondsAfterMidnight
    let before = offset(at: local - Instant.day)
    let after = offset(at: local + Instant.day)
    let early = local - before
    if before == after || offset(at: early) == before { return Instant(early) }
    let late = local - after
    return Instant(offset(at: late) == after ? late : early)
  }

  /// `UTC`, `UTC+01:00`, `GMT-5`, `Z`: seconds east; nil for anything else.
  private static func fixedOffset(_ name: String) -> Int64? {
    let upper = name.uppercased()
    if ["UTC", "GMT", "Z"].contains(upper) { return 0 }
    guard upper.hasPrefix("UTC") || upper.hasPrefix("GMT") else { return nil }
    let rest = upper.dropFirst(3)
    guard let sign = rest.first, sign == "+" || sign == "-" else { return nil }
    let parts = rest.dropFirst().split(separator: ":").map { Int64($0) }
    guard (1...2).contains(parts.count), let hours = parts[0], hours <= 18 else { return nil }
    guard let minutes = parts.count == 2 ? parts[1] : 0, (0..<60).contains(minutes) else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  /// Sampled by the week, each change then found to the second; no zone changes its offset there and back in a week.
  private static func transitions(
    of zone: TimeZone, from: Int64, through: Int64
  ) -> [(start: Int64, offset: Int64)] {
    func offset(_ seconds: Int64) -> Int64 {
      Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
    }
    var at = from - 2 * Instant.day
    var current = offset(at)
    var table = [(start: at, offset: current)]
    while at < through + 2 * Instant.day {
      let next = at + 7 * Instant.day
      let there = offset(next)
      if there != current {
        var (low, high) = (at, next)
        while high - low > 1 {
          let middle = low + (high - low) / 2
          if offset(middle) == current { low = middle } else { high = middle }
        }
        table.append((high, there))
      }
      (at, current) = (next, there)
    }
    return table
  }
}

extension Int64 {
  /// Division rounded towards minus infinity.
  func flooredDivision(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
