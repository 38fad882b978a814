import Foundation
import TestKit
import Testing

@Suite("Giving the terminal back", .serialized, .enabled(if: Stage.hasTerminal, Stage.why))
struct LeavingStories {
  @Test(arguments: [("q", "left with 0"), ("C-c", "left with")])
  func afterAKey(key: String, farewell: String) throws {
    let shell = try ShellStage()
    try shell.terminal.expect("Response").press(key)
    try shell.terminal.expect(farewell)
    try shell.expectRestored()
  }

  @Test(arguments: ["TERM", "HUP", "INT"])
  func afterASignal(name: String) throws {
    let shell = try ShellStage()
    try shell.terminal.expect("Response")
    #expect(try shell.terminal.isOnAlternateScreen)
    try shell.signal(name)
    try shell.expectRestored()
  }

  @Test(arguments: ["ABRT", "SEGV"])
  func afterACrash(name: String) throws {
    let shell = try ShellStage()
    try shell.terminal.expect("Response")
    try shell.signal(name)
    try shell.expectRestored()
  }

  @Test func theProgramEndsWhenItsTerminalIsClosed() throws {
    let shell = try ShellStage()
    try shell.terminal.expect("Response")
    try shell.terminal.close()
    for _ in 0..<400 where try shell.isAlive { usleep(25_000) }
    #expect(try !shell.isAlive)
  }

  @Test func suspendedItStopsAndComesBack() throws {
    let sandbox = try Sandbox()
    let terminal = TmuxRobot(sandbox, columns: 100, rows: 30)
    try terminal.startShell("PS1='ready> ' exec sh -i").expect("ready>")
    try terminal.type("\(try #require(BuiltProgram.path)) open \(try #require(Stage.acme))").press("Enter")
    try terminal.expect("Response").press("C-z").expect("ready>")
    #expect(try !terminal.isOnAlternateScreen)
    try terminal.type("fg").press("Enter").expect("Response")
  }
}
