import Foundation
import TestKit
import Testing

@Suite("What is kept for the next start", .serialized, .enabled(if: Stage.hasTerminal, Stage.why))
struct KeptStories {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  @Test func whoIsKilledFindsTheScreenAsItWas() throws {
    let app = try Stage.open(sandbox)
    try app.expect("5 Time to close").press("o").expect("newest first").press("s").expect("by opportunity, A to Z")
    try app.press("Down", "Space").expect("1 marked").press("T").expect("okabe").press("Down", "Enter")
    try app.expect("1 marked").press("t").expectLine("dealtop", "90 d")
    try app.wait("the screen in the file", #_sourceLocation) {
      kept.contains(/"marks":{"All opportunities":\["O/) && kept.contains("\"theme\"") && kept.contains("\"period\"")
    }
    let process = try app.process
    kill(try #require(process), SIGKILL)
    #expect(try app.expectEnd() == 128 + Int(SIGKILL))
    try app.close()
    let next = try Stage.open(sandbox)
    try next.expectLine("dealtop", "All opportunities", "90 d").expectLine("1 marked", "by opportunity, A to Z")
    try next.expect("✓")
  }

  /// What the files of the program's state hold.
  private var kept: String {
    let folder = sandbox.path("state/dealtop")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.compactMap { FileManager.default.contents(atPath: folder + "/" + $0) }
      .map { String(decoding: $0, as: UTF8.self) }.joined()
  }
}
