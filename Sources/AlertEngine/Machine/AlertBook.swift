import Domain

/// Names an instance: a rule, and the part of the organisation that it looks at.
public struct AlertKey: Sendable, Hashable, Codable, Comparable {
  /// Id of the rule.
  public var rule: String
  /// Whose rows.
  public var scope: Scope

  /// The instance of a rule for a part of the organisation.
  public init(rule: String, scope: Scope = .all) {
    self.rule = rule
    self.scope = scope
  }

  /// `all`, or `rep:rep014`.
  public var scopeText: String {
    switch scope {
    case .all: "all"
    case .element(let dimension, let name): "\(dimension.rawValue):\(name)"
    }
  }

  /// Reads what ``scopeText`` wrote; nil for anything else.
  public init?(rule: String, scopeText: String) {
    if scopeText == "all" {
      self.init(rule: rule)
      return
    }
    let parts = scopeText.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let dimension = Dimension(rawValue: String(parts[0])) else { return nil }
    self.init(rule: rule, scope: .element(dimension, String(parts[1])))
  }

  /// By rule, then by part of the organisation, the same under every locale.
  public static func < (left: AlertKey, right: AlertKey) -> Bool {
    left.rule != right.rule ? left.rule < right.rule : left.scopeText < right.scopeText
  }
}

/// What one input did to one instance: what has to be kept, and what has to be told.
public struct AlertChange: Sendable, Equatable {
  /// Which instance.
  public var key: AlertKey
  /// When.
  public var at: Instant
  /// What somebody did; nil if time or a measurement did it.
  public var action: AlertAction?
  /// What came of it, in order; often nothing.
  public var events: [AlertEvent]
  /// The instance afterwards.
  public var instance: AlertInstance

  /// What became of an instance.
  public init(
    key: AlertKey, at: Instant, action: AlertAction? = nil, events: [AlertEvent] = [], instance: AlertInstance
  ) {
    self.key = key
    self.at = at
    self.action = action
    self.events = events
    self.instance = instance
  }
}

/// What a rule measured at one tick, for all parts of the organisation that it looks at.
public struct RuleObservation: Sendable, Equatable {
  /// Id of the rule.
  public var rule: String
  /// The rule as it is now.
  public var policy: AlertPolicy
  /// What was measured, by part of the organisation.
  public var elements: [Scope: AlertObservation]
  /// The policies of parts that have levels of their own.
  public var policies: [Scope: AlertPolicy]

  /// The measurements of a rule.
  public init(
    rule: String, policy: AlertPolicy, elements: [Scope: AlertObservation], policies: [Scope: AlertPolicy] = [:]
  ) {
    self.rule = rule
    self.policy = policy
    self.elements = elements
    self.policies = policies
  }

  /// What a rule found about parts of the organisation, which are tested together.
  public init(_ rule: AlertRule, parts found: [Scope: Finding]) {
    let observation = RuleObservation(
      rule: rule.id, policy: AlertPolicy(rule), elements: found.mapValues { AlertObservation($0) },
      policies: rule.partPolicies)
    self = JointEvidence.judged(observation, chances: found.compactMapValues(\.chanceAtLevel))
  }
}

extension AlertRule {
  /// The policy of each part of the organisation that has learned a level of its own.
  var partPolicies: [Scope: AlertPolicy] {
    guard let partLevels else { return [:] }
    return Dictionary(uniqueKeysWithValues: partLevels.keys.map { ($0, AlertPolicy(levelled(for: $0))) })
  }
}

/// All instances of all rules.
public struct AlertBook: Sendable, Equatable {
  /// What is remembered of each.
  public private(set) var instances: [AlertKey: AlertInstance]

  /// A book that holds these.
  public init(_ instances: [AlertKey: AlertInstance] = [:]) { self.instances = instances }

  /// The last tick that anything was evaluated at; nil if nothing ever was.
  public var lastTick: Instant? { instances.values.compactMap(\.lastTick).max() }

  /// Tells one instance of one input. It is made if it is new, and begins anew if its rule has changed.
  public mutating func take(
    _ input: AlertInput, at now: Instant, for key: AlertKey, under policy: AlertPolicy
  ) -> AlertChange {
    var instance = instances[key] ?? AlertInstance(policy)
    let events = instance.adopt(policy) + instance.take(input, at: now)
    instances[key] = instance
    let action: AlertAction? = if case .action(let action) = input { action } else { nil }
    return AlertChange(key: key, at: now, action: action, events: events, instance: instance)
  }

  /// The last tick that a rule was evaluated at; nil if it never was.
  public func lastTick(of rule: String) -> Instant? {
    instances.lazy.filter { $0.key.rule == rule }.compactMap(\.value.lastTick).max()
  }

  /// Evaluates rules at each of some ticks. Live it is one tick, after a pause the missed ones, in a back-test those of
  /// a year: one way for all.
  ///
  /// An element that a rule no longer measures, such as a rep who left, has no data.
  /// - Parameters:
  ///   - ticks: in order, as ``CatchUp/ticks(after:through:most:)`` gives them.
  ///   - measure: what the rules measure at a tick, by what was known then.
  public mutating func run(
    over ticks: some Sequence<Instant>, measure: (Instant) -> [RuleObservation]
  ) -> [AlertChange] {
    ticks.flatMap { tick in measure(tick).flatMap { evaluate($0, at: tick) } }
  }

  /// Evaluates one rule at one tick.
  public mutating func evaluate(_ rule: RuleObservation, at tick: Instant) -> [AlertChange] {
    let measured = rule.elements.keys.map { AlertKey(rule: rule.rule, scope: $0) }
    let known = instances.keys.filter { $0.rule == rule.rule }
    return Set(measured).union(known).sorted().map { key in
      take(
        .observation(rule.elements[key.scope] ?? .noData), at: tick, for: key,
        under: rule.policies[key.scope] ?? rule.policy)
    }
  }

  /// Puts an instance in the place of what is remembered.
  public mutating func put(_ instance: AlertInstance, for key: AlertKey) { instances[key] = instance }

  /// Drops instances.
  public mutating func forget(_ keys: [AlertKey]) { for key in keys { instances[key] = nil } }

  /// Drops the instances of rules that are gone and says which.
  public mutating func forget(rulesOtherThan rules: Set<String>) -> [AlertKey] {
    let gone = instances.keys.filter { !rules.contains($0.rule) }.sorted()
    forget(gone)
    return gone
  }
}
