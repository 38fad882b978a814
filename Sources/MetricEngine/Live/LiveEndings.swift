import Domain
import Foundation

/// How opportunities ended with age, kept up to date; the figures are those of ``CloseSurvey``.
struct LiveEndings: Sendable {
  /// Group 0 are wins and those still open, group 1 losses.
  private var times: LiveTimes<CompetingState>
  /// True if rows are at risk only from some age on.
  private let isDelayed: Bool

  /// Curves of fewer rows are passed step by step.
  private static let few = 2000
  /// Levels this close to a curve are told apart only step by step.
  private static let doubt = 1e-12

  init(isDelayed: Bool = false, readAt seconds: [Int64] = []) {
    times = LiveTimes(moments: seconds)
    self.isDelayed = isDelayed
  }

  mutating func change(ended seconds: Int64, isWon: Bool, _ sign: LiveSign) {
    times.change(TimedStep(seconds, .ends, group: isWon ? 0 : 1), sign)
  }

  mutating func change(open seconds: Int64, _ sign: LiveSign) { times.change(TimedStep(seconds, .leaves), sign) }

  mutating func change(entered seconds: Int64, _ sign: LiveSign) { times.change(TimedStep(seconds, .enters), sign) }

  mutating func refresh() { times.refresh() }

  /// Tells one state of the rows from the next.
  var version: Int { times.version }

  /// When all that has ended has ended.
  var end: CompetingState { times.end }
  var wins: Int { times.ended.x }
  var endedCount: Int { times.ended.x + times.ended.y }
  var openCount: Int { times.left.x }
  var count: Int { endedCount + openCount }

  /// Seconds of the win that so many shorter ones precede.
  func seconds(ofWin rank: Int) -> Int64 { times.time(ofEnd: rank) }

  /// How many lasted, or have lasted so far, for at least so many seconds.
  func lasting(atLeast seconds: Int64) -> Int {
    let (ended, left) = (times.ended(within: seconds - 1), times.left(within: seconds - 1))
    return count - ended.x - ended.y - left.x
  }

  // MARK: - Step by step

  private var isFew: Bool { count < Self.few }

  private func survey(_ wish: CloseSurvey.Wish) -> CloseSurvey {
    let logarithms = Series((0...max(1, count)).map { log(Double($0)) })
    return CloseSurvey(closeTimes, wish, logarithms: logarithms)
  }

  private var closeTimes: CloseTimes {
    let wins = times.steps(.ends, group: 0).map { (time: $0.time, times: $0.times, tag: UInt32(1)) }
    let losses = times.steps(.ends, group: 1).map { (time: $0.time, times: $0.times, tag: UInt32(0)) }
    var (seconds, tags): ([Int64], [UInt32]) = ([], [])
    for step in (wins + losses).sorted(by: { ($0.time, $0.tag) < ($1.time, $1.tag) }) {
      seconds += repeatElement(step.time, count: step.times)
      tags += repeatElement(step.tag, count: step.times)
    }
    func all(_ kind: TimedStep.Kind) -> [Int64] {
      times.steps(kind).flatMap { repeatElement($0.time, count: $0.times) }
    }
    return CloseTimes(
      seconds: Series(seconds), tags: Series(tags), censored: all(.leaves), entries: isDelayed ? all(.enters) : nil)
  }

  // MARK: - Reading

  /// The curves at these seconds; nil before anything was seen.
  func states(at seconds: [Int64]) -> [CompetingState?] {
    if isFew {
      let survey = survey(CloseSurvey.Wish(moments: seconds, winners: false))
      return seconds.map { survey.state(at: $0) }
    }
    let first = isDelayed ? times.bounds?.first ?? .min : .min
    return seconds.map { $0 < first ? nil : times.state(at: $0).settled }
  }

  /// The time to any end, read off at these days.
  func summary(atDays days: [Int]) -> SurvivalSummary {
    guard count > 0 else { return SurvivalSummary(count: 0) }
    let seconds = days.map { Int64($0) * Instant.day }
    guard !isFew, let quantiles else {
      return survey(CloseSurvey.Wish(moments: seconds, winners: false)).summary(atDays: days)
    }
    return SurvivalSummary(
      ended: endedCount, censored: openCount, atDays: days, states(at: seconds), quantiles)
  }

  /// Nil where a level is met so closely that rounding decides.
  private var quantiles: EndQuantiles? {
    var reached: [Int64?] = []
    for level in [0.75, 0.5, 0.25, 0.1] {
      let met = times.first { $0.survival <= level }
      let near = met.map { [$0.before, $0.after] } ?? [times.end]
      if near.contains(where: { abs($0.survival - level) < Self.doubt }) { return nil }
      reached.append(met?.time)
    }
    return EndQuantiles(
      quarter: reached[0], middle: reached[1], threeQuarters: reached[2], nineTenths: reached[3],
      low: times.first { $0.settled.band().low <= 0.5 }?.time,
      high: times.first { $0.settled.band().high <= 0.5 }?.time)
  }

  /// Half of the wins take longer, with the ages between which that is likely; nil under 20 wins. The bounds are the
  /// first wins at which F_won ± z·se reaches its half: as the share grows win by win and its error hardly changes, it
  /// does so once.
  var winnersMedian: Estimate? {
    guard wins >= AalenJohansen.fewestWins else { return nil }
    let level = times.end.won / 2
    let met = isFew ? nil : times.first { $0.won >= level }
    guard let met, ![met.before, met.after].contains(where: { abs($0.won - level) < Self.doubt }) else {
      return survey(CloseSurvey.Wish()).steps.median(wins: wins)
    }
    let square = Deviate.twoSided95 * Deviate.twoSided95
    let low = times.firstEnd(ofGroup: 0) { state in
      let gap = level - state.won
      return gap <= 0 || state.wonVariance.map { square * $0 >= gap * gap } ?? false
    }
    let high = times.firstEnd(ofGroup: 0, from: met.time) { state in
      let gap = state.won - level
      return state.wonVariance.map { square * max(0, $0) <= gap * gap } ?? false
    }
    return Estimate(value: Int64?(met.time).inDays, low: low.inDays, high: high.inDays)
  }

  /// Curves drawn at no more than so many moments.
  mutating func points(atMost limit: Int) -> [CurvePoint] {
    guard let bounds = times.bounds else { return [] }
    let grid = CurveGrid(
      from: bounds.first, through: bounds.last, distinct: times.distinctTimes(fewerThan: limit), atMost: limit)
    if isFew { return grid.points(survey(CloseSurvey.Wish(moments: grid.seconds))) }
    times.read(at: grid.seconds)
    var states = times.statesAtMoments.makeIterator()
    return grid.points { _ in states.next() }
  }
}
