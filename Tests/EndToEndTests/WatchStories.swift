import Foundation
import TestKit
import Testing

@Suite("The watch", .enabled(if: Stage.hasProgram, Stage.why))
struct WatchStories {
  private let sandbox: Sandbox
  private let acme: String

  init() throws {
    sandbox = try Sandbox()
    acme = try #require(Stage.acme)
  }

  private func settings(_ text: String) throws { try sandbox.write(text, to: "config/dealtop/config.yaml") }

  private func watch(_ flags: String...) throws -> ProgramRun {
    try BuiltProgram.run(["watch", "--once"] + flags + [acme], environment: sandbox.environment)
  }

  /// The fields of everything that a webhook got.
  private func told(_ server: LocalWebServer) throws -> [[String: Any]] {
    try server.requests.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.body.utf8)) as? [String: Any])
    }
  }

  @Test func aBrokenLimitIsToldOnceAndNotAgain() throws {
    let server = try LocalWebServer()
    try settings("notify: [{webhook: \"\(server.address())\", timeout: 60s}]\n")
    let first = try watch()
    #expect(first.status == 0, "\(first.errors)")
    let fields = try told(server)
    let raised = fields.filter { ($0["event"] as? String ?? "").hasPrefix("fired_") }
    #expect(raised.contains { $0["rule"] as? String == "idle" }, "\(first.errors)")
    let keys = fields.compactMap { $0["dedup_key"] as? String }
    #expect(!keys.isEmpty && Set(keys).count == keys.count)
    #expect(first.errors.contains("rule=idle"))
    let again = try watch()
    #expect(again.status == 0 && server.requests.count == fields.count, "\(again.errors)")
  }

  @Test func whatIsToldHasTheLevelsAndFiguresThatTheCheckHas() throws {
    let server = try LocalWebServer()
    try settings("notify: [{webhook: \"\(server.address())\", timeout: 60s}]\n")
    #expect(try watch().status == 0)
    let run = try BuiltProgram.run(["check", "--format", "json", acme], environment: sandbox.environment)
    let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let findings = try #require(document?["findings"] as? [[String: Any]]).compactMap { finding in
      (finding["rule"] as? String).map { ($0, finding) }
    }
    let known = Dictionary(findings) { first, _ in first }
    let raised = try told(server).filter { $0["scope"] as? String == "all" && $0["severity"] != nil }
    #expect(!raised.isEmpty)
    for fields in raised {
      let finding = try #require(known[fields["rule"] as? String ?? ""])
      #expect(fields["limit"] as? Double == finding["warn"] as? Double, "\(fields)")
      #expect(fields["value"] as? Double == finding["value"] as? Double, "\(fields)")
    }
  }

  @Test func whatAnotherProgramFoundIsToldOnceByTheWatch() throws {
    let check = try BuiltProgram.run(["check", acme], environment: sandbox.environment)
    #expect(check.output.hasPrefix("CRITICAL"))
    let server = try LocalWebServer()
    try settings("notify: [{webhook: \"\(server.address())\", timeout: 60s}]\n")
    for _ in 0..<2 { #expect(try watch().status == 0) }
    let keys = try told(server).compactMap { $0["dedup_key"] as? String }
    #expect(keys.contains { $0.contains("/idle/all/fired_") } && Set(keys).count == keys.count)
  }

  @Test func whatCannotBeToldWaitsForTheNextLook() throws {
    let server = try LocalWebServer(.status(500))
    try settings("notify: [{webhook: \"\(server.address())\", timeout: 60s}]\n")
    let first = try watch()
    #expect(first.status == 0 && first.errors.contains("cannot tell webhook, try 1: answered 500"))
    #expect(server.requests.count == 1)
    let firstKey = try told(server).first?["dedup_key"] as? String
    // The first pause is 15 s by the clock; before it is over nothing is tried.
    let soon = try watch()
    #expect(soon.status == 0 && server.requests.count == 1)
    #expect(firstKey?.isEmpty == false)
    // The record has it.
    let waiting = try deliveries("--unsent", "--all")
    #expect(waiting.first?["dedup_key"] as? String == firstKey && waiting.first?["outcome"] as? String == "failed")
    #expect(waiting.first?["tries"] as? Int == 1 && waiting.first?["last_error"] as? String == "answered 500")
    let others = waiting.dropFirst().filter { $0["outcome"] as? String != "given_up" }
    #expect(others.allSatisfy { $0["outcome"] as? String == "pending" && $0["tries"] as? Int == 0 })
  }

  @Test func everyDeliveryIsOnRecord() throws {
    let server = try LocalWebServer()
    try settings("notify: [{webhook: \"\(server.address())\", timeout: 60s}]\n")
    #expect(
      try BuiltProgram.run(["alerts", "deliveries", acme], environment: sandbox.environment).output
        == "nothing had to be told\n")
    #expect(try watch().status == 0)
    let keys = try told(server).compactMap { $0["dedup_key"] as? String }
    let record = try deliveries("--all")
    #expect(record.filter { $0["outcome"] as? String == "sent" }.compactMap { $0["dedup_key"] as? String } == keys)
    #expect(try deliveries("--unsent", "--all").allSatisfy { $0["outcome"] as? String == "given_up" })
    #expect(try deliveries("--to", "nobody").isEmpty)
    let text = try BuiltProgram.run(["alerts", "deliveries", acme], environment: sandbox.environment).output
    #expect(text.contains("idle  fired_") && text.contains("to webhook  sent 20") && text.contains("1 try"))
  }

  private func deliveries(_ flags: String...) throws -> [[String: Any]] {
    let run = try BuiltProgram.run(
      ["alerts", "deliveries", "--format", "json"] + flags + [acme], environment: sandbox.environment)
    let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    return try #require(document?["deliveries"] as? [[String: Any]], "\(run.errors)")
  }

  @Test func aDigestIsSentOnceADay() throws {
    try settings(
      """
      business: {tz: UTC}
      notify: [{name: file, command: [/bin/sh, -c, "cat >> \(sandbox.path("got"))"], alerts: no, timeout: 60s}]
      digest: {at: "00:00", days: Mon-Sun, scope: all, to: file}
      """)
    let first = try watch()
    #expect(first.status == 0, "\(first.errors)")
    #expect(try watch().status == 0)
    let lines = sandbox.text("got").split(separator: "\n")
    // Midnight may lie between the two looks.
    #expect((1...2).contains(lines.count))
    let fields = try JSONSerialization.jsonObject(with: Data(try #require(lines.first).utf8)) as? [String: Any]
    let text = try #require(fields?["text"] as? String)
    #expect(fields?["kind"] as? String == "digest" && text.hasPrefix("acme: "))
    #expect(text.split(separator: "\n").count <= 12)
  }

  @Test func aServiceReadsItsSettingsAgainAndEndsCleanly() async throws {
    let server = try LocalWebServer()
    let path = try #require(BuiltProgram.path)
    let script = """
      \(path) watch --every 1 \(acme) 2> \(sandbox.path("log")) & echo $! > \(sandbox.path("pid")); wait $!
      echo "left with $?" > \(sandbox.path("end"))
      """
    try settings("period: 28d\n")
    let environment = sandbox.environment
    let service = Task.detached { try ProgramRun("/bin/sh", ["-c", script], environment: environment) }
    try await expect("watching", in: "log")
    try settings("notify: [{webhook: nowhere}]\n")
    try signal("HUP")
    try await expect("webhook must be a web address", in: "log")
    try settings("notify: [{webhook: \"\(server.address())\", timeout: 60s}]\nrules: [{id: idle, warn: 15d}]\n")
    try signal("HUP")
    try await expect("settings read again", in: "log")
    try await expect("told webhook", in: "log")
    try signal("TERM")
    try await expect("left with 0", in: "end")
    #expect(sandbox.text("log").contains("ended"))
    _ = try await service.value
    #expect(try told(server).contains { $0["rule"] as? String == "idle" })
  }

  private func signal(_ name: String) throws {
    let process = sandbox.text("pid").trimmingCharacters(in: .whitespacesAndNewlines)
    let run = try ProgramRun("/bin/sh", ["-c", "kill -\(name) \(process)"], environment: sandbox.environment)
    #expect(run.status == 0)
  }

  /// Waits until a file holds some words.
  private func expect(_ words: String, in file: String, sourceLocation: SourceLocation = #_sourceLocation) async throws
  {
    for _ in 0..<600 where !sandbox.text(file).contains(words) { try await Task.sleep(for: .milliseconds(100)) }
    #expect(
      sandbox.text(file).contains(words), "\(words) is not in \(file): \(sandbox.text(file))",
      sourceLocation: sourceLocation)
  }

  @Test func whatForgetsOrShowsThePastIsNoWatch() throws {
    for (flag, words) in [
      (["--ephemeral"], "forgets what was told"), (["--known-at", "2026-01-01"], "shows the past"),
    ] {
      let run = try BuiltProgram.run(["watch", "--once"] + flag + [acme], environment: sandbox.environment)
      #expect(run.status == 64 && run.errors.contains(words))
    }
  }

  @Test func aDigestIsShownForAnyNameAndNamesTheNearestOtherwise() throws {
    let all = try BuiltProgram.run(["digest", acme], environment: sandbox.environment)
    #expect(all.status == 0 && all.output.hasPrefix("acme: ") && all.output.split(separator: "\n").count <= 12)
    let team = try BuiltProgram.run(["digest", "--scope", "cobalt", acme], environment: sandbox.environment)
    #expect(team.output.hasPrefix("acme, team Cobalt: "))
    let wrong = try BuiltProgram.run(["digest", "--scope", "Coblat", acme], environment: sandbox.environment)
    #expect(wrong.status == 1 && wrong.errors.contains("did you mean Cobalt"))
  }
}
