import Foundation
import TestKit
import Testing

@Suite("When things are not as they should be", .enabled(if: Stage.hasProgram, Stage.why))
struct HardshipStories {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> ProgramRun {
    try BuiltProgram.run(arguments, environment: sandbox.environment.merging(environment) { $1 })
  }

  private func files(_ folder: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: sandbox.path(folder))?.compactMap { $0 as? String } ?? []
    return found.filter { $0.hasSuffix(".sqlite") }.map { sandbox.path("\(folder)/\($0)") }
  }

  @Test func aCacheOfGarbageIsMadeAnewWithoutAWord() throws {
    let folder = try #require(Stage.acme)
    let before = try run("report", folder, "--format", "json")
    let cache = try #require(files("data").first)
    for end in ["", "-wal", "-shm", ".columns"] { try? FileManager.default.removeItem(atPath: cache + end) }
    try Data(repeating: 0x5A, count: 20_000).write(to: URL(fileURLWithPath: cache))
    let after = try run("report", folder, "--format", "json")
    #expect(after.status == 0 && after.errors.isEmpty && after.output == before.output)
  }

  @Test func whereNothingCanBeWrittenRowsStayInMemory() throws {
    let run = try run(
      "report", try #require(Stage.acme),
      environment: ["XDG_DATA_HOME": "/dev/null/x", "XDG_STATE_HOME": "/dev/null/x"])
    #expect(run.status == 0 && run.output.contains("Lead response"))
    #expect(run.errors.hasPrefix("dealtop: rows are kept in memory only") && run.errors.count { $0 == "\n" } == 1)
  }

  @Test func ephemeralLeavesNothingBehind() throws {
    let folder = try #require(Stage.acme)
    #expect(try run("report", folder, "--ephemeral").status == 0)
    #expect(try run("open", folder, "--once", "--ephemeral").status == 0)
    let left = try FileManager.default.contentsOfDirectory(atPath: sandbox.folder.path)
    #expect(left == [])
  }

  @Test func theSettingsOfAnImportedSetHoldWithoutIt() throws {
    let folder = sandbox.path("set")
    _ = try run("generate", "--opps", "40", "--seed", "5", folder)
    let direct = try run("report", folder, "--format", "json")
    #expect(try run("import", folder).status == 0)
    try FileManager.default.removeItem(atPath: folder)
    let stored = try run("report", "--format", "json")
    func figures(_ run: ProgramRun) -> [Substring] {
      run.output.split(separator: "\n").filter { !$0.hasPrefix("  \"title\"") }
    }
    #expect(stored.status == 0 && figures(stored) == figures(direct))
    #expect(stored.output.contains("\"clock\": \"settings\"") && stored.output.contains("America/New_York"))
  }

  @Test(arguments: [
    ["--period", "0"], ["--period", "9223372036854775807"], ["--filter", "amount>>x"], ["--as-of", "junk"],
    ["--tz", "Mars/Olympus"], ["--config", "/nowhere.yaml"], ["--map", "=="],
  ])
  func aFlagThatMakesNoSenseEndsWith64(flags: [String]) throws {
    let run = try BuiltProgram.run(
      ["report", try #require(Stage.acme)] + flags, environment: sandbox.environment)
    #expect(run.status == 64 && run.output.isEmpty && run.errors.contains(flags[0]))
  }

  @Test func whatCannotBeShownIsSaidInOneLine() throws {
    let text = try sandbox.write("no database", to: "store.txt")
    try sandbox.write("read me", to: "empty/readme.txt")
    for arguments in [
      ["report"], ["report", "--store", text], ["report", "--store", sandbox.folder.path],
      ["report", sandbox.path("empty")],
      ["report", sandbox.path("nowhere")], ["report", text], ["rejects", sandbox.path("nowhere")],
      ["import", sandbox.path("nowhere")],
    ] {
      let run = try BuiltProgram.run(arguments, environment: sandbox.environment)
      #expect(run.status == 1 && run.output.isEmpty, "\(arguments)")
      #expect(run.errors.hasPrefix("dealtop: ") && run.errors.count { $0 == "\n" } == 1, "\(run.errors)")
    }
    #expect(sandbox.text("store.txt") == "no database")
  }

  @Test func aCheckOfNothingThereIsUnknown() throws {
    let run = try run("check", sandbox.path("nowhere"))
    #expect(run.status == 3 && run.output.hasPrefix("UNKNOWN: "))
  }

  @Test func namesOfFilesCannotSteerTheTerminal() throws {
    let name = "a\u{1B}[31m\u{7}\u{202E}"
    try sandbox.write("no columns\n1\n", to: "\(name)/\(name).csv")
    for command in [["report"], ["rejects"], ["open", "--explain"], ["import"], ["check"]] {
      let run = try BuiltProgram.run(command + [sandbox.path(name)], environment: sandbox.environment)
      let shown = (run.output + run.errors).unicodeScalars
      #expect(
        shown.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control && $0 != "\u{202E}" }, "\(command)")
    }
  }

  @Test func inACLocaleEverythingPrintedIsASCII() throws {
    let folder = try #require(Stage.acme)
    for command in [["open", folder, "--once"], ["report", folder], ["check", folder]] {
      let run = try BuiltProgram.run(
        command, environment: sandbox.environment.merging(["LC_ALL": "C"]) { $1 })
      #expect(!run.output.isEmpty && run.output.utf8.allSatisfy { $0 < 0x80 }, "\(command)")
    }
  }

  @Test func aReaderThatGoesAwayIsNoCrash() throws {
    let shell = try ProgramRun(
      "/bin/sh",
      [
        "-c",
        "trap '' PIPE; \(try #require(BuiltProgram.path)) report \(try #require(Stage.acme)) --format json | true",
      ], environment: sandbox.environment)
    #expect(shell.errors.isEmpty)
  }
}
