import Cells
import Testing

@testable import NcursesTerminal

/// Links to pages (OSC 8).
@Suite("Addresses") struct HyperlinkTests {
  @Test("An address cannot become anything else on its way")
  func safe() {
    #expect(Hyperlinks.safe("https://crm.example/o/1?a=b&c=d#e") == "https://crm.example/o/1?a=b&c=d#e")
    #expect(Hyperlinks.safe("https://crm.example/ä b") == "https://crm.example/%C3%A4%20b")
    for bad in [
      "javascript:alert(1)", "file:///etc/passwd", "", "https://a\u{1B}\\b", "https://a\u{7}b", "https://a\u{9C}b",
      "https://" + String(repeating: "a", count: 3000),
    ] {
      #expect(Hyperlinks.safe(bad) == nil)
    }
  }
}

extension TerminalTests {
  /// Long enough for links to follow a frame.
  private var linksCame: Int { Int(Hyperlinks.rest) + 100 }

  private static func linked(_ size: Size, _ address: String, _ text: String = "Kestrel") -> Canvas {
    var canvas = canvas(size, text)
    canvas.link(address, x: 2, y: 1, width: 7)
    return canvas
  }

  private static let open = "\u{1B}]8;;https://crm.example/1\u{1B}\\"

  @Test("Links follow when nothing moves, once, and leave the cursor where it was")
  func linksFollow() throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open()
    defer { terminal.close() }
    let canvas = Self.linked(terminal.size, "https://crm.example/1")
    terminal.present(canvas)
    let frame = pty.output()
    #expect(frame.contains("Kestrel") && !frame.contains("]8;"))
    // Whoever holds a key down, or goes on to the next row, does not wait for them.
    #expect(terminal.wait(milliseconds: Int(Hyperlinks.rest) / 2) == [])
    #expect(pty.output() == "")
    #expect(terminal.wait(milliseconds: linksCame) == [])
    let links = pty.output()
    #expect(links.contains(Self.open + "Kestrel\u{1B}]8;;\u{1B}\\"))
    #expect(links.hasPrefix("\u{1B}[?2026h\u{1B}7\u{1B}[2;3H") && links.hasSuffix("\u{1B}8\u{1B}[?2026l"))
    // The same frame again: not a byte.
    terminal.present(canvas)
    #expect(terminal.wait(milliseconds: linksCame) == [])
    #expect(pty.output() == "")
  }

  @Test("Text that leads nowhere any more is sent without the link")
  func linksGo() throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open()
    defer { terminal.close() }
    terminal.present(Self.linked(terminal.size, "https://crm.example/1"))
    _ = terminal.wait(milliseconds: linksCame)
    _ = pty.output()
    terminal.present(Self.canvas(terminal.size, "Kestrel"))
    _ = terminal.wait(milliseconds: linksCame)
    let output = pty.output()
    #expect(output.contains("Kestrel") && !output.contains("]8;"))
  }

  @Test("What was drawn over and came back leads where it did, and the rest of the screen may change meanwhile")
  func linksReturn() throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open()
    defer { terminal.close() }
    let canvas = Self.linked(terminal.size, "https://crm.example/1")
    terminal.present(canvas)
    _ = terminal.wait(milliseconds: linksCame)
    _ = pty.output()
    var covered = canvas
    covered.put("Falcons", x: 2, y: 1, style: Style())
    terminal.present(covered)
    terminal.present(canvas)
    _ = terminal.wait(milliseconds: linksCame)
    #expect(pty.output().contains(Self.open + "Kestrel"))
    // A clock that ticks in another row leaves them alone.
    var later = canvas
    later.put("8 s ago", x: 60, y: 0, style: Style())
    terminal.present(later)
    #expect(!terminal.hyperlinks.isDue)
    _ = terminal.wait(milliseconds: linksCame)
    #expect(!pty.output().contains("Kestrel"))
  }

  @Test("A box over a link takes it away")
  func covered() throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open()
    defer { terminal.close() }
    var canvas = Self.linked(terminal.size, "https://crm.example/1")
    canvas.put("Box", x: 4, y: 1, style: Style())
    terminal.present(canvas)
    _ = terminal.wait(milliseconds: linksCame)
    #expect(!pty.output().contains("]8;"))
  }

  @Test(
    "Never where it could be printed, or where decoration is not wanted",
    arguments: [["TERM": "linux"], ["TERM": "vt100"], ["TERM": "screen"], ["NO_COLOR": "1"]])
  func noLinks(environment: [String: String]) throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open(environment)
    defer { terminal.close() }
    terminal.present(Self.linked(terminal.size, "https://crm.example/1"))
    _ = terminal.wait(milliseconds: linksCame)
    let output = pty.output()
    #expect(output.contains("Kestrel") && !output.contains("]8;"))
  }
}
