import AlertEngine
import Dashboard
import Domain
import MetricEngine
import Store
import TestKit

@testable import Runtime

/// A rule about one figure without evidence gate, whose value the test decides.
func figureRule(_ id: String = "share", hold: Int = 7_200, keep: Int = 7_200) -> AlertRule {
  AlertRule(
    id: id, title: "Share", request: DefaultRules.all[0].request, direction: .below, warn: 20, critical: 10,
    minimumCount: 0, gated: false, holdFor: hold, keepFor: keep, doNext: "look")
}

/// Answers every question about an instant with what a function says.
func measuring(_ value: @escaping @Sendable (Instant) -> Double?) -> RuleMeasuring {
  RuleMeasuring { _, _ in
    { _, instant in value(instant).map { Reading(value: $0, count: 100) } ?? Reading(value: nil, count: 0) }
  }
}

/// Rows of which something is heard every hour around noon, so that no feed is stale.
func steadyRows() throws -> Loaded {
  var loaded = try loaded(threeDeals)
  var dataset = loaded.engine.dataset
  dataset.leads = LeadTable()
  for hours in -2_400...2_400 as ClosedRange<Int64> { dataset.leads.add(hour(hours)) }
  loaded.engine = Engine(dataset: dataset, profile: loaded.engine.profile)
  return loaded
}

/// Alerts as a program has them that runs, ends and runs again over one file.
struct AlertStage {
  let sandbox: Sandbox
  let rules: [AlertRule]
  var loaded: Loaded
  let value: @Sendable (Instant) -> Double?

  init(_ rules: [AlertRule] = [figureRule()], value: @escaping @Sendable (Instant) -> Double?) throws {
    sandbox = try Sandbox()
    loaded = try steadyRows()
    self.rules = rules
    self.value = value
  }

  /// What a program that starts now remembers.
  func memory(actor: String = "ann") throws -> AlertMemory {
    AlertMemory(store: try Store.open(path: sandbox.path("alerts.sqlite")), actor: actor)
  }

  /// Makes up for everything missed until an instant.
  func run(_ memory: AlertMemory, until now: Instant, rules: [AlertRule]? = nil) throws {
    try AlertCatchUp(memory, measuring: measuring(value)).run(job(now, rules: rules))
  }

  func job(_ now: Instant, rules: [AlertRule]? = nil) -> AlertJob {
    AlertJob(loaded, rules: rules ?? self.rules, now: now)
  }

  /// Everything said so far: event and hours since noon.
  func said(_ memory: AlertMemory) throws -> [String] {
    try memory.history().map { "\($0.line.event) \($0.line.at.since(noon) / 3_600)" }
  }
}

let share = AlertKey(rule: "share", scope: .all)

/// So many hours after noon.
func hour(_ hours: Int64) -> Instant { noon.adding(hours * 3_600) }
