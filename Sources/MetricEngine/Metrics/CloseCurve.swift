import Domain

/// Where the curves are drawn: at every distinct time where there are few, else evenly spread.
struct CurveGrid: Sendable {
  /// The moments to read the curves at, ascending.
  private(set) var seconds: [Int64] = []
  /// The days that they stand for.
  private var days: [Double] = []
  /// Draw a point at 0 before the first one.
  private var startsAtZero = false

  init(_ times: CloseTimes, atMost limit: Int) {
    let distinct = Self.distinct(times, fewerThan: limit)
    self.init(from: times.firstSeen ?? 0, through: times.lastSeen ?? 0, distinct: distinct, atMost: limit)
  }

  /// - Parameter distinct: all times at which anything is seen; nil if they are too many.
  init(from first: Int64, through last: Int64, distinct: [Int64]?, atMost limit: Int) {
    if let distinct {
      seconds = distinct
      days = distinct.map(Self.days)
      startsAtZero = first > 0 && !distinct.isEmpty
    } else {
      let (start, end) = (Self.days(min(0, first)), Self.days(last))
      days = (0..<limit).map { step in
        step == limit - 1 ? end : start + (end - start) * Double(step) / Double(limit - 1)
      }
      seconds = days.map { Int64(min(9e18, $0 * Double(Instant.day)).rounded(.down)) }
      seconds[limit - 1] = last
    }
  }

  private static func days(_ seconds: Int64) -> Double { Double(seconds) / Double(Instant.day) }

  /// The distinct times of ends and of open ones; nil if there are too many.
  private static func distinct(_ times: CloseTimes, fewerThan limit: Int) -> [Int64]? {
    var (found, ended, left): ([Int64], Int, Int) = ([], 0, 0)
    while ended < times.seconds.count || left < times.censored.count {
      let time = min(
        ended < times.seconds.count ? times.seconds[ended] : .max,
        left < times.censored.count ? times.censored[left] : .max)
      while ended < times.seconds.count, times.seconds[ended] == time { ended += 1 }
      while left < times.censored.count, times.censored[left] == time { left += 1 }
      found.append(time)
      if found.count >= limit { return nil }
    }
    return found
  }

  /// The curves at these moments, with the likely range of the share won.
  func points(_ survey: CloseSurvey) -> [CurvePoint] { points { survey.state(at: $0) } }

  /// The same, of the curves as they are just after a moment.
  func points(_ state: (Int64) -> CompetingState?) -> [CurvePoint] {
    let start = startsAtZero ? [CurvePoint(day: 0, won: 0, lost: 0, wonLow: 0, wonHigh: 0)] : []
    return start
      + zip(seconds, days).compactMap { moment, day in
        state(moment).map { state in
          let range = Estimate(share: state.won, error: state.errors.won)
          return CurvePoint(day: day, won: state.won, lost: state.lost, wonLow: range.low, wonHigh: range.high)
        }
      }
  }
}

extension Estimate {
  /// A share with its bounds, kept within 0 and 1.
  init(share: Double, error: Double?, z: Double = Deviate.twoSided95) {
    self.init(
      value: share, low: error.map { max(0, share - z * $0) }, high: error.map { min(1, share + z * $0) })
  }
}
