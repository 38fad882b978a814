import AlertEngine
import Domain
import MetricEngine
import Synchronization

/// Everything that the rules of one data set are judged by.
public struct AlertJob: Sendable {
  /// The rows.
  public var loaded: Loaded
  /// The rules, with levels as they were set.
  public var rules: [AlertRule]
  /// The present of the data.
  public var present: Instant
  private let now: Instant

  /// A job; `now` is the clock's present, which counts unless the data stands at an instant of its own.
  public init(_ loaded: Loaded, rules: [AlertRule], now: Instant) {
    self.loaded = loaded
    self.rules = rules
    self.now = now
    present = loaded.present.fixed ?? now
  }

  /// True if what comes of it is to be remembered: not if the user chose an instant that has not come yet.
  var isReal: Bool {
    guard loaded.present.origin == .chosen else { return true }
    return present <= max(now, loaded.engine.dataset.facts.newestEvent.adding(days: 1))
  }

  /// The rules in force at the present, with the levels in force.
  func activeRules(_ learner: RuleLearner) -> [AlertRule] {
    let hours = RuleHours(loaded.engine.profile)
    return learner.rules(rules, at: present).filter { !$0.isLearning && hours.isActive($0, at: present) }
  }

  /// The instant that figures of a tick stand at.
  func asOf(_ tick: Instant) -> Instant {
    var query = Query(asOf: tick)
    query = loaded.resolve(query, present: tick)
    return query.asOf
  }
}

/// Evaluates the ticks that rules have missed, one after another, each by what was known then.
///
/// Most questions are answered for all of them in one pass along time. For the others each past instant costs a look
/// at all rows: of many rows only so many instants are looked at as ``rowsPerCatchUp`` allows, the last midnights and
/// the present hour.
public final class AlertCatchUp: Sendable {
  private let memory: AlertMemory
  private let measuring: RuleMeasuring
  private let lookedAt = Mutex<LookedAt?>(nil)
  private let known = Mutex(Known())

  private struct Known {
    var background = AlertBackground()
    var hasLookedAhead = false
  }

  /// What the last tick of a present that stands still was judged by.
  private struct LookedAt: Equatable {
    var generation: Int
    var rules: [AlertRule]
  }

  /// Rows looked at for one question in one catching up: ten seconds or so.
  private static let rowsPerCatchUp = 200_000_000
  private static let fewestTicks = 4
  private static let mostTicks = 500
  /// Ticks that are kept at once.
  private static let chunk = 8

  /// - Parameters:
  ///   - memory: what is remembered.
  ///   - measuring: how rules are measured in the past.
  public init(_ memory: AlertMemory, measuring: RuleMeasuring = .byHistory) {
    self.memory = memory
    self.measuring = measuring
  }

  /// What the figures on screen do not tell of alerts, as of the last look.
  public var background: AlertBackground { known.withLock { $0.background } }

  /// Makes up for everything missed. What was judged before the work ends early stays.
  /// - Parameter pause: called between measurements; what it throws ends the work.
  /// - Returns: true if there was anything to do. Nothing is where the present lies ahead of clock and data, or before
  ///   what is remembered.
  @discardableResult
  public func run(_ job: AlertJob, between pause: @Sendable () throws -> Void = {}) throws -> Bool {
    memory.reload()
    guard job.isReal, memory.book.lastTick.map({ $0 <= job.present }) ?? true else { return false }
    let raised = Set(memory.book.instances.filter { $0.value.severity > .ok }.keys.map(\.rule))
    memory.learner.learn(job.rules, from: job.loaded.engine, at: job.present) { raised.contains($0) }
    let rules = job.activeRules(memory.learner)
    try memory.adopt(rules, at: job.present)
    memory.adopt(job.loaded.engine.profile, at: job.present)
    let standing = LookedAt(generation: job.loaded.generation, rules: rules)
    let isAgain = job.loaded.present.fixed != nil && lookedAt.withLock { $0 } != standing
    let plan = plan(job, rules, isAgain: isAgain)
    guard !plan.isEmpty else { return lookAhead(job, rules, again: false) }
    // What the past was looked at with is not asked for again before the next tick, an hour away.
    defer { job.loaded.engine.forgetPast(before: job.present) }
    let looks = ruleLook(job, plan)
    var waiting: [TickLook] = []
    for (tick, rules) in plan {
      let found = try looks.observations(rules, at: tick, asOf: job.asOf(tick), between: pause)
      waiting.append(TickLook(tick: tick, observations: found.map(\.observation)))
      keepParts(found)
      guard waiting.count >= Self.chunk || tick == plan.last?.tick else { continue }
      try memory.judge(waiting, again: isAgain)
      waiting = []
    }
    lookedAt.withLock { $0 = standing }
    memory.keepJudged(job)
    lookAhead(job, rules, again: true)
    return true
  }

  /// Works out what is expected of rules, and since when and why they are broken.
  /// - Parameter again: false does so only at first.
  /// - Returns: true if it did.
  @discardableResult
  private func lookAhead(_ job: AlertJob, _ rules: [AlertRule], again: Bool) -> Bool {
    guard again || !known.withLock({ $0.hasLookedAhead }) else { return false }
    let present = job.asOf(job.present)
    let forecasts = RuleForecast(job.loaded.engine, present: present).all(rules)
    let raised = memory.book.instances.filter { $0.value.severity > .ok }
    let closer = RaisedLook(job.loaded.engine, present: present).all(rules, raised: raised)
    known.withLock { known in
      known.hasLookedAhead = true
      known.background.forecasts = forecasts
      known.background.reasons = closer.reasons
      known.background.parts.merge(closer.parts) { $1 }
    }
    return true
  }

  private typealias Plan = [(tick: Instant, rules: [AlertRule])]

  /// The ticks that rules have missed, each with the rules to look at.
  private func plan(_ job: AlertJob, _ rules: [AlertRule], isAgain: Bool) -> Plan {
    let book = memory.book
    let affordable = Self.rowsPerCatchUp / max(1, job.loaded.engine.rowCount)
    let few = min(Self.mostTicks, max(Self.fewestTicks, affordable))
    let present = CatchUp.grid.tick(upTo: job.present)
    let isKnown = memory.hasJudged(job)
    let hours = RuleHours(job.loaded.engine.profile)
    var plan: [Instant: [AlertRule]] = [:]
    for rule in rules {
      let last = book.lastTick(of: rule.id)
      let most = rule.request.statistic.isSweptAlongTime ? Self.mostTicks : few
      let missed = CatchUp.ticks(after: last, through: job.present, most: most) { hours.isJudged(rule, at: $0) }
      // What was found about parts of the organisation is remembered by no program but this one.
      let isDue = isAgain && (rule.each != nil || !isKnown)
      let isStanding = isDue && last == present && hours.isJudged(rule, at: present)
      for tick in missed + (isStanding ? [present] : []) { plan[tick, default: []].append(rule) }
    }
    return plan.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func ruleLook(_ job: AlertJob, _ plan: Plan) -> RuleLook {
    let engine = job.loaded.engine
    let instants = Set(plan.map { job.asOf($0.tick) }).sorted()
    return RuleLook(
      engine: engine, feeds: Feeds(engine.dataset, engine.profile),
      measure: measuring.prepared(engine, instants))
  }

  private func keepParts(_ found: [RuleFindings]) {
    known.withLock { known in
      for rule in found {
        for (scope, finding) in rule.findings {
          known.background.parts[AlertKey(rule: rule.observation.rule, scope: scope)] = finding
        }
      }
    }
  }
}

extension Engine {
  /// Rows of all tables that events are in.
  fileprivate var rowCount: Int {
    dataset.leads.count + dataset.opportunities.count + dataset.visits.count + dataset.activities.count
  }
}
