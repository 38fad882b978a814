import AlertEngine
import Dashboard
import Domain
import MetricEngine
import Reporting
import Runtime
import TestKit
import Testing

@Suite("The digest")
struct DigestTests {
  /// The digest of the plain reference set on its last day.
  private func digest(of scope: Scope = .all, rules: [AlertRule] = DefaultRules.all, since: ChangesSince? = nil) throws
    -> Digest
  {
    let set = try Fixtures.canonical("plain")
    let loaded = Loaded(
      title: "Acme \u{1B}[31m", engine: Engine(dataset: set.dataset, profile: set.profile),
      present: Present(fixed: set.asOf, origin: .settings))
    return DigestMaker(loaded, rules: rules, present: set.asOf).digest(
      of: scope, since: since ?? ChangesSince(.yesterday))
  }

  @Test("says what is wrong, what changed, and whom to call")
  func whole() throws {
    let lines = try digest().lines
    #expect(
      lines == [
        "Acme [31m: Tue 30 Jun 2026, 3 critical, 2 warnings",
        "CRITICAL Leads waiting too long: 38 leads waiting over 5 min, wrong for over 26 weeks",
        "CRITICAL Open deals gone quiet: 19 open deals quiet over 14 d, of 37 open deals, 1.6 M, "
          + "wrong for over 26 weeks",
        "also Deals stuck in a stage 13, Deals older than most wins 10, Leads answered in time 32 %",
        "Since yesterday: lost 1 \u{2212}28 k, 1 gone quiet 50 k, 1 new +9.5 k",
        "Leads: 2 came, 4 answered, 1 qualified",
        "Deals that want a person:",
        "  O0000004, 223 k, rep010: quiet for 710 days, in Qualification for 361 days",
        "  O0000003, 31 k, rep005: quiet for 605 days, in Demo for 381 days",
        "  O0000153, 22 k, rep012: quiet for 264 days, in Discovery for 374 days",
        "  O0000198, 15 k, rep005: quiet for 230 days, in Negotiation for 57 days",
        "  O0000082, 12 k, rep003: quiet for 404 days, in Discovery for 511 days",
      ])
  }

  @Test("of a team speaks of its rows alone")
  func team() throws {
    let lines = try digest(of: .element(.team, "team1")).lines
    #expect(lines.first == "Acme [31m, team1: Tue 30 Jun 2026, 3 critical")
    #expect(lines.contains("Since yesterday: 1 new +9.5 k"))
    #expect(lines.count <= Digest.mostLines)
  }

  @Test("never has more than 12 lines, whatever is wrong", arguments: Dimension.allCases)
  func length(dimension: Dimension) throws {
    let names = try Fixtures.canonical("plain").dataset.vocabulary(dimension).names.prefix(6)
    for name in names where !name.isEmpty {
      let digest = try digest(of: .element(dimension, name))
      #expect(digest.lines.count <= 12 && digest.lines.allSatisfy { !$0.isEmpty && !$0.contains("\n") })
      #expect(digest.text.split(separator: "\n").map(String.init) == digest.lines)
    }
  }

  @Test("on a silent day says so, and no more")
  func silent() throws {
    let now = try Fixtures.canonical("plain").asOf
    let silent = try digest(since: ChangesSince(.at(now.adding(-60))))
    #expect(
      silent.lines == ["Acme [31m: Tue 30 Jun 2026, 3 critical, 2 warnings", "nothing new since Tue 13:59"])
  }

  @Test("a day on which an alert spoke is not silent")
  func spoken() throws {
    let now = try Fixtures.canonical("plain").asOf
    var digest = try digest(since: ChangesSince(.at(now.adding(-60))))
    digest.snapshot.alerts.entries[0].log = [AlertLogLine(at: now.adding(-30), event: "escalated")]
    #expect(!digest.isSilent && digest.lines.count > 2)
  }

  @Test("without a broken limit says that none is")
  func calm() throws {
    var rule = DefaultRules.all[0]
    rule.warn = 0.01
    rule.critical = nil
    let lines = try digest(rules: [rule]).lines
    #expect(lines.first == "Acme [31m: Tue 30 Jun 2026, no limit broken")
    #expect(!lines.contains("Deals that want a person:"))
    #expect(try digest(rules: []).lines.first?.hasSuffix(", nothing to judge") == true)
  }
}
