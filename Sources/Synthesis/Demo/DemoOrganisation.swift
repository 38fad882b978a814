import Domain

/// The organisation that the demo shows.
public enum DemoOrganisation {
  /// What the screen calls it.
  public static let name = "Meridian Instruments"
  /// Opportunities in its two years of history, about.
  public static let opportunities = 3_000
  /// Days of history before the demo opens.
  public static let historyDays = 730
  /// Monday 29 June 2026, 09:00 in New York: a working week lies ahead.
  public static let start = Instant(1_782_738_000)
  /// Simulated seconds after which nothing new happens: forty years.
  public static let longestRun: Int64 = 40 * 365 * Instant.day
  /// The seed whose opening is calm.
  public static let seed: UInt64 = 7

  /// The demo's own settings file: weekly windows and no delays, so that a minute shows an alarm come and go.
  public static let settings = """
    # Settings of the demo. Everything here can stand in your own config.yaml.
    organisation: \(name)
    period: 7d

    business:
      tz: America/New_York
      weekdays: Mon-Fri
      open: "09:00"
      close: "18:00"
      holidays: [2026-12-25, 2027-01-01]

    process:
      - stages: [Discovery, Qualification, Demo, Proposal, Negotiation]
        won: [Closed Won]
        lost: [Closed Lost]

    # How soon leads are to be answered, in working time.
    response_limits:
      default: 2h
      Content: 4h

    # A week is what the figures look back on, and nothing waits before it is said.
    rule_defaults:
      window: 7d
      min_n: 15
      for: 0s
      keep: 0s

    rules:
      - id: response-share
        warn: 72%
        crit: 62%
        gate: off
      - id: response-late
        crit: none
        allow: 15
      - id: qualified-rate
        warn: 0.60
        crit: 0.40
      - id: process-conforming
        window: 7d
        warn: 75%
        crit: 60%
      - id: stage-age
        crit: none
        allow: 200
      - id: activities-mean
        warn: 4
        crit: 3
      - id: gave-up
        window: 28d
        warn: 50%
        crit: 65%
      - id: idle
        warn: 30d
        crit: none
        allow: 250
      - id: close-old
        allow: 200

    """

  /// The simulator behind the demo.
  static func simulator(seed: UInt64, start: Instant) -> Simulator {
    let first = start.adding(days: -historyDays)
    return Simulator(
      organisation: Organisation(opportunities: opportunities, seed: seed),
      climate: SceneClimate(seed: seed, start: start), seed: seed, start: first, end: start,
      lastDate: start.adding(longestRun).adding(days: 1_500).utcDate, leads: Int(Double(opportunities) / 0.36))
  }
}
