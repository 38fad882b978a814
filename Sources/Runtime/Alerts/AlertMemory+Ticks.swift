import AlertEngine
import Dashboard
import Domain
import Store

// What time does to alerts: ticks, and rules that are edited.
extension AlertMemory {
  /// Drops what is remembered of rules that are gone or were edited since, and says so. An edited rule begins anew,
  /// with the same look back as a new one.
  ///
  /// Who edits a file is not known; what is noted is whose program noticed it.
  public func adopt(_ rules: [AlertRule], at now: Instant) throws(StoreError) {
    let rules = Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let stale = book.instances.contains { key, instance in
      rules[key.rule].map { !$0.holds((key, instance)) } ?? true
    }
    guard stale else { return }
    try update { book in
      var update = AlertUpdate()
      var told: Set<String> = []
      for (key, instance) in book.instances.sorted(by: { $0.key < $1.key }) {
        let rule = rules[key.rule]
        if let rule, rule.holds((key, instance)) { continue }
        update.dropped.append(key)
        let words =
          rule.map { AlertPolicy($0.levelled(for: key.scope)).differences(from: instance.policy) } ?? [
            "not in force any more"
          ]
        guard told.insert(key.rule).inserted || rule == nil else { continue }
        update.remarks.append(
          AlertUpdate.Remark(
            .ruleChanged, of: key, at: now, actor: actor, note: words.joined(separator: ", ")))
      }
      return update
    }
  }

  /// Keeps what figures are defined by, and says on the record what was changed since anybody last looked. Where
  /// nothing can be written the alerts go on; ``notice`` says so as soon as they have something to write.
  func adopt(_ profile: Profile, at now: Instant) {
    let definitions = DefinitionText.all(profile)
    if (try? store.keepDefinitions(definitions, at: now, actor: actor)) == true { reload() }
  }

  /// Judges what rules measured at ticks, in order. A tick that a rule has been judged at, by whatever program, is
  /// passed over.
  /// - Parameter again: true judges the last tick anew, where the present stands still but the rows have changed.
  /// - Returns: what it came to.
  @discardableResult
  func judge(_ looks: [TickLook], again: Bool = false) throws(StoreError) -> [AlertChange] {
    try update { known in
      var book = known
      var changes: [AlertKey: AlertChange] = [:]
      var said: [AlertChange] = []
      for look in looks {
        for observation in look.observations {
          let last = book.lastTick(of: observation.rule) ?? .unknown
          guard last < look.tick || again && last == look.tick else { continue }
          for change in book.evaluate(observation, at: look.tick) where change.events != [.ignoredOutOfOrder] {
            changes[change.key] = change
            if !change.events.isEmpty { said.append(change) }
          }
        }
      }
      // One writing for each instance, with its last state; every event keeps its own time.
      let quiet = changes.values.filter { $0.events.isEmpty }.sorted { $0.key < $1.key }
      return AlertUpdate(changes: said + quiet)
    }.changes
  }
}

// MARK: - Rows that were judged

extension AlertMemory {
  private static let judged = "judged_rows"

  /// True if some program has judged the same rows at the same hour: rules that were edited since are dropped from
  /// memory, and so judged anew in any case.
  func hasJudged(_ job: AlertJob) -> Bool {
    guard let words = job.judgedRows else { return false }
    return (try? store.state(Self.judged)) == words
  }

  /// Notes which rows were judged at which hour; where that cannot be written they are judged again.
  func keepJudged(_ job: AlertJob) {
    if let words = job.judgedRows { try? store.setState(Self.judged, words) }
  }
}

extension AlertJob {
  fileprivate var judgedRows: String? {
    loaded.identity.map { "\($0) \(CatchUp.grid.tick(upTo: present).seconds)" }
  }
}

/// What rules measured at one tick.
struct TickLook: Sendable {
  var tick: Instant
  var observations: [RuleObservation]
}

extension AlertRule {
  /// True if what is remembered under a key is of this rule as it is now.
  fileprivate func holds(_ entry: (key: AlertKey, instance: AlertInstance)) -> Bool {
    entry.instance.policy == AlertPolicy(levelled(for: entry.key.scope)) && speaks(of: entry.key.scope)
  }

  /// True if the rule judges this part of the organisation.
  func speaks(of scope: Scope) -> Bool {
    guard let each else { return scope == request.scope }
    return if case .element(each, _) = scope { true } else { false }
  }
}
