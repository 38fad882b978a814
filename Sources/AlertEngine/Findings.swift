import Domain

/// Asks for the reading of every enabled rule and judges it; worst first.
public func findings<Failure: Error>(
  _ rules: [AlertRule], measure: (MeasureRequest) throws(Failure) -> Reading
) throws(Failure) -> [Finding] {
  let enabled = rules.filter(\.enabled)
  return try enabled.map { rule throws(Failure) in try finding(rule, measure: measure) }.sorted(by: isWorse)
}

/// One rule, measured and judged.
public func finding<Failure: Error>(
  _ rule: AlertRule, measure: (MeasureRequest) throws(Failure) -> Reading
) throws(Failure) -> Finding {
  let reading = try measure(rule.request)
  if asksToCleanUp(rule, reading) {
    return Finding(rule: rule, reading: reading, verdict: .within, asksToCleanUp: true)
  }
  let critical = rule.isItem ? try rule.criticalRequest.map(measure) : nil
  let verdict = judge(rule, reading, critical: critical)
  return Finding(
    rule: rule, reading: reading, verdict: rule.isLearning ? verdict.withoutLevels : verdict, criticalReading: critical)
}

extension Verdict {
  /// What can be said before there are levels to judge by.
  fileprivate var withoutLevels: Verdict {
    switch self {
    case .breach, .unproven: .within
    case .within, .tooFew, .noData: self
    }
  }
}

/// Rank of statistics.md section 3: severity, then how much is beyond the limit, then the id, so that the order never
/// depends on chance. Money decides between item rules with as many items.
public func isWorse(_ left: Finding, _ right: Finding) -> Bool {
  let ranks = (urgency(left), urgency(right))
  if ranks.0 != ranks.1 { return ranks.0 > ranks.1 }
  let excesses = (left.excess, right.excess)
  if excesses.0 != excesses.1 { return excesses.0 > excesses.1 }
  let money = (left.greatestMoney, right.greatestMoney)
  return money.0 != money.1 ? money.0 > money.1 : left.id < right.id
}

/// Breaches before what might be one, that before what wants tidying, that before what could not be judged.
private func urgency(_ finding: Finding) -> Int {
  switch finding.verdict {
  case .breach(.critical): 7
  case .breach: 6
  case .unproven(.critical): 5
  case .unproven: 4
  case .within: finding.asksToCleanUp ? 3 : 0
  case .tooFew: 2
  case .noData: 1
  }
}

extension Finding {
  /// How many leads or opportunities are beyond what the warning level allows; 0 where nothing is.
  ///
  /// `n * |warn - value|` for shares, `n * (share beyond - (1 - q))` for a quantile, the difference for a count,
  /// the items beyond the allowed ones for an item rule (statistics.md section 3). For means and ratios, which that
  /// section leaves open, the shortage relative to the level, in rows.
  public var excess: Double {
    guard let value = reading.value, value.isFinite, severity > .ok || isUnproven || asksToCleanUp else { return 0 }
    let beyond = abs(value - rule.warn)
    let count = Double(reading.count)
    switch rule.request.statistic {
    case .shareWithin, .conformingShare, .gaveUpShare, .wonWithin: return count * beyond
    case .responseQuantile(let quantile): return max(0, Double(reading.rows.count) - count * (1 - quantile))
    case .qualifiedCount: return beyond
    case .qualifiedRatio, .qualifiedForAge, .closingPace, .activitiesMean:
      return rule.warn == 0 ? 0 : count * beyond / abs(rule.warn)
    case .unanswered, .brokenNow, .idle, .idleBeyond, .stageAge, .olderThanWinners: return max(0, value - rule.warn)
    }
  }

  /// True if the value is beyond the level without enough evidence.
  public var isUnproven: Bool { if case .unproven = verdict { true } else { false } }

  /// True if the rule could be evaluated, whatever came out.
  public var isEvaluated: Bool {
    switch verdict {
    case .within, .breach, .unproven: true
    case .tooFew, .noData: false
    }
  }

  fileprivate var greatestMoney: Int64 { reading.money.amounts.first?.hundredths ?? 0 }
}
