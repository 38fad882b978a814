import Cells
@preconcurrency import Glibc
import Testing

@testable import NcursesTerminal

/// In the one suite that uses ncurses, which exists once in a process.
extension TerminalTests {
  @Test("Ctrl-C ends the program as its signal does")
  func interrupt() throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open()
    pty.type("\u{03}")
    #expect(terminal.wait(milliseconds: 5000).contains(.hangUp))
    #expect(terminal.endSignal == SIGINT)
    terminal.close()
  }

  @Test("Ctrl-C, Ctrl-Z and the like do nothing within a paste")
  func pastedInterrupt() throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open()
    defer { terminal.close() }
    pty.type("\u{1B}[200~a\u{03}b\u{1A}c\u{1C}d\u{04}e\u{1B}[201~")
    #expect(terminal.wait(milliseconds: 5000) == [.paste("abcde")])
    #expect(terminal.endSignal == nil)
  }

  @Test("A program that does not listen can be ended by Ctrl-C all the same")
  func hanging() throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open()
    defer { terminal.close() }
    func makesSignals() -> Bool { pty.settings[2] & UInt32(ISIG) != 0 }
    _ = terminal.wait(milliseconds: 0)
    #expect(!makesSignals())
    for _ in 0..<1000 where !makesSignals() { usleep(10_000) }
    #expect(makesSignals())
    _ = terminal.wait(milliseconds: 0)
    #expect(!makesSignals())
  }
}
