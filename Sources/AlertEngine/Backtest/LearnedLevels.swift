import Domain

/// What was learned of the levels of one rule, and when. It holds for a month, so that levels do not move daily.
public struct LearnedLevels: Sendable, Equatable, Codable {
  /// What the past suggested; nil while there was too little of it.
  public var levels: RuleLevels?
  /// The same by part of the organisation, of a rule about each of them.
  public var parts: [Scope: Double]?
  /// Of a rule about quiet opportunities, after how many days one is.
  public var idle: IdleLimits?
  /// The present when it was learned.
  public var learnedAt: Instant
  /// When there will be past enough; nil if there is.
  public var alarmsFrom: Instant?
  /// What was asked and on which side a value is bad: other levels belong to another question.
  private var basis: Basis

  private struct Basis: Equatable, Codable {
    var request: MeasureRequest
    var each: Dimension?
    var direction: Direction
    var isGated: Bool
    var minimumCount: Int
  }

  /// Days of past that levels can be learned from: 13 weeks (statistics.md section 2, learned defaults).
  public static let fewestDays = 91
  /// Days that learned levels hold for.
  public static let lastingDays = 30

  /// What a rule's past teaches at the present.
  /// - Parameter idle: of a rule about quiet opportunities, after how many days one is; `series` is measured by them.
  public init(_ rule: AlertRule, over series: AlertSeries, at present: Instant, idle: IdleLimits? = nil) {
    let policy = AlertPolicy(rule.asking(idle))
    (learnedAt, basis, self.idle) = (present, Self.basis(rule), rule.isAboutIdle ? idle : nil)
    let first = series.values(policy).first?.at
    if series.days(policy) > Double(Self.fewestDays) {
      levels = RuleLevels(suggestedFor: policy, by: series)
    } else {
      alarmsFrom = (first ?? present).adding(days: Self.fewestDays)
    }
  }

  /// What the past of the parts of an organisation teaches a rule about each of them.
  public init(_ rule: AlertRule, over series: PartSeries, at present: Instant) {
    (learnedAt, basis) = (present, Self.basis(rule))
    parts = RuleLevels.suggestedForParts(of: rule, by: series)
    guard parts == nil else { return }
    let first = series.ticks.indices.first { place in
      series.readings.values.contains { $0[place].count >= rule.minimumCount && $0[place].value != nil }
    }
    alarmsFrom = (first.map { series.ticks[$0] } ?? present).adding(days: Self.fewestDays)
  }

  private static func basis(_ rule: AlertRule) -> Basis {
    Basis(
      request: rule.request, each: rule.each, direction: rule.direction, isGated: rule.gated,
      minimumCount: rule.minimumCount)
  }

  /// True if it still says something about a rule, however old it is.
  public func isAbout(_ rule: AlertRule) -> Bool { rule.learns && basis == Self.basis(rule) }

  /// True if it is time to learn anew: after a month, when there is past enough, or when the present is an earlier one.
  public func isDue(at present: Instant) -> Bool {
    if present < learnedAt { return true }
    if let alarmsFrom, present >= alarmsFrom { return true }
    return present >= learnedAt.adding(days: Self.lastingDays)
  }

  /// A rule with what was learned in the place of its levels; recovery is where the margin puts it.
  public func applied(to rule: AlertRule) -> AlertRule {
    var rule = rule
    if rule.isItem { return appliedToItems(rule) }
    if let parts {
      (rule.partLevels, rule.limit) = (parts, .learned)
    } else if let levels {
      rule = levels.applied(to: rule)
      rule.limit = .learned
    } else {
      rule.limit = .learning(alarmsFrom: alarmsFrom ?? learnedAt)
    }
    return rule
  }

  /// A rule about quiet opportunities speaks of single ones until there is past enough; then of more of them than there
  /// have been, because there always are some.
  private func appliedToItems(_ rule: AlertRule) -> AlertRule {
    var asked = rule.asking(idle)
    guard let levels, case .idleBeyond = asked.request.statistic else { return rule }
    // So many are allowed as somebody said.
    if rule.warn == 0 { asked = RuleLevels(warn: levels.warn).applied(to: asked) }
    asked.limit = .learned
    return asked
  }
}

extension AlertRule {
  /// True if it is about opportunities that are quiet for some days.
  public var isAboutIdle: Bool { if case .idle = request.statistic { true } else { false } }

  /// Seconds that a number of items must stay beyond its level, or better than it.
  private static let wait = 2 * 86_400
  /// Share of the level that the number must be better by before it recovers.
  private static let usualMargin = 0.05

  /// A rule about quiet opportunities with the question that its level is learned for: how many are quieter than those
  /// that were won, whether that lasts, and whether their money grows too. Other rules ask what they ask.
  public func asking(_ idle: IdleLimits?) -> AlertRule {
    guard isAboutIdle, let idle else { return self }
    var rule = self
    rule.request.statistic = .idleBeyond(idle)
    (rule.criticalRequest, rule.gated) = (nil, true)
    if rule.holdFor == 0 { rule.holdFor = Self.wait }
    if rule.keepFor == 0 { rule.keepFor = Self.wait }
    if rule.margin == 0 { rule.margin = Self.usualMargin }
    return rule
  }
}
