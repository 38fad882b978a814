import Domain

/// What a rule says about one reading (statistics.md section 2). Pure: no delay, no memory.
///
/// - A breach is strict: a value equal to its level is fine.
/// - A gated rule also needs the near one-sided 80 % bound beyond the level; without bounds nothing is proven.
/// - No data never breaches. Fewer rows than the minimum are too few to judge, which is not the same.
/// - An item rule breaches with more items than its level allows and needs neither gate nor minimum; one that has learned
///   how many are usual needs their money to grow too, which its bound says.
///
/// `critical` is the answer to `rule.criticalRequest`, which only item rules have.
public func judge(_ rule: AlertRule, _ reading: Reading, critical: Reading? = nil) -> Verdict {
  guard reading.missing.isEmpty, let value = usable(reading.value) else {
    return reading.missing.isEmpty && !rule.isItem && (1..<max(1, rule.minimumCount)).contains(reading.count)
      ? .tooFew(have: reading.count, need: rule.minimumCount) : .noData(missing: reading.missing)
  }
  if rule.isItem { return judgeItems(rule, value, reading, critical: usable(critical?.value)) }
  if reading.count == 0 { return .noData(missing: []) }
  if reading.count < rule.minimumCount { return .tooFew(have: reading.count, need: rule.minimumCount) }
  return judgeValue(rule, value, reading)
}

/// True if so many items are beyond the level that an alarm would be red for everyone: one line asks to clean up.
public func asksToCleanUp(_ rule: AlertRule, _ reading: Reading) -> Bool {
  guard let share = rule.cleanUpShare, let items = usable(reading.value), reading.count > 0 else { return false }
  return items > share * Double(reading.count)
}

private func usable(_ value: Double?) -> Double? { value.flatMap { $0.isNaN ? nil : $0 } }

private func judgeItems(_ rule: AlertRule, _ items: Double, _ reading: Reading, critical: Double?) -> Verdict {
  if let critical, critical > rule.critical ?? rule.warn { return .breach(.critical) }
  guard items > rule.warn else { return .within }
  return !rule.isGated || isProven(reading, rule.warn, .above) ? .breach(.warning) : .unproven(.warning)
}

/// The highest level that is both passed and proven; else the highest that is passed without proof.
private func judgeValue(_ rule: AlertRule, _ value: Double, _ reading: Reading) -> Verdict {
  let levels = [(Severity.critical, rule.critical), (.warning, rule.warn)]
  let passed = levels.compactMap { severity, level in
    level.flatMap { isBeyond(value, $0, rule.direction) ? (severity, $0) : nil }
  }
  guard let worst = passed.first else { return .within }
  let proven = passed.first { !rule.gated || isProven(reading, $0.1, rule.direction) }
  return proven.map { .breach($0.0) } ?? .unproven(worst.0)
}

/// True if a value is on the bad side of a level.
func isBeyond(_ value: Double, _ level: Double, _ direction: Direction) -> Bool {
  switch direction {
  case .above: value > level
  case .below: value < level
  }
}

private func isProven(_ reading: Reading, _ level: Double, _ direction: Direction) -> Bool {
  let near = direction == .above ? reading.gateLow : reading.gateHigh
  return usable(near).map { isBeyond($0, level, direction) } ?? false
}
