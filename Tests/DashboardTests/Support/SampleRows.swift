import AlertEngine
import Domain
import MetricEngine

@testable import Dashboard

extension Sample {
  /// Seven leads that wait, the first three late.
  static func waiting() -> [LeadRow] {
    let leads: [(String, String, String, Int64)] = [
      ("Kestrel Ltd", "partner", "rep014", -7_800), ("Orbis GmbH", "partner", "", -6_720),
      ("Lumen SA", "partner", "rep101", -2_460), ("Nordlicht AG", "web", "rep020", -2_000),
      ("Brightwater", "web", "rep020", -900), ("Tessera", "events", "rep033", -300),
      ("Voltaire & Fils", "web", "rep101", 240),
    ]
    return leads.enumerated().map { index, lead in
      leadRow(Int32(index), lead.0, source: lead.1, rep: lead.2, secondsLeft: lead.3)
    }
  }

  private static func leadRow(
    _ row: Int32, _ name: String, source: String, rep: String, secondsLeft: Int64
  ) -> LeadRow {
    LeadRow(
      row: row, id: "L-\(1_000 + row)", name: name, rep: rep, team: "team1", source: source, segment: "mid",
      createdAt: asOf.adding(secondsLeft - 300), firstResponseAt: .never, qualifiedAt: .never,
      disqualifiedAt: .never, wallSeconds: 300 - secondsLeft, businessSeconds: 300 - secondsLeft,
      secondsLeft: secondsLeft)
  }

  /// Quiet open deals with most money.
  static func quiet() -> [OpportunityRow] {
    let deals: [(String, String, Double, Int64)] = [
      ("Nordwind", "Proposal", 41, 140_000), ("Helios fleet", "Proposal", 22, 98_000),
      ("Marlowe renewal", "Negotiation", 18, 74_500), ("Quarry", "Demo", 16, 52_000),
    ]
    return deals.enumerated().map { index, deal in
      OpportunityRow(
        row: Int32(index), id: "O-\(2_000 + index)", name: deal.0, account: "\(deal.0) Ltd", rep: "rep01\(index)",
        team: "team3", stage: deal.1, segment: "mid", source: "partner", status: .open,
        amount: Money(hundredths: deal.3 * 100, currency: "EUR"), createdAt: asOf.adding(days: -90),
        closedAt: .never, ageDays: 90, idleDays: deal.2, stageDays: 30, touches: 4,
        reasons: [.quiet(days: deal.2)])
    }
  }

  /// The default rules judged: one critical, three warnings, the rest within their limits.
  static let findings: [Finding] = [
    finding(
      DefaultRules.all[0],
      Reading(value: 0.24, count: 2_412, low: 0.22, high: 0.26, rows: Array(0..<1_833)), .breach(.critical)),
    finding(
      rule("idle"), Reading(value: 69, count: 1_160, rows: Array(0..<69), money: money(1_240_000)),
      .breach(.warning)),
    finding(
      rule("process-conforming"),
      Reading(value: 0.71, count: 388, low: 0.66, high: 0.75, rows: Array(0..<113), money: money(1_730_000)),
      .breach(.warning)),
    finding(
      rule("stage-age"), Reading(value: 98, count: 1_160, rows: Array(0..<98), money: money(3_100_000)),
      .breach(.warning)),
    finding(rule("qualified-rate"), Reading(value: 0.97, count: 434), .within),
    finding(rule("activities-mean"), Reading(value: 6.4, count: 940, low: 6.1, high: 6.7), .within),
    finding(rule("gave-up"), Reading(value: 0.22, count: 513, low: 0.19, high: 0.26), .within),
    finding(rule("close-old"), Reading(value: 0, count: 1_160), .within),
  ]

  static func finding(_ rule: AlertRule, _ reading: Reading, _ verdict: Verdict) -> Finding {
    Finding(rule: rule, reading: reading, verdict: verdict)
  }

  /// A default rule by its id.
  static func rule(_ id: String) -> AlertRule { DefaultRules.all.first { $0.id == id } ?? DefaultRules.all[0] }

  /// Everything within its limits.
  static var calmFindings: [Finding] { findings.map { finding($0.rule, $0.reading, .within) } }
}
