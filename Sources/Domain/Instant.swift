/// A point in time: whole seconds since 1970-01-01T00:00:00Z.
///
/// Two sentinels spare every column an optional and make time travel one comparison:
/// an event is known at `asOf` exactly when `event <= asOf`.
/// - ``never``: has not happened. Greater than every instant, so it is hidden at any `asOf`.
/// - ``unknown``: happened, nobody knows when. Smaller than every instant, so it is known at any `asOf`;
///   no duration may be computed from it.
public struct Instant: Hashable, Comparable, Sendable, Codable, BitwiseCopyable {
  /// Seconds since the epoch, or a sentinel.
  public let seconds: Int64

  /// An instant `seconds` after 1970-01-01T00:00:00Z.
  public init(_ seconds: Int64) { self.seconds = seconds }

  /// The event has not happened.
  public static let never = Instant(.max)
  /// The event happened at a time that nobody recorded.
  public static let unknown = Instant(.min)

  /// True for a real point in time, false for the sentinels.
  public var isKnown: Bool { seconds != .max && seconds != .min }

  /// True if it happened at all, dated or not.
  public var happened: Bool { seconds != .max }

  /// Earlier than; `unknown` before and `never` after everything.
  public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

  /// Whole seconds from `earlier` to this instant; both must be known.
  /// Stops at the largest number, so that absurd dates cannot end the program.
  public func since(_ earlier: Instant) -> Int64 {
    let (difference, overflow) = seconds.subtractingReportingOverflow(earlier.seconds)
    return overflow ? (seconds > earlier.seconds ? .max : .min) : difference
  }

  /// This instant moved by `offset` seconds; sentinels stay what they are, absurd dates stop at the last instants.
  public func adding(_ offset: Int64) -> Instant {
    guard isKnown else { return self }
    let (sum, overflow) = seconds.addingReportingOverflow(offset)
    let bounded = overflow ? (offset > 0 ? .max : .min) : sum
    return Instant(min(max(bounded, .min + 1), .max - 1))
  }

  /// This instant moved by whole 24-hour days.
  public func adding(days: Int) -> Instant {
    let (offset, overflow) = Int64(days).multipliedReportingOverflow(by: Instant.day)
    return adding(overflow ? (days > 0 ? .max : .min) : offset)
  }

  /// Seconds in a day.
  public static let day: Int64 = 86_400
}
