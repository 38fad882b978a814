import Cells
@preconcurrency import Glibc
import Testing

@testable import NcursesTerminal

/// One after the other: ncurses and signal handlers exist once in a process.
@Suite("The terminal on a pseudo-terminal", .serialized)
struct TerminalTests {
  static func canvas(_ size: Size, _ text: String, style: Style = Style()) -> Canvas {
    var canvas = Canvas(size: size)
    canvas.put(text, x: 2, y: 1, style: style)
    return canvas
  }

  static let orange = Style(foreground: .rgb(255, 136, 0), background: .rgb(16, 32, 48), attributes: .bold)

  @Test(
    "Signals that end the program arrive as events, and closing gives everything back",
    arguments: [
      SIGTERM, SIGHUP, SIGINT, SIGQUIT,
    ])
  func ends(number: Int32) throws {
    let pty = try #require(PseudoTerminal())
    let before = pty.settings
    let terminal = try pty.open()
    terminal.present(Self.canvas(terminal.size, "Kestrel"))
    #expect(pty.settings != before)
    kill(getpid(), number)
    #expect(terminal.wait(milliseconds: 5000) == [.hangUp])
    #expect(terminal.endSignal == number)
    _ = pty.output()
    terminal.close()
    terminal.close()
    let last = pty.output()
    for off in ["\u{1B}[?1006l", "\u{1B}[?1002l", "\u{1B}[?1000l", "\u{1B}[?2004l", "\u{1B}[?2026l", "\u{1B}[?1049l"] {
      #expect(last.contains(off))
    }
    #expect(last.contains("\u{1B}[?25h") || last.contains("\u{1B}[?12l\u{1B}[?25h"))
    #expect(pty.settings == before)
    #expect(terminal.wait(milliseconds: nil) == [.hangUp])
  }

  @Test("A canvas that has not changed sends nothing, a changed row little")
  func frugal() throws {
    let pty = try #require(PseudoTerminal(width: 120, height: 40))
    let terminal = try pty.open()
    defer { terminal.close() }
    terminal.present(Self.canvas(terminal.size, "Kestrel"))
    #expect(pty.output().contains("Kestrel"))
    terminal.present(Self.canvas(terminal.size, "Kestrel"))
    #expect(pty.output() == "")
    terminal.present(Self.canvas(terminal.size, "Kestral"))
    let change = pty.output()
    #expect(change.hasPrefix("\u{1B}[?2026h") && change.hasSuffix("\u{1B}[?2026l"))
    #expect(change.utf8.count < 40)
    terminal.invalidate()
    terminal.present(Self.canvas(terminal.size, "Kestral"))
    #expect(pty.output().contains("Kestral"))
  }

  @Test(
    "NO_COLOR sends no colour, but bold", arguments: [["NO_COLOR": "1", "COLORTERM": "truecolor"], ["TERM": "vt100"]])
  func noColor(environment: [String: String]) throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open(environment)
    #expect(terminal.depth == .mono)
    terminal.present(Self.canvas(terminal.size, "Kestrel", style: Self.orange))
    terminal.close()
    let output = pty.output()
    #expect(output.contains("Kestrel"))
    #expect(output.contains("\u{1B}[1m") || output.contains(";1m"))
    let colors = output.matches(of: /\u{1B}\[[0-9;:]*m/).flatMap {
      $0.output.dropFirst(2).dropLast().split(separator: ";")
    }
    #expect(colors.filter { (Int($0) ?? 0) >= 30 || $0.contains(":") } == [])
  }

  @Test(
    "Colours are sent as finely as the terminal takes them",
    arguments: [
      (["TERM": "xterm-256color"], ColorDepth.indexed, "38;5;208"),
      (["TERM": "linux"], ColorDepth.eight, "\u{1B}[33m"),
    ])
  func colors(environment: [String: String], depth: ColorDepth, expected: String) throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open(environment)
    #expect(terminal.depth == depth)
    terminal.present(Self.canvas(terminal.size, "Kestrel", style: Self.orange))
    terminal.close()
    #expect(pty.output().contains(expected))
  }

  @Test("24-bit colours where the terminal and the system know them")
  func directColors() throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open(["COLORTERM": "truecolor"])
    terminal.present(Self.canvas(terminal.size, "Kestrel", style: Self.orange))
    terminal.close()
    let output = pty.output()
    // Without the package ncurses-term there is no such description and 256 colours must do.
    #expect(terminal.depth == .direct ? output.contains("255;136;0") : output.contains("38;5;208"))
  }

  @Test("Resizing down to one cell and back survives, and only the last size is told")
  func resizing() throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open()
    defer { terminal.close() }
    for (width, height) in [(1, 1), (300, 100), (1, 50), (2, 1), (60, 20)] {
      pty.resize(width: 10, height: 10)
      kill(getpid(), SIGWINCH)
      pty.resize(width: width, height: height)
      kill(getpid(), SIGWINCH)
      let size = Size(width: width, height: height)
      #expect(terminal.wait(milliseconds: 5000) == [.resized(size)])
      #expect(terminal.size == size)
      // A canvas of the old size must do no harm either.
      terminal.present(Self.canvas(Size(width: 80, height: 24), "日本 Kestrel"))
      terminal.present(Self.canvas(size, "日本 Kestrel"))
      _ = pty.output()
    }
    terminal.invalidate()
    terminal.present(Self.canvas(terminal.size, "日本 Kestrel"))
    #expect(pty.output().contains("日本 Kestrel"))
  }

  @Test("Keys, pastes and the mouse come as events; a lone Esc after its delay")
  func input() throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open()
    defer { terminal.close() }
    pty.type("jé\u{1B}[B\u{1B}[<0;151;31M\u{1B}[200~a\u{1B}b\nc\u{1B}[201~\u{1B}")
    #expect(
      terminal.wait(milliseconds: 5000) == [
        .key(.character("j")), .key(.character("é")), .key(.down), .mouse(MouseEvent(kind: .press, x: 150, y: 30)),
        .paste("ab c"), .key(.escape),
      ])
    #expect(terminal.wait(milliseconds: 0) == [])
  }

  @Test("A worker wakes the wait from its own thread, many wake-ups count once")
  func waking() async throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open()
    defer { terminal.close() }
    let handle = terminal.wakeHandle
    handle.wake()
    handle.wake()
    #expect(terminal.wait(milliseconds: 5000) == [.woken])
    Task.detached { handle.wake() }
    #expect(terminal.wait(milliseconds: nil) == [.woken])
  }

  @Test("Outside of UTF-8 nothing but ASCII is sent")
  func asciiOnly() throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open(["LC_ALL": "C"])
    #expect(terminal.suggestedGlyphs == .ascii)
    terminal.present(Self.canvas(terminal.size, "Zürich ■ 日本 ⣿│"))
    terminal.close()
    let output = pty.output()
    #expect(output.contains("Zurich # ? ?  *|"))
    #expect(output.utf8.allSatisfy { $0 < 0x7F })
  }

  @Test("What terminals count differently does not shift the row")
  func widths() throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open()
    terminal.present(Self.canvas(terminal.size, "a👨‍👩‍👧b🇩🇪c日d\u{E000}e\u{1B}[31mf\u{202E}g"))
    terminal.close()
    #expect(pty.output().contains("a👨bDEc日d\u{FFFD}e[31mfg"))
  }

  @Test("Copied text goes out as base64")
  func copying() throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open(["TMUX": ""])
    defer { terminal.close() }
    _ = pty.output()
    #expect(terminal.copy("Kestrel"))
    #expect(pty.output() == "\u{1B}]52;c;S2VzdHJlbA==\u{07}")
  }

  @Test(
    "A terminal that cannot place its cursor, or is unknown, is refused and left as it was",
    arguments: [
      ("dumb", TerminalError.notCapable("dumb")), ("no-such-thing", .unknownTerminal("no-such-thing")),
      ("", .unknownTerminal("")),
    ])
  func refused(name: String, expected: TerminalError) throws {
    let pty = try #require(PseudoTerminal())
    let before = pty.settings
    #expect(throws: expected) { _ = try pty.open(["TERM": name]) }
    #expect(pty.settings == before)
  }

  @Test("A closed window ends the wait")
  func hangUp() throws {
    var pty = PseudoTerminal()
    let program = dup(try #require(pty).program)
    let terminal = try NcursesTerminal(
      environment: ["TERM": "xterm"], options: TerminalOptions(), input: program, output: program, ownsInput: true)
    pty = nil
    #expect(terminal.wait(milliseconds: 5000) == [.hangUp])
    terminal.present(Self.canvas(terminal.size, "Kestrel"))
    terminal.close()
  }
}
