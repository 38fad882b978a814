import Domain

/// The ticks that rules are evaluated at, and which of the missed ones are made up for.
///
/// Rules are evaluated every full hour, wherever and however often the program runs. After a pause the missed hours
/// follow one after another, each by what was known then. Of those that lie further back than ``hourly`` only the
/// midnights (UTC) are made up for, or the first open hours of rules with a calendar: the delays of rules are days, so
/// that a week away costs 53 looks instead of 168.
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
  ///   - most: how many at most. Where there are more, the present hour and one look a day before it are left: what
  ///     lies further back is not looked at, and what was pending then counts as having lasted.
  ///   - isJudged: false at hours that do not count; of an earlier day the first hour that counts stands for it, which
  ///     is midnight unless this says otherwise.
  public static func ticks(
    after last: Instant?, through now: Instant, most: Int = .max, where isJudged: (Instant) -> Bool = { _ in true }
  ) -> [Instant] {
    guard now.isKnown else { return [] }
    let present = grid.tick(upTo: now)
    let start = last.map { grid.tick(upTo: $0) } ?? present.adding(-firstLook)
    guard start < present else { return [] }
    // No store has a memory of centuries: an absurd date must not fill the memory with midnights.
    let reach = max(start, present.adding(-longest))
    let hours = max(reach, present.adding(-hourly))
    let lately = grid.ticks(after: hours, through: present).filter(isJudged)
    let ticks = daily(after: reach, through: hours, isJudged) + lately
    guard ticks.count > most else { return ticks }
    let end = lately.last.map { [$0] } ?? []
    let days = daily(after: reach, through: present, isJudged).filter { $0 != end.first }
    return days.suffix(max(0, most - end.count)) + end
  }

  /// The first hour of each day that counts.
  private static func daily(
    after start: Instant, through end: Instant, _ isJudged: (Instant) -> Bool
  ) -> [Instant] {
    days.ticks(after: start.adding(-Instant.day), through: end).compactMap { midnight in
      let last = min(end, midnight.adding(Instant.day - grid.step))
      let hours = stride(from: midnight.seconds, through: last.seconds, by: Int64.Stride(grid.step)).lazy.map(
        Instant.init)
      return hours.first(where: isJudged).flatMap { $0 > start ? $0 : nil }
    }
  }

  private static let longest: Int64 = 800 * Instant.day
}
