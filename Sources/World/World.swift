import Domain
import Foundation

/// Everything outside that the program depends on, handed down from the command line to who needs it.
public struct World: Sendable {
  /// The present.
  public var now: @Sendable () -> Instant
  /// A random 64-bit number.
  public var random: @Sendable () -> UInt64
  /// Environment variables.
  public var environment: [String: String]
  /// IANA name of the local time zone.
  public var localTimeZone: String

  /// A world of its own, for tests.
  public init(
    now: @escaping @Sendable () -> Instant, random: @escaping @Sendable () -> UInt64, environment: [String: String],
    localTimeZone: String
  ) {
    self.now = now
    self.random = random
    self.environment = environment
    self.localTimeZone = localTimeZone
  }

  /// The real one.
  public static var live: World {
    World(
      now: { Instant(Int64(Foundation.Date().timeIntervalSince1970.rounded(.down))) },
      random: { UInt64.random(in: .min ... .max) },
      environment: ProcessInfo.processInfo.environment,
      localTimeZone: TimeZone.current.dealtopName)
  }
}
