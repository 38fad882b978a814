import Domain

/// On which side of the level a value is bad.
public enum Direction: String, Sendable, Codable { case above, below }

/// How bad it is. Ordered: `ok < warning < critical`.
public enum Severity: Int, Sendable, Codable, Comparable {
  case ok, warning, critical
  /// By how bad they are.
  public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}

/// A threshold on a metric, as statistics.md section 2 defines it.
public struct AlertRule: Sendable, Equatable, Codable, Identifiable {
  /// Unique; what settings and monitoring call it.
  public var id: String
  /// What it is about, in plain words, such as "Leads answered in 5 min".
  public var title: String
  /// What is asked of the engine.
  public var request: MeasureRequest
  /// Whose elements are each judged, such as each rep, instead of `request.scope` as one; nil judges that.
  public var each: Dimension?
  /// On which side of its levels a value is bad.
  public var direction: Direction
  /// The level that a value must not pass. For item rules the level of one item is part of `request`, and this is how
  /// many items may be beyond it: 0 unless the user allows some.
  public var warn: Double
  /// A level further out than `warn`. For item rules how many items `criticalRequest` may find.
  public var critical: Double?
  /// Levels of recovery; default is the level moved by `margin` to the good side.
  public var recoverWarn: Double?
  /// As `recoverWarn`, for the critical level.
  public var recoverCritical: Double?
  /// Share of the level that a value must be better by before it recovers.
  public var margin: Double
  /// Rows that a value needs behind it before it is judged.
  public var minimumCount: Int
  /// True if the near confidence bound must be beyond the level too (one-sided 80 %).
  public var gated: Bool
  /// Seconds a breach must last before it fires.
  public var holdFor: Int
  /// Seconds a recovery must last before it resolves.
  public var keepFor: Int
  /// Seconds without data after which that is said.
  public var staleAfter: Int
  /// Whose concern it is.
  public var owner: String?
  /// What the user remarks about it.
  public var note: String?
  /// Where it says what to do, such as a link.
  public var runbook: String?
  /// What to do about it: a key, a list, a person.
  public var doNext: String
  /// For item rules: the question whose items make the breach critical, such as idle over 30 days. Nil: never critical.
  public var criticalRequest: MeasureRequest?
  /// For item rules: with more than this share of all rows beyond the level it is no alarm but one line that asks to
  /// clean up, because a limit that is red for everyone is ignored by everyone.
  public var cleanUpShare: Double?
  /// False leaves the rule out.
  public var enabled: Bool
  /// Name of the calendar in whose open hours alone the rule is judged; nil judges it around the clock.
  public var calendar: String?
  /// The first day that the rule holds; nil: always did.
  public var activeFrom: CivilDate?
  /// The last day that the rule holds; nil: until it is taken out.
  public var activeUntil: CivilDate?
  /// True if its levels give way to those that its own past suggests: nobody has set them.
  public var learns = false
  /// Where its levels come from.
  public var limit = LimitOrigin.set
  /// Of a rule about each part of the organisation that has learned its levels: the warning level of each; parts
  /// without one are not judged. Nil: `warn` and `critical` hold for all.
  public var partLevels: [Scope: Double]?

  /// A rule about a figure with the usual delays and evidence, unless said otherwise.
  public init(
    id: String, title: String, request: MeasureRequest, direction: Direction, warn: Double, critical: Double? = nil,
    recoverWarn: Double? = nil, recoverCritical: Double? = nil, margin: Double = 0.05, minimumCount: Int = 30,
    gated: Bool = true, holdFor: Int = 172_800, keepFor: Int = 172_800, staleAfter: Int = 129_600,
    owner: String? = nil, note: String? = nil, runbook: String? = nil, doNext: String,
    criticalRequest: MeasureRequest? = nil, cleanUpShare: Double? = nil, enabled: Bool = true
  ) {
    self.id = id
    self.title = title
    self.request = request
    self.direction = direction
    self.warn = warn
    self.critical = critical
    self.recoverWarn = recoverWarn
    self.recoverCritical = recoverCritical
    self.margin = margin
    self.minimumCount = minimumCount
    self.gated = gated
    self.holdFor = holdFor
    self.keepFor = keepFor
    self.staleAfter = staleAfter
    self.owner = owner
    self.note = note
    self.runbook = runbook
    self.doNext = doNext
    self.criticalRequest = criticalRequest
    self.cleanUpShare = cleanUpShare
    self.enabled = enabled
  }

  /// True for rules about single leads or opportunities.
  public var isItem: Bool { request.statistic.isItem }

  /// True if evidence is asked for. Single items are their own, but where their number is judged by what is usual.
  public var isGated: Bool {
    if case .idleBeyond = request.statistic { return gated }
    return gated && !isItem
  }

  /// True if the rule is switched on and holds on a day.
  public func isActive(on day: CivilDate) -> Bool {
    enabled && activeFrom.map { $0 <= day } ?? true && activeUntil.map { day <= $0 } ?? true
  }

  /// True while there is too little past to learn its levels from: it is not announced.
  public var isLearning: Bool { if case .learning = limit { true } else { false } }

  /// The rule with the levels of one part of the organisation.
  public func levelled(for scope: Scope) -> AlertRule {
    guard let partLevels else { return self }
    var rule = self
    rule.partLevels = nil
    if let warn = partLevels[scope] { rule = RuleLevels(warn: warn).applied(to: rule) }
    return rule
  }

  /// True if it has a level for a part of the organisation.
  public func judges(_ scope: Scope) -> Bool { partLevels.map { $0[scope] != nil } ?? true }

  /// The rule for one part of the organisation.
  public func about(_ scope: Scope) -> AlertRule {
    var rule = levelled(for: scope)
    rule.each = nil
    rule.request.scope = scope
    rule.criticalRequest?.scope = scope
    return rule
  }
}

extension AlertRule {
  /// Days that are looked at of a part of the organisation with too few rows in the rule's own window.
  private static let quarter = 90

  /// The rule over a quarter; nil if it looks back as far anyway.
  public var overQuarter: AlertRule? {
    guard !isItem, request.windowDays < Self.quarter else { return nil }
    var rule = self
    rule.request.windowDays = Self.quarter
    return rule
  }
}

/// What a rule says about one reading, before delay and memory (those come with the alert machine).
public enum Verdict: Sendable, Equatable, Codable {
  case within
  case breach(Severity)
  /// `have` of `need` rows.
  case tooFew(have: Int, need: Int)
  /// There is a value beyond the level, but not enough evidence.
  case unproven(Severity)
  case noData(missing: [String])
}

/// A rule with its reading and its verdict: what the alerts panel and `check` show.
public struct Finding: Sendable, Equatable, Codable, Identifiable {
  /// The rule that was judged.
  public var rule: AlertRule
  /// What the engine answered.
  public var reading: Reading
  /// What the rule says about it.
  public var verdict: Verdict
  /// So many items are beyond the level that it is no alarm but a clean-up; `verdict` is `within`.
  public var asksToCleanUp: Bool
  /// For item rules: what `criticalRequest` found.
  public var criticalReading: Reading?

  /// A judged rule.
  public init(
    rule: AlertRule, reading: Reading, verdict: Verdict, asksToCleanUp: Bool = false, criticalReading: Reading? = nil
  ) {
    self.rule = rule
    self.reading = reading
    self.verdict = verdict
    self.asksToCleanUp = asksToCleanUp
    self.criticalReading = criticalReading
  }

  /// That of the rule.
  public var id: String { rule.id }
  /// `ok` unless the verdict is a breach.
  public var severity: Severity { if case .breach(let severity) = verdict { severity } else { .ok } }
}
