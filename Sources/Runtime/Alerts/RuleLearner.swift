import AlertEngine
import Dashboard
import Domain
import Foundation
import MetricEngine
import Store
import Synchronization

/// Learns the levels of rules that nobody has set from the organisation's own past, and keeps them beside what alerts
/// remember, so that they do not move from day to day.
public final class RuleLearner: Sendable {
  private let store: Store
  private let known: Mutex<Known>
  private static let key = "learned_levels"

  /// What was learned, and what figures were defined by then: levels of figures that meant something else are none.
  private struct Known: Codable {
    var definitions: [String: String] = [:]
    var levels: [String: LearnedLevels] = [:]
  }

  /// A learner that goes on from what a store keeps; what cannot be read is learned anew.
  public init(store: Store) {
    self.store = store
    let text = (try? store.state(Self.key)) ?? nil
    let kept = text.flatMap { try? JSONDecoder().decode(Known.self, from: Data($0.utf8)) }
    known = Mutex(kept ?? Known())
  }

  /// Rules with the levels in force, by what has been learned. What is still to be learned is not announced.
  public func rules(_ rules: [AlertRule], at present: Instant) -> [AlertRule] {
    let known = known.withLock { $0.levels }
    return rules.map { rule in
      guard rule.learns else { return rule }
      if let levels = known[rule.id], levels.isAbout(rule) { return levels.applied(to: rule) }
      // Single items are told of until there is something better to say of them.
      guard !rule.isItem else { return rule }
      var rule = rule
      rule.limit = .learning(alarmsFrom: present)
      return rule
    }
  }

  /// Learns what is due, which is everything once figures are defined by something else. A level stays where it is while
  /// its alert is raised: an alert that was dropped and fired anew because its level moved would be none.
  /// - Parameter isRaised: whether the alert of a rule is.
  /// - Returns: true if anything is another than before.
  @discardableResult
  public func learn(
    _ rules: [AlertRule], from engine: Engine, at present: Instant, isRaised: (String) -> Bool = { _ in false }
  ) -> Bool {
    let definitions = DefinitionText.all(engine.profile)
    known.withLock { if $0.definitions != definitions { $0 = Known(definitions: definitions) } }
    let due = due(rules, at: present).filter { rule in
      !isRaised(rule.id) || known.withLock { $0.levels[rule.id]?.isAbout(rule) } != true
    }
    guard !due.isEmpty else { return false }
    let idle = due.contains(where: \.isAboutIdle) ? engine.idleLimits(at: present) : nil
    let past = RulePast(engine, due.map { $0.asking(idle) }, through: present)
    let learned = TwoCores.map(due.count) { index in
      (due[index].id, past.levels(due[index], at: present, idle: idle))
    }
    let all = known.withLock { known in
      for (id, levels) in learned { known.levels[id] = levels }
      return known
    }
    // What cannot be kept is learned again at the next start.
    if let data = try? JSONEncoder().encode(all) {
      try? store.setState(Self.key, String(decoding: data, as: UTF8.self))
    }
    return true
  }

  private func due(_ rules: [AlertRule], at present: Instant) -> [AlertRule] {
    let known = known.withLock { $0.levels }
    return rules.filter { rule in
      // Of single items there are too few in a part of the organisation to say how many are usual.
      guard rule.enabled, rule.learns, !rule.isItem || rule.each == nil else { return false }
      guard let levels = known[rule.id], levels.isAbout(rule) else { return true }
      return levels.isDue(at: present)
    }
  }
}
