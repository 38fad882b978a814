import AlertEngine
import Dashboard
import Domain
import MetricEngine
import Store
import TestKit
import Testing

@testable import Runtime

@Suite("Alerts that are raised, looked at closer")
struct RaisedLookTests {
  private let asOf: Instant
  private let loaded: Loaded
  private let memory: AlertMemory
  private let board: AlertBoard

  /// The plain reference set; a rule that every source breaks, and how many deals may be stuck.
  init() throws {
    let set = try Fixtures.canonical("plain")
    asOf = set.asOf
    loaded = Loaded(
      title: "Acme", engine: Engine(dataset: set.dataset, profile: set.profile),
      present: Present(fixed: set.asOf, origin: .settings))
    var sources = try #require(DefaultRules.all.first { $0.id == "response-by-source" })
    (sources.learns, sources.warn, sources.gated, sources.minimumCount) = (false, 0.99, false, 1)
    (sources.holdFor, sources.keepFor) = (0, 0)
    let stuck = try #require(DefaultRules.all.first { $0.id == "stage-age" })
    let rules = [sources, stuck]
    memory = AlertMemory(store: try .inMemory(), actor: "ann")
    let desk = AlertDesk(memory)
    try desk.catchUp(AlertJob(loaded, rules: rules, now: asOf))
    let snapshot = SnapshotBuilder.snapshot(
      of: loaded, query: Query(asOf: .never), rules: rules, present: asOf)
    board = try #require(desk.board(snapshot, rules: rules, at: asOf))
  }

  private var parts: [AlertEntry] { board.entries.filter { $0.key.rule == "response-by-source" && $0.severity > .ok } }

  @Test("one about a part of the organisation has its rows, and none of others")
  func rows() throws {
    #expect(parts.contains { !$0.finding.reading.rows.isEmpty })
    let leads = loaded.engine.dataset.leads
    for entry in parts {
      guard case .element(.source, let name) = entry.key.scope else { throw Complaint.noSource }
      let names = entry.finding.reading.rows.map { loaded.engine.dataset.vocabulary(.source)[leads.source[Int($0)]] }
      #expect(Set(names).isSubset(of: [name]))
    }
  }

  @Test("says since when, too")
  func since() {
    #expect(parts.contains { $0.reason?.since != nil })
    #expect(board[AlertKey(rule: "stage-age")]?.reason?.since?.method == .earlier)
  }

  private enum Complaint: Error { case noSource }
}
