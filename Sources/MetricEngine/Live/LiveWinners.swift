import Domain

/// The share won and the median age of winners alone, kept up to date; they are those of ``WinnersCurve``.
struct LiveWinners: Sendable {
  private var times = LiveTimes<WonShare>()
  /// The median, and what it was found in.
  private var known: (version: Int, median: Double?)?

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

  mutating func refresh() { times.refresh() }

  /// Tells one state of the rows from the next.
  var version: Int { times.version }
  var won: Int { times.ended.x }
  var count: Int { times.ended.x + times.ended.y + times.left.x }

  /// Days; nil under 20 wins.
  mutating func median() -> Double? {
    times.refresh()
    if known?.version != times.version { known = (times.version, found) }
    return known?.median
  }

  /// The share won within so many seconds, which ascend; nil beyond what anybody was watched for, and under 20 wins.
  mutating func shares(within limits: [Int64]) -> [Double?] {
    times.refresh()
    guard won >= AalenJohansen.fewestWins, let last = times.bounds?.last else { return limits.map { _ in nil } }
    if count < Self.few { return curve.shares(within: limits) }
    times.read(at: limits)
    return zip(limits, times.statesAtMoments).map { limit, state in limit <= last ? state.won : nil }
  }

  private var found: Double? {
    guard won >= AalenJohansen.fewestWins else { return nil }
    let level = times.end.won / 2
    guard count >= Self.few, let met = times.first(where: { $0.won >= level }),
      ![met.before, met.after].contains(where: { abs($0.won - level) < Self.doubt })
    else { return curve.median }
    return Int64?(met.time).inDays
  }

  /// Passed row by row.
  private var curve: WinnersCurve {
    let wins = times.steps(.ends, group: 0).map { (time: $0.time, times: $0.times, isWon: true) }
    let losses = times.steps(.ends, group: 1).map { (time: $0.time, times: $0.times, isWon: false) }
    let ends = (wins + losses).sorted { $0.time < $1.time }.flatMap {
      repeatElement(($0.time, $0.isWon), count: $0.times)
    }
    let open = times.steps(.leaves).flatMap { repeatElement($0.time, count: $0.times) }
    return WinnersCurve(
      Series(ends.map(\.0)), known: RowSet(size: ends.count, all: true), won: RowSet(size: ends.count) { ends[$0].1 },
      censored: open)
  }
}
