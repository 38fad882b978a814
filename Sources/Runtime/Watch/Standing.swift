import AlertEngine
import Dashboard
import Domain
import MetricEngine

/// How everything stands after the rules were judged: what words are made of.
struct Standing {
  let loaded: Loaded
  /// With the levels in force.
  let rules: [AlertRule]
  let memory: AlertMemory
  /// What the figures do not tell of alerts.
  let background: AlertBackground
  /// The present of the data.
  let present: Instant

  /// The figures of the whole organisation, with its alerts.
  func snapshot() -> Snapshot {
    var snapshot = SnapshotBuilder.snapshot(of: loaded, query: Query(asOf: .never), rules: rules, present: present)
    snapshot.alerts = board(snapshot)
    return snapshot
  }

  private static let namedItems = 3

  /// The leads or deals behind an alert, those that matter most, each in one line.
  func items(_ entry: AlertEntry) -> [String] {
    let query = loaded.resolve(Query(asOf: .never), present: present)
    let finding = entry.finding
    return finding.reading.rows.prefix(Self.namedItems).map { row in
      switch finding.rule.request.metric {
      case .leadResponse, .qualifiedLeads:
        PlainLines.lead(loaded.engine.leadRow(row, query, reason: .leads(rows: [])))
      case .processSteps, .activities, .timeToClose:
        PlainLines.deal(
          loaded.engine.opportunityRow(row, query, reason: finding.rule.request.statistic.listing ?? .allOpportunities))
      }
    }
  }

  func digestMaker() -> DigestMaker { DigestMaker(loaded, rules: rules, present: present) { board($0) } }

  private func board(_ snapshot: Snapshot) -> AlertBoard {
    BoardMaker.remembered(snapshot, rules, memory.view, background, at: present)
  }
}
