import AlertEngine
import Domain
import Yams

/// The levels of a rule, in the unit of its statistic.
extension Notes {
  mutating func readLevels(_ draft: RuleDraft, _ node: Node, into rule: inout AlertRule) {
    let name = StatisticName(rule.request.statistic)
    readParameter(draft, name, into: &rule)
    if name.isItem {
      readItemLevels(draft, name, into: &rule)
    } else {
      readFigureLevels(draft, name, into: &rule)
    }
  }

  private mutating func readParameter(_ draft: RuleDraft, _ name: StatisticName, into rule: inout AlertRule) {
    guard let node = draft.parameter else { return }
    switch name.parameter {
    case .none: warning(node, "\(name.rawValue) has no param")
    case .seconds:
      if let seconds = duration(node, "param") { rule.request.statistic = .shareWithin(seconds: seconds) }
    case .days:
      if let days = days(node, "param") { rule.request.statistic = .wonWithin(days: days) }
    case .quantile:
      guard let quantile = share(node, "param") else { return }
      rule.request.statistic = rule.request.statistic.with(quantile: quantile)
      if let critical = rule.criticalRequest?.statistic {
        rule.criticalRequest?.statistic = critical.with(quantile: quantile)
      }
    }
  }

  private mutating func readFigureLevels(_ draft: RuleDraft, _ name: StatisticName, into rule: inout AlertRule) {
    let before = (rule.warn, rule.critical)
    // What somebody set is not learned over.
    if draft.warn != nil || draft.critical != nil { rule.learns = false }
    if let node = draft.allowed { warning(node, "allow is for rules about single leads or deals") }
    if let node = draft.warn, let warn = level(node, "warn", name.unit) { rule.warn = warn }
    if let node = draft.critical {
      rule.critical = node.isNone ? nil : level(node, "crit", name.unit) ?? rule.critical
    }
    if let critical = rule.critical, !isFurther(critical, rule.warn, rule.direction), let node = draft.level {
      let side = rule.direction == .above ? "above" : "below"
      error(node, "crit must be further out than warn", hint: "crit must lie \(side) warn")
      (rule.warn, rule.critical) = before
    }
    if let node = draft.recoverWarn {
      rule.recoverWarn = recovery(node, name, from: rule.warn, rule.direction) ?? rule.recoverWarn
    }
    if let node = draft.recoverCritical, let critical = rule.critical {
      rule.recoverCritical = recovery(node, name, from: critical, rule.direction) ?? rule.recoverCritical
    }
  }

  /// A level of recovery, on the good side of the level that it recovers from.
  private mutating func recovery(
    _ node: Node, _ name: StatisticName, from level: Double, _ direction: Direction
  ) -> Double? {
    guard let recovery = self.level(node, "recover", name.unit) else { return nil }
    guard !isFurther(recovery, level, direction) else {
      error(
        node, "recover must lie on the good side of its level",
        hint: "write a number \(direction == .above ? "below" : "above") the level")
      return nil
    }
    return recovery
  }

  private mutating func readItemLevels(_ draft: RuleDraft, _ name: StatisticName, into rule: inout AlertRule) {
    let before = rule
    // What somebody set is not learned over; how many are allowed may be beyond what is learned.
    if draft.warn != nil || draft.critical != nil { rule.learns = false }
    if let node = draft.allowed, let count = whole(node, "allow", in: 0...100_000_000) { rule.warn = Double(count) }
    if let node = draft.warn, let statistic = itemStatistic(node, "warn", name, rule.request.statistic) {
      rule.request.statistic = statistic
    }
    if let node = draft.critical {
      if node.isNone {
        rule.criticalRequest = nil
      } else if let statistic = itemStatistic(node, "crit", name, rule.request.statistic) {
        var request = rule.request
        request.statistic = statistic
        rule.criticalRequest = request
      }
    }
    if let critical = rule.criticalRequest?.statistic.itemLevel, let warn = rule.request.statistic.itemLevel,
      critical <= warn, let node = draft.level
    {
      error(node, "crit must be further out than warn", hint: "crit must lie above warn")
      (rule.request, rule.criticalRequest, rule.learns) = (before.request, before.criticalRequest, before.learns)
    }
  }

  private mutating func itemStatistic(
    _ node: Node, _ what: String, _ name: StatisticName, _ current: Statistic
  ) -> Statistic? {
    if name == .unanswered, node.scalar?.string == "limit" { return .unanswered(seconds: nil) }
    if name == .brokenNow {
      error(node, "broken_now has no levels", hint: "write allow: how many leads may be let down")
      return nil
    }
    guard let level = level(node, what, name.unit) else { return nil }
    switch current {
    case .unanswered: return .unanswered(seconds: Int(level))
    case .idle: return .idle(days: Int(level))
    case .stageAge(let quantile, _): return .stageAge(quantile: quantile, factor: level)
    default: return .olderThanWinners(quantile: level)
    }
  }

  private mutating func level(_ node: Node, _ what: String, _ unit: LevelUnit) -> Double? {
    switch unit {
    case .share: share(node, what)
    case .multiple: multiple(node, what)
    case .number: number(node, what)
    case .seconds: duration(node, what).map(Double.init)
    case .days: days(node, what).map(Double.init)
    }
  }

  private func isFurther(_ critical: Double, _ warn: Double, _ direction: Direction) -> Bool {
    direction == .above ? critical > warn : critical < warn
  }
}

extension RuleDraft {
  /// Where to point when levels do not fit together.
  fileprivate var level: Node? { critical ?? warn }
}

extension Node {
  /// `crit: none` takes a level away.
  fileprivate var isNone: Bool { scalar?.string == "none" }
}

extension StatisticName {
  /// The statistic before its parameter and level are read.
  var initial: Statistic {
    switch self {
    case .shareWithin: .shareWithin(seconds: nil)
    case .median, .quantile: .responseQuantile(0.5)
    case .p90: .responseQuantile(0.9)
    case .count: .qualifiedCount
    case .rate: .qualifiedRatio
    case .rateForAge: .qualifiedForAge
    case .conforming: .conformingShare
    case .mean: .activitiesMean
    case .gaveUp: .gaveUpShare
    case .wonWithin: .wonWithin(days: 90)
    case .closingPace: .closingPace
    case .unanswered: .unanswered(seconds: nil)
    case .brokenNow: .brokenNow
    case .idle: .idle(days: 14)
    case .stageAge: .stageAge(quantile: 0.9, factor: 1)
    case .olderThanWinners: .olderThanWinners(quantile: 0.9)
    }
  }
}

extension Statistic {
  /// How far out an item rule's level is, in its own unit; nil where each source has its own.
  fileprivate var itemLevel: Double? {
    switch self {
    case .unanswered(let seconds): seconds.map(Double.init)
    case .idle(let days): Double(days)
    case .stageAge(_, let factor): factor
    case .olderThanWinners(let quantile): quantile
    default: nil
    }
  }

  fileprivate func with(quantile: Double) -> Statistic {
    switch self {
    case .responseQuantile: .responseQuantile(quantile)
    case .stageAge(_, let factor): .stageAge(quantile: quantile, factor: factor)
    default: self
    }
  }
}
