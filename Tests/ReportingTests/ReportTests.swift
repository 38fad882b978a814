import AlertEngine
import Dashboard
import Domain
import Foundation
import MetricEngine
import Reporting
import Runtime
import TestKit
import Testing

/// The report of a set as a reader of JSON sees it, by path of keys.
private struct Report {
  let root: Any
  let text: String

  init(_ dataset: Dataset, _ profile: Profile, _ query: Query) throws {
    let loaded = Loaded(
      title: "test", engine: Engine(dataset: dataset, profile: profile),
      present: Present(fixed: query.asOf, origin: .settings), sources: [], names: [:], generation: 1)
    let snapshot = SnapshotBuilder.snapshot(of: loaded, query: query, rules: DefaultRules.all, present: query.asOf)
    text = ReportJSON.document(snapshot).text()
    root = try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  init(_ folder: String) throws {
    let set = try Fixtures.canonical(folder)
    try self.init(set.dataset, set.profile, Query(asOf: set.asOf))
  }

  func value(_ path: String) -> Any? {
    path.split(separator: ".").reduce(root) { ($0 as? [String: Any])?[String($1)] }
  }

  /// Every number and null, by path.
  var leaves: [(path: String, number: Double?)] { Self.leaves(root, "") }

  private static func leaves(_ value: Any, _ path: String) -> [(path: String, number: Double?)] {
    func join(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
    switch value {
    case let object as [String: Any]: return object.keys.sorted().flatMap { leaves(object[$0] as Any, join($0)) }
    case let list as [Any]: return list.indices.flatMap { leaves(list[$0], join("\($0)")) }
    case is NSNull: return [(path, nil)]
    case is String: return []
    case let number as NSNumber: return [(path, number.doubleValue)]
    default: return []
    }
  }
}

@Suite("The report")
struct ReportTests {
  /// Keys that mean something else in the reference, or that it words in another way.
  private static let ours = ["schema", "process_steps.top_variants"]

  @Test("working hours of parts of the organisation are named with who keeps them")
  func calendars() throws {
    let set = try Fixtures.canonical("plain")
    var profile = set.profile
    var hours = profile.hours
    hours.timeZone = "Asia/Tokyo"
    profile.calendars = [NamedCalendar(name: "japan", hours: hours)]
    profile.calendarOf = [.element(.region, "JP"): "japan", .element(.team, "Desk"): "japan"]
    let report = try Report(set.dataset, profile, Query(asOf: set.asOf))
    let calendars = try #require(report.value("calendars") as? [[String: Any]])
    #expect(calendars.count == 1 && calendars[0]["tz"] as? String == "Asia/Tokyo")
    #expect(calendars[0]["kept_by"] as? [String] == ["region:JP", "team:Desk"])
  }

  @Test("every number that the reference has too agrees with it", arguments: ["plain", "dirty"])
  func reference(folder: String) throws {
    let report = try Report(folder)
    let answers = try ReferenceAnswers(folder)
    var compared = 0
    for leaf in report.leaves where !Self.ours.contains(where: leaf.path.hasPrefix) && answers.has(leaf.path) {
      // The ratio of two counts is found by iteration there.
      answers.expect(leaf.path, leaf.number, within: leaf.path.contains("rate_ratio") ? 1e-8 : 1e-9)
      compared += 1
    }
    #expect(compared > 400, "only \(compared) numbers have a counterpart")
  }

  @Test("the same figures give the same bytes")
  func stable() throws {
    #expect(try Report("plain").text == Report("plain").text)
  }

  @Test("every documented key is there")
  func documented() throws {
    let report = try Report("plain")
    let keys = try documentedKeys()
    #expect(keys.count >= 15)
    for key in keys where report.value(key) == nil { Issue.record("\(key) is documented but not in the report") }
  }

  @Test("every key at the top is documented")
  func undocumented() throws {
    let top = try #require(Report("plain").root as? [String: Any]).keys
    let documented = Set(try documentedKeys().map { String($0.split(separator: ".")[0]) })
    let missing = Set(top).subtracting(documented)
    #expect(missing == [])
  }

  /// The keys in the first column of the article's table, and in code voice in the second one below the first's.
  private func documentedKeys() throws -> [String] {
    let article = Fixtures.folder.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/App/Dealtop.docc/ReportKeys.md")
    let rows = try String(contentsOf: article, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("| `") }
    return rows.flatMap { row -> [String] in
      let keys = row.split(separator: "|")[0].matches(of: /`([a-z_.0-9]+)`/).map { String($0.output.1) }
      return keys.map { $0.hasPrefix(".") ? keys[0].split(separator: ".")[0] + $0 : $0 }
    }
  }

  @Test("of no rows at all nothing is said but null and counts")
  func nothing() throws {
    let profile = try Fixtures.canonical("plain").profile
    let report = try Report(Dataset(), profile, Query(asOf: Instant(1_782_842_400)))
    for path in [
      "response_time.within_limit.p", "qualified_leads.rate_ratio", "process_steps.conforming.p",
      "activities.gave_up_after_1.p", "time_to_close.winners_median",
    ] {
      #expect(report.value(path) is NSNull, "\(path) is \(report.value(path) ?? "not there")")
    }
    let states = (report.value("findings") as? [[String: Any]])?.compactMap { $0["state"] as? String } ?? []
    #expect(!states.isEmpty && Set(states).isSubset(of: ["no_data", "ok", "too_few"]))
  }

  @Test("what could not be computed is null, never 0, but for counts that are true")
  func missingFields() throws {
    let set = try Fixtures.canonical("plain")
    var data = set.dataset
    data.visits = VisitTable()
    data.opportunities.visitStarts = Series(repeating: 0, count: data.opportunities.count + 1)
    data.facts.leadPrecision = .day
    data.opportunities.createdAt = Series(repeating: .unknown, count: data.opportunities.count)
    let report = try Report(data, set.profile, Query(asOf: set.asOf))
    for path in [
      "process_steps.with_skip", "process_steps.conforming.n", "response_time.bands.later", "response_time.waiting.n",
      "response_time.never_answered.k", "time_to_close.older_than_winners", "time_to_close.without_dates",
    ] {
      #expect(report.value(path) is NSNull, "\(path) is \(report.value(path) ?? "not there")")
    }
    #expect(report.value("time_to_close.deals") as? Int == set.dataset.opportunities.count)
  }

  @Test("a week before the first lead has 0 qualified ones")
  func firstWeeks() throws {
    let set = try Fixtures.canonical("plain")
    let report = try Report(set.dataset, set.profile, Query(asOf: set.dataset.facts.oldestEvent.adding(days: 40)))
    let weeks = try #require(report.value("qualified_leads.weekly_qualified") as? [Any])
    #expect(weeks.count == 26 && weeks.allSatisfy { $0 is NSNumber } && weeks.first as? Double == 0)
  }

  @Test("how many deals are too old is not said with too few wins to tell")
  func fewWins() throws {
    let set = try Fixtures.canonical("plain")
    let report = try Report(set.dataset, set.profile, Query(asOf: set.dataset.facts.oldestEvent.adding(days: 30)))
    #expect(report.value("time_to_close.older_than_winners") is NSNull)
    #expect(try Report("plain").value("time_to_close.older_than_winners") as? Int != nil)
  }

  @Test("rules about items say the level of one item and how many are beyond the critical one")
  func levels() throws {
    let findings = try #require(Report("plain").value("findings") as? [[String: Any]])
    func finding(_ rule: String) throws -> [String: Any] {
      try #require(findings.first { $0["rule"] as? String == rule })
    }
    let idle = try finding("idle")
    #expect(idle["level"] as? Int == 14 && idle["critical_level"] as? Int == 30)
    #expect(try #require(idle["critical_items"] as? Int) <= #require(idle["items"] as? Int))
    let late = try finding("response-late")
    #expect(late["level"] as? Int == 300 && late["critical_level"] as? Int == 28_800)
    let stuck = try finding("stage-age")
    #expect(stuck["level"] as? String == "P90" && stuck["critical_level"] as? String == "2*P90")
  }

  @Test("a period of another length gives its keys that length")
  func period() throws {
    let set = try Fixtures.canonical("plain")
    let report = try Report(set.dataset, set.profile, Query(asOf: set.asOf, period: .days(90)))
    #expect(report.value("response_time.wall.last90") != nil && report.value("qualified_leads.prev90") != nil)
    #expect(report.value("response_time.wall.last28") == nil)
  }
}

@Suite("The check")
struct CheckTests {
  @Test("what could not be looked at is unknown")
  func unknown() throws {
    #expect(CheckText.unknown("the store is locked") == "UNKNOWN: the store is locked")
    let text = CheckText.unknownJSON("the store is locked").text()
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["exit_status"] as? Int == 3 && object["error"] as? String == "the store is locked")
    #expect((object["findings"] as? [Any])?.isEmpty == true)
  }
}
