import Domain
import Testing

@testable import Synthesis

@Suite("Planted problems")
struct PlantedProblemTests {
  private static let planted = try? GeneratedSet(GenerationOptions(opportunities: 3_000, seed: 11))
  private static let control = try? GeneratedSet(GenerationOptions(opportunities: 3_000, seed: 11, hasPlants: false))

  /// Share of leads of a source answered within half an hour of the wall clock, created in a stretch of time.
  private func prompt(_ set: GeneratedSet, _ source: String, _ from: String, _ to: String) -> Double {
    let leads = set.rows("leads").filter { $0["source"] == source && (from..<to).contains($0["created_at"] ?? "") }
    let answered = leads.filter { lead in
      guard let response = seconds(lead["first_response_at"]), let created = seconds(lead["created_at"]) else {
        return false
      }
      return response - created <= 1800
    }
    return Double(answered.count) / Double(max(1, leads.count))
  }

  private func seconds(_ text: String?) -> Int64? {
    let parts = (text ?? "").split { "-T:Z".contains($0) }.compactMap { Int64($0) }
    guard parts.count == 6 else { return nil }
    let date = CivilDate(year: Int(parts[0]), month: Int(parts[1]), day: Int(parts[2]))
    return date.midnightUTC.seconds + parts[3] * 3600 + parts[4] * 60 + parts[5]
  }

  @Test func partnerLeadsWaitInTheLastThreeWeeks() throws {
    let set = try #require(Self.planted)
    let before = prompt(set, "Partner", "2026-01", "2026-06-09")
    let after = prompt(set, "Partner", "2026-06-10", "2026-07")
    #expect(after < 0.4 * before)
  }

  @Test func withoutPlantsTheyDoNot() throws {
    let set = try #require(Self.control)
    let before = prompt(set, "Partner", "2026-01", "2026-06-09")
    let after = prompt(set, "Partner", "2026-06-10", "2026-07")
    #expect(after > 0.6 * before)
  }

  @Test func oneRepStopsGettingInTouch() throws {
    let set = try #require(Self.planted)
    let rep = Organisation(opportunities: 3_000, seed: 11).reps[7].name
    let touches = set.rows("activities").filter { $0["rep"] == rep }.compactMap { $0["occurred_at"] }
    #expect(touches.contains { $0 > "2026-01" })
    #expect(!touches.contains { $0 > "2026-06-09T18:00:00Z" })
  }

  @Test func oneTeamLeavesOutTheDemo() throws {
    let set = try #require(Self.planted)
    let team = Organisation(opportunities: 3_000, seed: 11).teams[2].name
    #expect(demoShare(set, team, "2026-05-02") < 0.7)
    #expect(demoShare(set, team, "2025-05-02", "2026-04") > 0.8)
  }

  /// Of a team's opportunities from some time that reached a proposal, the share that had a demo.
  private func demoShare(_ set: GeneratedSet, _ team: String, _ from: String, _ to: String = "3") -> Double {
    let deals = set.rows("opportunities").filter { $0["team"] == team && (from..<to).contains($0["created_at"] ?? "") }
    let ids = Set(deals.compactMap { $0["opportunity_id"] })
    var stages: [String: Set<String>] = [:]
    for visit in set.rows("stage_history") {
      guard let id = visit["opportunity_id"], ids.contains(id) else { continue }
      stages[id, default: []].insert(visit["stage"] ?? "")
    }
    let reached = stages.values.filter { $0.contains("Proposal") }
    return Double(reached.count { $0.contains("Demo") }) / Double(max(1, reached.count))
  }

  @Test func enterpriseCompaniesBecomeMoreCommon() throws {
    let set = try #require(Self.planted)
    func share(_ from: String, _ to: String) -> Double {
      let leads = set.rows("leads").filter { (from..<to).contains($0["created_at"] ?? "") }
      return Double(leads.count { $0["segment"] == "Enterprise" }) / Double(max(1, leads.count))
    }
    #expect(share("2025-01", "2026-01") < 0.25)
    #expect(share("2026-03", "2026-07") > 0.38)
  }
}
