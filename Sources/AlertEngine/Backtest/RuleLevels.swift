import Domain

/// The levels of a rule.
public struct RuleLevels: Sendable, Equatable, Codable {
  /// The level that a value must not pass; of an item rule how many items may be beyond its limit.
  public var warn: Double
  /// A level further out; nil for none.
  public var critical: Double?

  /// These levels.
  public init(warn: Double, critical: Double? = nil) { (self.warn, self.critical) = (warn, critical) }

  /// Those of a rule.
  public init(_ rule: AlertRule) { self.init(warn: rule.warn, critical: rule.critical) }

  /// A rule with these levels in the place of its own; recovery is where the margin puts it.
  public func applied(to rule: AlertRule) -> AlertRule {
    var rule = rule
    (rule.warn, rule.critical, rule.recoverWarn, rule.recoverCritical) = (warn, critical, nil, nil)
    return rule
  }
}

// MARK: - What the past suggests

extension RuleLevels {
  /// Firings a year that are few enough.
  public static let warningsAYear = 2.0
  /// The same of the critical level.
  public static let criticalsAYear = 0.25

  /// The strictest levels that would have spoken seldom: the warning at most twice a year, the critical one at most once
  /// in four (statistics.md section 5, suggested thresholds); nil without values.
  ///
  /// A level that most values were beyond would be red for everyone and ignored by everyone: it would fire once and
  /// never end. So every level is so far out that what is usual is a recovery from it: the median, or 1 of what is
  /// measured in multiples of the usual.
  public init?(suggestedFor policy: AlertPolicy, by series: AlertSeries) {
    let values = series.values(policy).map(\.value).filter(\.isFinite).sorted()
    guard !values.isEmpty else { return nil }
    let worse = policy.direction == .below ? values[...(values.count / 2)] : values[((values.count - 1) / 2)...]
    let isRatio = policy.requests.first?.statistic.isRatioToUsual ?? false
    let nearest = Self.nearest(to: isRatio ? 1 : values[values.count / 2], policy)
    let sensible = worse.map { policy.direction == .below ? min($0, nearest) : max($0, nearest) }
    let outward = Set(sensible.map { Self.rounded($0, policy.direction) }).sorted()
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
    let warn = strictest(candidates[...], atMost: Self.warningsAYear) ?? furthest
    let further = candidates.prefix { isBeyond($0, warn, policy.direction) }
    self.init(warn: warn, critical: strictest(further, atMost: Self.criticalsAYear))
  }

  /// The level nearest to what is usual from which the usual is a recovery.
  static func nearest(to usual: Double, _ policy: AlertPolicy) -> Double {
    guard usual > 0, policy.margin < 1 else { return usual }
    return policy.direction == .below ? usual / (1 + policy.margin) : usual / (1 - policy.margin)
  }

  private static func firings(_ policy: AlertPolicy, at level: Double, _ series: AlertSeries) -> Int {
    var policy = policy
    (policy.warn, policy.critical, policy.recoverWarn) = (level, nil, nil)
    return Backtest(policy, over: series).episodes.count
  }

  /// Three digits are as exact as a level need be; outward, so that it fires no more often.
  static func rounded(_ value: Double, _ direction: Direction) -> Double {
    guard value != 0 else { return 0 }
    var scale = 1.0
    while abs(value) * scale < 100 { scale *= 10 }
    while abs(value) * scale >= 1000 { scale /= 10 }
    let scaled = value * scale
    return (direction == .below ? scaled.rounded(.down) : scaled.rounded(.up)) / scale
  }
}
