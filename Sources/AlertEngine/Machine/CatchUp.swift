import Domain

/// The ticks that rules are evaluated at, and which of the missed ones are made up for.
///
/// Rules are evaluated every full hour, wherever and however often the program runs. After a pause the missed hours
/// follow one after another, each by what was known then. Of those that lie further back than ``hourly`` only the
/// midnights (UTC) are made up for: the delays of rules are days, so that a week away costs 53 looks instead of 168.
public enum CatchUp {
  /// Every full hour.
  public static let grid = TickGrid(step: 3_600)
  /// Every midnight.
  private static let days = TickGrid(step: Instant.day)
  /// Seconds back from the present in which every hour counts.
  public static let hourly: Int64 = 2 * Instant.day
  /// Seconds back from the present at which a rule without memory begins, so that a breach which has lasted fires at
  /// once instead of waiting for its delay.
  public static let firstLook: Int64 = 28 * Instant.day

  /// The ticks to evaluate, in order.
  /// - Parameters:
  ///   - last: the last tick that was evaluated; nil without memory.
  ///   - now: the present.
  ///   - most: how many at most. Where there are more, the present hour and the midnights before it are left: what
  ///     lies further back is not looked at, and what was pending then counts as having lasted.
  public static func ticks(after last: Instant?, through now: Instant, most: Int = .max) -> [Instant] {
    guard now.isKnown else { return [] }
    let present = grid.tick(upTo: now)
    let start = last.map { grid.tick(upTo: $0) } ?? present.adding(-firstLook)
    guard start < present else { return [] }
    // No store has a memory of centuries: an absurd date must not fill the memory with midnights.
    let reach = max(start, present.adding(-longest))
    let hours = max(reach, present.adding(-hourly))
    let ticks = days.ticks(after: reach, through: hours) + grid.ticks(after: hours, through: present)
    guard ticks.count > most else { return ticks }
    let midnights = days.ticks(after: reach, through: present).filter { $0 < present }
    return midnights.suffix(max(0, most - 1)) + [present]
  }

  private static let longest: Int64 = 800 * Instant.day
}
