import Foundation
import TestKit
import Testing

@Suite("Commands without a screen", .enabled(if: Stage.hasProgram, Stage.why))
struct CommandStories {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private func run(_ arguments: String...) throws -> ProgramRun {
    try BuiltProgram.run(arguments, environment: sandbox.environment)
  }

  @Test func openWithoutATerminalSaysSoAndLeaves() throws {
    let run = try run("open", try #require(Stage.acme))
    #expect(run.status == 2)
    #expect(run.errors.contains("terminal"))
    #expect(run.output.isEmpty)
  }

  @Test func plainLinesHaveTheFiguresWithoutBoxes() throws {
    let run = try run("open", try #require(Stage.acme), "--once", "--plain")
    #expect(run.status == 0)
    #expect(run.output.contains("Lead response"))
    let drawn: [ClosedRange<UInt32>] = [0x2500...0x259F, 0x2800...0x28FF]
    #expect(!run.output.unicodeScalars.contains { sign in drawn.contains { $0.contains(sign.value) } })
  }

  @Test func onceThePrintedOverviewHasItsSize() throws {
    let run = try run("open", try #require(Stage.acme), "--once", "--size", "100x30")
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect((29...31).contains(lines.count))
    #expect(lines.allSatisfy { $0.count <= 100 })
    for word in ["Response", "Qualified", "Process", "Activities", "Close"] { #expect(run.output.contains(word)) }
  }

  @Test func reportIsJSON() throws {
    let run = try run("report", try #require(Stage.acme), "--format", "json")
    #expect(run.status == 0)
    let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(document?.isEmpty == false)
  }

  @Test func theQuarterFollowsTheFiscalYearOfTheSettings() throws {
    // given: a year that begins in February
    let folder = sandbox.path("fiscal")
    _ = try ProgramRun("/bin/cp", ["-r", try #require(Stage.acme), folder], environment: sandbox.environment)
    try Data("fiscal: {start: February}\n".utf8).write(to: URL(fileURLWithPath: folder + "/dealtop.yaml"))
    // when
    let usual = try run(
      "report", try #require(Stage.acme), "--period", "quarter", "--as-of", "2026-06-30", "--tz", "UTC")
    let fiscal = try run("report", folder, "--period", "quarter", "--as-of", "2026-06-30", "--tz", "UTC")
    // then
    #expect(usual.output.contains("quarter from 1 Apr to Tue 30 Jun 2026"))
    #expect(fiscal.output.contains("quarter from 1 May to Tue 30 Jun 2026"))
  }

  @Test func datesThatAreStillToComeAreNoPeriod() throws {
    let run = try run("report", try #require(Stage.acme), "--period", "2027-Q1", "--as-of", "2026-06-30")
    #expect(run.status != 0)
    #expect(run.errors.contains("2027-01-01 is still to come"))
  }

  @Test func reportIsTheSameFromTheStoreAsFromTheFiles() throws {
    let folder = try #require(Stage.acme)
    let store = sandbox.path("store.sqlite")
    #expect(try run("import", folder, "--store", store).status == 0)
    let direct = try run("report", folder, "--as-of", "2026-06-30T18:00:00Z", "--tz", "UTC", "--format", "text")
    let stored = try run(
      "report", "--store", store, "--as-of", "2026-06-30T18:00:00Z", "--tz", "UTC", "--format", "text")
    #expect(direct.status == 0 && stored.status == 0)
    #expect(stored.output.contains("Lead response") && direct.output.contains("Lead response"))
  }

  @Test func metricScriptsHold() throws {
    for script in Stage.metricScripts {
      let run = try run("test", script)
      #expect(run.status == 0, "\(run.output)\(run.errors)")
      #expect(run.output.contains("as expected"))
    }
    #expect(!Stage.metricScripts.isEmpty)
  }

  @Test func aFigureThatIsNotAsExpectedIsNamedWithItsLine() throws {
    let script = sandbox.path("wrong.txt")
    try Data("leads\n  lead_id  created_at\n  L1  2026-06-29\n\nat 2026-06-30\n  counts.leads  2\n".utf8)
      .write(to: URL(fileURLWithPath: script))
    let run = try run("test", script)
    #expect(run.status == 1)
    #expect(run.output.contains("wrong.txt:6: counts.leads: expected 2, found 1"))
  }

  @Test func importingTwiceChangesNothing() throws {
    let folder = try #require(Stage.acme)
    let store = sandbox.path("store.sqlite")
    _ = try run("import", folder, "--store", store)
    let before = try run("report", "--store", store, "--as-of", "2026-06-30T18:00:00Z", "--format", "json")
    _ = try run("import", folder, "--store", store)
    let after = try run("report", "--store", store, "--as-of", "2026-06-30T18:00:00Z", "--format", "json")
    #expect(figures(before) == figures(after))
  }

  /// Everything that does not speak of the time of printing.
  private func figures(_ run: ProgramRun) -> [Substring] {
    run.output.split(separator: "\n").filter { !$0.contains("computed") && !$0.contains("last_read") }
  }

  @Test(arguments: [
    ("warn: 1%", 0), ("warn: 99%\n    gate: off\n    crit: none", 1), ("warn: 99%\n    crit: 98%\n    gate: off", 2),
  ])
  func checkEndsAsMonitoringExpects(limits: String, status: Int32) throws {
    let others = [
      "response-late", "qualified-rate", "process-conforming", "stage-age", "activities-mean", "gave-up", "idle",
      "close-old",
    ]
    let off = others.map { "  - id: \($0)\n    enabled: false\n" }.joined()
    let crit = limits.contains("crit") ? "" : "\n    crit: none"
    let config = try sandbox.write("rules:\n\(off)  - id: response-share\n    \(limits)\(crit)\n", to: "limits.yaml")
    let run = try run("check", try #require(Stage.acme), "--config", config)
    #expect(run.status == status, "\(run.output)\(run.errors)")
  }

  @Test func checkOfNothingCannotJudge() throws {
    try sandbox.write("lead_id,created_at,first_response_at,source,region,segment,team,rep\n", to: "empty/leads.csv")
    #expect(try run("check", sandbox.path("empty")).status == 3)
  }

  @Test func aSeedGivesTheSameFiles() throws {
    let folders = ["one", "two"].map(sandbox.path)
    for folder in folders { #expect(try run("generate", "--opps", "20", "--seed", "5", folder).status == 0) }
    for file in ["leads", "opportunities", "stage_history", "activities", "users", "accounts"] {
      let texts = folders.map { try? String(contentsOfFile: "\($0)/\(file).csv", encoding: .utf8) }
      #expect(texts[0] != nil && texts[0] == texts[1])
    }
  }

  @Test(arguments: [["--no-such-option"], ["report", "--format", "xml"], ["open", "--size", "big"]])
  func aMistakeInUseEndsWith64(arguments: [String]) throws {
    #expect(try BuiltProgram.run(arguments, environment: sandbox.environment).status == 64)
  }

  @Test func aFileThatIsNotThereIsNamed() throws {
    let run = try run("report", sandbox.path("nowhere"))
    #expect(run.status != 0)
    #expect(run.errors.contains("nowhere"))
  }

  @Test func aWrongSettingIsNamedWithItsLine() throws {
    let config = try sandbox.write("rules:\n  - id: idel\n    warn: 20d\n", to: "config.yaml")
    let run = try run("config", "check", config)
    #expect(run.status == 1)
    #expect(run.output.contains("config.yaml:2") && run.output.contains("idle"))
  }

  @Test func badRowsAreListed() throws {
    try sandbox.write(
      "opportunity_id,lead_id,created_at,closed_at,outcome,source,region,segment,team,rep,amount\n"
        + "O1,,2026-01-05T10:00:00Z,,,Web,EMEA,Small,A,Ann,100.00\n"
        + "O2,,not a date,,,Web,EMEA,Small,A,Ann,100.00\n",
      to: "bad/opportunities.csv")
    let run = try run("rejects", sandbox.path("bad"))
    #expect(run.status == 0)
    #expect(run.output.contains("opportunities.csv:3"))
  }
}
