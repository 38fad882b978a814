import Domain

/// The median age of winners alone, kept up to date; it is that of ``WinnersCurve``.
struct LiveWinners: Sendable {
  private var times = LiveTimes<WonShare>()
  private var known: Double?

  /// Curves of fewer rows, and levels met this closely, are passed row by row.
  private static let few = 2000
  private static let doubt = 1e-13

  mutating func change(ended seconds: Int64, isWon: Bool, _ sign: LiveSign) {
    change(TimedStep(seconds, .ends, group: isWon ? 0 : 1), sign)
  }

  mutating func change(open seconds: Int64, _ sign: LiveSign) { change(TimedStep(seconds, .leaves), sign) }

  private mutating func change(_ step: TimedStep, _ sign: LiveSign) {
    times.change(step, sign)
  }

  var won: Int { times.ended.x }
  var count: Int { times.ended.x + times.ended.y + times.left.x }

  /// Days; nil under 20 wins.
  mutating func median() -> Double? {
    let version = times.version
    times.refresh()
    if times.version != version { known = found }
    return known
  }

  private var found: Double? {
    guard won >= AalenJohansen.fewestWins else { return nil }
    let level = times.end.won / 2
    guard count >= Self.few, let met = times.first(where: { $0.won >= level }),
      ![met.before, met.after].contains(where: { abs($0.won - level) < Self.doubt })
    else { return walked }
    return Int64?(met.time).inDays
  }

  private var walked: Double? {
    let wins = times.steps(.ends, group: 0).map { (time: $0.time, times: $0.times, isWon: true) }
    let losses = times.steps(.ends, group: 1).map { (time: $0.time, times: $0.times, isWon: false) }
    let ends = (wins + losses).sorted { $0.time < $1.time }.flatMap {
      repeatElement(($0.time, $0.isWon), count: $0.times)
    }
    let open = times.steps(.leaves).flatMap { repeatElement($0.time, count: $0.times) }
    return WinnersCurve(
      Series(ends.map(\.0)), known: RowSet(size: ends.count, all: true), won: RowSet(size: ends.count) { ends[$0].1 },
      censored: open
    ).median
  }
}
