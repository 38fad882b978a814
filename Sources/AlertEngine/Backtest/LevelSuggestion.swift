import Domain

/// Levels that would have spoken seldom: the warning at most twice a year, the critical one at most once in four
/// (statistics.md section 5, suggested thresholds).
public struct LevelSuggestion: Sendable, Equatable, Codable {
  /// The strictest level that would have fired at most twice a year.
  public var warn: Double
  /// The strictest level further out that would have fired at most once in four years; nil if none is.
  public var critical: Double?

  /// Firings a year that are few enough.
  public static let warningsAYear = 2.0
  /// The same of the critical level.
  public static let criticalsAYear = 0.25

  /// What a rule's past suggests; nil without values.
  ///
  /// A level that most values were beyond would be red for everyone and ignored by everyone: it would fire once and
  /// never end. So no level is nearer to the good side than the median was.
  public init?(_ policy: AlertPolicy, over series: AlertSeries) {
    let values = series.values(policy).map(\.value).filter(\.isFinite).sorted()
    guard !values.isEmpty else { return nil }
    let worse = policy.direction == .below ? values[...(values.count / 2)] : values[((values.count - 1) / 2)...]
    let outward = Set(worse.map { Self.rounded($0, policy.direction) }).sorted()
    let candidates = policy.direction == .below ? outward : outward.reversed()
    func strictest(_ candidates: ArraySlice<Double>, atMost allowed: Double) -> Double? {
      let count = Int(allowed * series.days(policy) / Backtest.year)
      // Bisection: what is before `low` is quiet enough, what is from `high` on speaks too often.
      var (low, high) = (candidates.startIndex, candidates.endIndex)
      while low < high {
        let middle = low + (high - low) / 2
        if Self.firings(policy, at: candidates[middle], series) > count { high = middle } else { low = middle + 1 }
      }
      return low > candidates.startIndex ? candidates[low - 1] : nil
    }
    guard let furthest = candidates.first else { return nil }
    warn = strictest(candidates[...], atMost: Self.warningsAYear) ?? furthest
    let further = candidates.prefix { isBeyond($0, warn, policy.direction) }
    critical = strictest(further, atMost: Self.criticalsAYear)
  }

  private static func firings(_ policy: AlertPolicy, at level: Double, _ series: AlertSeries) -> Int {
    var policy = policy
    (policy.warn, policy.critical, policy.recoverWarn) = (level, nil, nil)
    return Backtest(policy, over: series).episodes.count
  }

  /// Three digits are as exact as a level need be; outward, so that it fires no more often.
  private static func rounded(_ value: Double, _ direction: Direction) -> Double {
    guard value != 0 else { return 0 }
    var scale = 1.0
    while abs(value) * scale < 100 { scale *= 10 }
    while abs(value) * scale >= 1000 { scale /= 10 }
    let scaled = value * scale
    return (direction == .below ? scaled.rounded(.down) : scaled.rounded(.up)) / scale
  }
}
