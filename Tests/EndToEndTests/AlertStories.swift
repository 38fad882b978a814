import Foundation
import TestKit
import Testing

@Suite("Alerts without a screen", .enabled(if: Stage.hasProgram, Stage.why))
struct AlertStories {
  private let sandbox: Sandbox
  private let cases = Fixtures.folder.appending(path: "alerts/cases.json").path

  init() throws { sandbox = try Sandbox() }

  private func replay(_ file: String) throws -> ProgramRun {
    try BuiltProgram.run(["alerts", "replay", file], environment: sandbox.environment)
  }

  @Test func casesComeOutAsWrittenAndTheOutputIsAFileOfCases() throws {
    let first = try replay(cases)
    #expect(first.status == 0 && first.errors.isEmpty, "\(first.errors)")
    let second = try replay(try sandbox.write(first.output, to: "again.json"))
    #expect(second.status == 0 && second.output == first.output)
    let document = try JSONSerialization.jsonObject(with: Data(first.output.utf8)) as? [String: Any]
    #expect((document?["cases"] as? [Any])?.count == 60)
  }

  @Test func theFirstCaseThatDiffersIsNamed() throws {
    let text = try String(contentsOfFile: cases, encoding: .utf8)
    let lines = text.split(separator: "\n").map(String.init).map { line in
      let isWrong = ["case0004", "case0009"].contains { line.contains("\"name\":\"\($0)\"") }
      return isWrong ? line.replacing("\"flapping\":false", with: "\"flapping\":true") : line
    }
    let run = try replay(try sandbox.write(lines.joined(separator: "\n"), to: "wrong.json"))
    #expect(run.status == 1)
    #expect(run.errors.contains("case0004: flapping at the end: expected true, found false (2 of 60 cases differ)"))
    #expect(run.output.contains("case0059"))
  }

  @Test(arguments: [
    ("{\"cases\": [{\"name\": \"a\"}]}", "cases[0].spec: expected here, but missing"),
    ("{\"cases\": [", "expected JSON"), ("", "expected JSON"), ("{}", "cases: expected here, but missing"),
  ])
  func aMalformedFileIsToldWithItsPlace(text: String, words: String) throws {
    let file = try sandbox.write(text, to: "bad.json")
    let run = try replay(file)
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.errors.contains(file) && run.errors.contains(words), "\(run.errors)")
  }
}
