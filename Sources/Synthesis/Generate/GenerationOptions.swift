import Domain

/// What synthetic organisation to generate.
public struct GenerationOptions: Sendable, Equatable {
  /// Exactly so many opportunities; about three times as many leads.
  public var opportunities: Int
  /// Decides every name and every event.
  public var seed: UInt64
  /// Days of history before ``asOf``.
  public var days: Int
  /// The instant that the set ends at: nothing later is in it.
  public var asOf: Instant
  /// True to plant problems in the last weeks: see the documentation of the planted causes.
  public var hasPlants: Bool

  /// 30 June 2026, 18:00 UTC: fixed, so that a seed gives the same files on every day.
  public static let defaultAsOf = Instant(1_782_842_400)

  /// Options with the usual ones filled in.
  public init(
    opportunities: Int, seed: UInt64 = 7, days: Int = 730, asOf: Instant = GenerationOptions.defaultAsOf,
    hasPlants: Bool = true
  ) {
    self.opportunities = opportunities
    self.seed = seed
    self.days = days
    self.asOf = asOf
    self.hasPlants = hasPlants
  }

  /// Checks the limits within which the invented world holds together.
  public func validate() throws(SynthesisError) {
    if opportunities < 0 || opportunities > 10_000_000 { throw .opportunities(opportunities) }
    if days < 60 || days > 3_650 { throw .days(days) }
    if !asOf.isKnown || asOf < Self.earliest || asOf > Self.latest { throw .asOf }
  }

  /// The rule for summer time in the invented world holds from 2007 on, less the longest history.
  private static let earliest = CivilDate(year: 2018, month: 1, day: 1).midnightUTC
  private static let latest = CivilDate(year: 2100, month: 1, day: 1).midnightUTC
}

/// Why nothing can be generated.
public enum SynthesisError: Error, Sendable, Equatable, CustomStringConvertible {
  case opportunities(Int)
  case days(Int)
  case asOf

  /// One line: what is wrong.
  public var summary: String {
    switch self {
    case .opportunities(let count): "cannot generate \(count) opportunities"
    case .days(let days): "cannot generate \(days) days of history"
    case .asOf: "cannot generate a set that ends at this date"
    }
  }

  /// What to do about it.
  public var hint: String {
    switch self {
    case .opportunities: "choose a number from 0 to 10000000"
    case .days: "choose a number from 60 to 3650"
    case .asOf: "choose a date from 2018 to 2099"
    }
  }

  /// Summary and hint on one line.
  public var description: String { "\(summary): \(hint)" }
}
