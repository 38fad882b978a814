import AlertEngine
import Domain

/// What the screen of limits remembers.
public struct LimitsState: Sendable, Equatable {
  /// The rule, with the levels in force.
  var rule: AlertRule
  /// The question that is not answered yet.
  var request: Int?
  /// What the rule measured on the days of the last year; nil until that is known.
  var series: AlertSeries?
  /// Levels as they are moved.
  var levels: RuleLevels
  /// Which of them moves.
  var selected = Severity.warning
  /// The day that is read out; nil for the last.
  var day: Int?
  /// What the rule would have said with the levels as they are moved.
  private(set) var past: Backtest?
  /// Levels that would have spoken seldom, and what the rule would have said with them.
  private(set) var suggested: (levels: RuleLevels, past: Backtest)?

  init(_ rule: AlertRule) {
    self.rule = rule
    levels = RuleLevels(rule)
  }

  /// Equal but for what follows from the rest.
  public static func == (left: LimitsState, right: LimitsState) -> Bool {
    left.rule == right.rule && left.request == right.request && left.series == right.series
      && left.levels == right.levels && left.selected == right.selected && left.day == right.day
  }

  /// True if anything would be saved.
  var isChanged: Bool { levels != RuleLevels(rule) }

  /// Takes what was measured, and what follows from it.
  mutating func take(_ new: AlertSeries) {
    series = new
    if var levels = RuleLevels(suggestedFor: AlertPolicy(rule), by: new), !rule.isItem || rule.isGated {
      // How many items are too many has one level.
      if rule.isItem { levels.critical = nil }
      suggested = (levels, Backtest(AlertPolicy(levels.applied(to: rule)), over: new))
    }
    replay()
  }

  /// Moves the selected level by some steps; a critical level stays further out than the warning.
  mutating func move(by steps: Int) {
    let step = Self.step(rule.request.statistic)
    let outward = rule.direction == .below ? -step : step
    var moved = levels
    switch selected {
    case .critical:
      moved.critical = Self.rounded((levels.critical ?? levels.warn + outward) + Double(steps) * step, step)
    case .ok, .warning: moved.warn = Self.rounded(levels.warn + Double(steps) * step, step)
    }
    guard Self.isSensible(moved, rule) else { return }
    levels = moved
    replay()
  }

  /// How bad it would have been at worst between two looks; nil if the rule would not have fired.
  func worst(from start: Instant, to end: Instant) -> Severity? {
    past?.episodes.filter { $0.firedAt <= end && ($0.endedAt ?? .never) > start }.map(\.worst).max()
  }

  /// The level of a severity moves from now on. An item rule has but one.
  mutating func selectOther() {
    guard !rule.isItem else { return }
    selected = selected == .critical ? .warning : .critical
  }

  mutating func takeSuggestion() {
    guard let suggested else { return }
    levels = suggested.levels
    replay()
  }

  private mutating func replay() {
    past = series.map { Backtest(AlertPolicy(levels.applied(to: rule)), over: $0) }
  }

  /// How far one key moves a level.
  private static func step(_ statistic: Statistic) -> Double {
    switch statistic {
    case .shareWithin, .conformingShare, .gaveUpShare, .wonWithin, .qualifiedRatio, .qualifiedForAge, .closingPace: 0.01
    case .activitiesMean: 0.1
    case .responseQuantile: 60
    case .qualifiedCount, .unanswered, .brokenNow, .idle, .idleBeyond, .stageAge, .olderThanWinners: 1
    }
  }

  /// The nearest whole number of steps, so that levels are round.
  private static func rounded(_ level: Double, _ step: Double) -> Double {
    // Steps under 1 are 1 over a whole number, by which dividing is exact where multiplying is not.
    step < 1 ? (level / step).rounded() / (1 / step).rounded() : (level / step).rounded() * step
  }

  private static func isSensible(_ levels: RuleLevels, _ rule: AlertRule) -> Bool {
    let all = [levels.warn, levels.critical].compactMap(\.self)
    let isShare =
      switch rule.request.statistic {
      case .shareWithin, .conformingShare, .gaveUpShare, .wonWithin: true
      default: false
      }
    guard all.allSatisfy({ $0 >= 0 && $0 <= (isShare ? 1 : 1e9) }) else { return false }
    guard let critical = levels.critical else { return true }
    return rule.direction == .below ? critical < levels.warn : critical > levels.warn
  }
}
