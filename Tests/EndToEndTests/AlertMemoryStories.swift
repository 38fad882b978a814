import Foundation
import TestKit
import Testing

/// Leads that are answered within three minutes, but for two weeks of May in which those of the web take two hours;
/// looked at from one day after another.
@Suite("An alert from its first breach to its end", .serialized, .enabled(if: Stage.hasTerminal, Stage.why))
struct AlertMemoryStories {
  private let sandbox: Sandbox
  private let folder: String

  init() throws {
    sandbox = try Sandbox()
    folder = sandbox.path("slow")
    try sandbox.write(Self.leads, to: "slow/leads.csv")
    try writeSettings(warn: "50%")
  }

  private func writeSettings(warn: String) throws {
    try sandbox.write(
      """
      business: {tz: UTC, open: "09:00", close: "17:00"}
      response_limits: {default: 5m}
      rules:
        - {id: response-share, warn: \(warn), crit: 25%, window: 7d, min_n: 20}
        - {id: response-late, enabled: false}

      """, to: "slow/dealtop.yaml")
  }

  private static let leads: String = {
    var rows = ["lead_id,created_at,first_response_at,source,region,segment,team,rep"]
    for day in 0..<120 where day % 7 < 5 {
      // Monday 2 March 2026, noon and on
      for lead in 0..<6 {
        let created = 1_772_445_600 + day * 86_400 + lead * 3_600 + lead * 120
        let source = lead == 0 ? "Phone" : "Web"
        let isSlow = source == "Web" && (70...81).contains(day)
        rows.append(
          "L\(rows.count),\(iso(created)),\(iso(created + (isSlow ? 7_200 : 180))),\(source),EMEA,Small,A,Ann")
      }
    }
    return rows.joined(separator: "\n") + "\n"
  }()

  private static func iso(_ seconds: Int) -> String {
    ISO8601DateFormatter().string(from: Date(timeIntervalSince1970: TimeInterval(seconds)))
  }

  private func run(_ command: String..., on day: String) throws -> ProgramRun {
    try BuiltProgram.run(
      command + [folder, "--as-of", "2026-\(day)T20:00:00Z", "--tz", "UTC"], environment: sandbox.environment)
  }

  /// Everything that was said of the rule.
  private func events() throws -> [String] {
    let run = try BuiltProgram.run(
      ["alerts", "history", folder, "--all", "--rule", "response-share", "--format", "csv"],
      environment: sandbox.environment)
    return run.output.split(separator: "\n").dropFirst().map { String($0.split(separator: ",")[4]) }
  }

  @Test func itFiresOnceIsAcknowledgedSurvivesAKillAndResolves() throws {
    #expect(try run("check", on: "05-08").status == 0)
    let early = try run("check", on: "05-14")
    #expect(early.status == 0 && early.output.contains("pending   Leads answered in time"), "\(early.output)")

    // The screen makes up for the days since, and is killed.
    try killScreen(on: "05-18") { try events().last == "escalated" }
    #expect(try events() == ["fired_warn", "escalated"])
    #expect(try run("check", on: "05-18").status == 2)
    #expect(try events() == ["fired_warn", "escalated"])

    let acked = try run(
      "alerts", "ack", "response-share", "--by", "ann", "--note", "new form", "--due", "2026-06-20", "--format", "json",
      on: "05-18")
    #expect(acked.status == 0 && acked.output.contains("\"due\": \"2026-06-21T00:00:00Z\""), "\(acked.errors)")
    let quiet = try run("check", on: "05-20")
    #expect(quiet.status == 0 && quiet.output.contains("acknowledged by ann"), "\(quiet.output)")
    try killScreen(on: "05-21") { true }
    #expect(try run("check", on: "05-21").status == 0)

    let after = try run("check", on: "06-05")
    #expect(after.status == 0 && after.output.contains("all judged figures within limits"), "\(after.output)")
    #expect(try events() == ["fired_warn", "escalated", "acknowledged", "deescalated", "resolved"])
  }

  @Test func onTheScreenItIsExplainedTakenAndOutlivesAKillUntilItClears() throws {
    #expect(try run("check", on: "05-08").status == 0)
    // It fires, says why, and somebody takes it.
    try withKilledScreen(on: "05-18") { app in
      try app.expectLine("CRIT", "Leads answered in time", "Web leads: all of drop").press("!").expect("announced")
      try app.press("a").type("ann, Fri 22 May, new form").expect("ann has it, speaks again after Fri 22 May: new form")
      try app.press("Enter").expectLine("SEEN", "Leads answered in time")
    }
    // The program that was killed forgot nothing, and a note can be taken back.
    try withKilledScreen(on: "05-20") { app in
      try app.expect("answered in 5 min").press("!").expectLine("seen by", "due Fri 22 May: new form")
      try app.press("N").type("wrong alert").press("Enter").expectLine("remarked: wrong alert")
      try app.press("u").expectGone("wrong alert")
    }
    // The day it was due has passed.
    #expect(try run("check", on: "05-23").status == 2)
    try withKilledScreen(on: "05-30") { app in
      try app.expect("answered in 5 min").press("!").expectLine("cleared", "Leads answered in time")
      try app.expectLine("state", "cleared", "lasted")
    }
    #expect(
      try events() == [
        "fired_warn", "escalated", "acknowledged", "noted", "undone", "raised_when_due", "deescalated", "resolved",
      ])
  }

  @Test func whatIsDoneBesideTheScreenIsOnItSoon() throws {
    #expect(try run("check", on: "05-18").status == 2)
    let app = try screen(on: "05-18")
    try app.expect("Leads answered in time")
    #expect(try run("alerts", "note", "response-share", "--text", "called the web team", on: "05-18").status == 0)
    #expect(try events() == ["fired_warn", "escalated", "noted"])
  }

  @Test(arguments: [
    (["alerts", "ack", "close-old"], "not acknowledged: it has no data"),
    (["alerts", "ack", "idel"], "did you mean idle"),
    (["alerts", "snooze", "response-share", "--until", "soon"], "--until"),
    (["alerts", "snooze", "response-share", "--until", "2020-01-01"], "has passed"),
    (["alerts", "note", "response-share", "--scope", "planet:mars", "--text", "x"], "--scope"),
  ])
  func whatCannotBeDoneIsNamed(command: [String], words: String) throws {
    let run = try BuiltProgram.run(
      command + [folder, "--as-of", "2026-05-18T20:00:00Z"], environment: sandbox.environment)
    #expect(run.status != 0 && run.errors.contains(words), "\(run.errors)")
  }

  @Test func anEditedLimitIsOnRecord() throws {
    #expect(try run("check", on: "05-18").status == 2)
    try writeSettings(warn: "40%")
    _ = try BuiltProgram.run(
      ["check", folder, "--as-of", "2026-05-18T20:00:00Z"],
      environment: sandbox.environment.merging(["USER": "bob"]) { $1 })
    let run = try BuiltProgram.run(
      ["alerts", "history", folder, "--rule", "response-share", "--format", "json"], environment: sandbox.environment)
    #expect(run.output.contains("\"note\": \"warn 0.5 -> 0.4\"") && run.output.contains("\"by\": \"bob\""))
  }

  private func screen(on day: String) throws -> TmuxRobot {
    try TmuxRobot(sandbox, columns: 120, rows: 40).startShell(
      "sh -c 'echo $$ > \(sandbox.path("pid")); exec \(#require(BuiltProgram.path)) open \(folder) --tz UTC "
        + "--as-of 2026-\(day)T20:00:00Z'")
  }

  /// Shows the screen until something holds, then kills it where it stands.
  private func killScreen(on day: String, once isDone: () throws -> Bool) throws {
    try withKilledScreen(on: day) { app in
      try app.expect("answered in 5 min")
      for _ in 0..<100 where try !isDone() { usleep(100_000) }
    }
  }

  /// Does something on the screen, then kills it where it stands.
  private func withKilledScreen(on day: String, _ work: (TmuxRobot) throws -> Void) throws {
    let app = try screen(on: day)
    try work(app)
    let process = sandbox.text("pid").trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try ProgramRun("/bin/sh", ["-c", "kill -9 \(process)"], environment: sandbox.environment).status == 0)
    try app.expectEnd()
  }
}
