import Domain

/// What the windows of a period ask of the selected opportunities: who had ended by their bounds, who was open.
struct CloseWindows: Sendable {
  /// The places of those that ended within the window, and within the one before.
  let now: RowSet
  let before: RowSet
  /// The places of those that had ended when the window before ended.
  let endedThen: RowSet
  /// Those open then.
  let aliveThen: AliveDeals

  init(_ run: CloseRun, _ query: Query) {
    let (window, previous) = (query.window, query.previousWindow)
    func closed(by instant: Instant) -> RowSet {
      // Nothing is known of later ends.
      instant >= query.asOf ? RowSet(size: run.ended.count, all: true) : run.ended.closed(by: instant)
    }
    endedThen = closed(by: previous.through)
    let started = window.after == previous.through ? endedThen : closed(by: window.after)
    now = closed(by: window.through).subtracting(started)
    before = endedThen.subtracting(closed(by: previous.after))
    aliveThen = run.created.alive(at: previous.through)
  }
}

extension Engine {
  /// The share won as it was known when the window before ended.
  func winnersBefore(_ run: CloseRun, _ windows: CloseWindows, _ query: Query) -> WinnersCurve {
    let ages = windows.aliveThen.ages(at: query.previousWindow.through, wholeDays: countsWholeDays)
    return WinnersCurve(run.ended.seconds, known: windows.endedThen, won: run.won, censored: ages)
  }
}
