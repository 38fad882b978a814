import TestKit
import Testing

@Suite("The demo", .serialized, .enabled(if: Stage.hasTerminal, Stage.why))
struct DemoStories {
  @Test func aLimitBreaksAndClears() throws {
    let sandbox = try Sandbox()
    let app = TmuxRobot(sandbox, columns: 160, rows: 48)
    // Eight hours a second: the first alarm comes after four seconds, the all-clear after thirteen.
    try app.start(try #require(BuiltProgram.path), "demo", "--speed", "8").expect("Meridian Instruments")
    try app.expectLine("CRIT", "Leads answered")
    try app.expectLine("1 Lead response", "ok")
    try app.press("q")
    #expect(try app.expectEnd() == 0)
  }
}
