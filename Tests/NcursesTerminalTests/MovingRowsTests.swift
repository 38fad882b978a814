import Cells
import Testing

@testable import NcursesTerminal

/// In the one suite that uses ncurses, which exists once in a process.
extension TerminalTests {
  /// Two boxes of text, one below the other; the chosen one has a border of another colour. So the lower edge of one
  /// looks afterwards as that of the other did before.
  private static func boxes(_ size: Size, chosen: Int) -> Canvas {
    var canvas = Canvas(size: size)
    for box in 0..<2 {
      let border = box == chosen ? orange : Style(foreground: .rgb(80, 90, 100), background: .rgb(16, 32, 48))
      let top = 1 + box * 12
      for y in top..<top + 11 {
        let isEdge = y == top + 10
        let inside = String(repeating: isEdge ? "-" : "row \(y) ", count: isEdge ? size.width - 2 : 16)
        canvas.put(inside, x: 1, y: y, style: isEdge ? border : orange)
        canvas.put("|", x: 0, y: y, style: border)
        canvas.put("|", x: size.width - 1, y: y, style: border)
      }
    }
    return canvas
  }

  @Test("Where another box is chosen, only borders are sent")
  func choosing() throws {
    let pty = try #require(PseudoTerminal(width: 120, height: 30))
    let terminal = try pty.open()
    defer { terminal.close() }
    terminal.present(Self.boxes(terminal.size, chosen: 0))
    _ = pty.output()
    terminal.present(Self.boxes(terminal.size, chosen: 1))
    let change = pty.output()
    #expect(!change.contains("row"))
    #expect(change.matches(of: Self.longMove).isEmpty)
  }

  @Test("Rows move by single lines or are sent anew", arguments: [1, 2, 5, 15])
  func moving(by distance: Int) throws {
    let pty = try #require(PseudoTerminal(width: 120, height: 30))
    let terminal = try pty.open()
    defer { terminal.close() }
    func frame(_ first: Int) -> Canvas {
      var canvas = Canvas(size: terminal.size)
      for y in 2..<28 {
        canvas.put("O\(100_000 + (first + y) * 7919 % 10_007) Kestrel Freight", x: 2, y: y, style: Style())
      }
      return canvas
    }
    terminal.present(frame(0))
    _ = pty.output()
    terminal.present(frame(distance))
    let change = pty.output()
    #expect(change.matches(of: Self.longMove).isEmpty)
  }

  /// A list of deals like the one on screen: a bright name, figures, quiet columns, and one row that is chosen.
  private static func list(_ size: Size, chosen: Int) -> Canvas {
    let (page, bar) = (Color.rgb(16, 20, 28), Color.rgb(31, 43, 64))
    func style(_ red: UInt8, _ row: Int) -> Style {
      row == chosen
        ? Style(foreground: .rgb(238, 242, 248), background: bar)
        : Style(foreground: .rgb(red, 200, 210), background: page)
    }
    var canvas = Canvas(size: size, style: Style(foreground: .rgb(200, 208, 220), background: page))
    for y in 3..<size.height - 2 {
      canvas.put(String(repeating: " ", count: size.width - 4), x: 1, y: y, style: style(200, y))
      canvas.put("Kestrel & Sons Freight \(y) replacement", x: 2, y: y, style: style(238, y))
      canvas.put("\(y * 7) k USD Discovery      \(y % 9) d  \(y % 7) d Deepa Hansen", x: 48, y: y, style: style(201, y))
      for (x, text) in [(97, "Kestrel & Sons Freight \(y)"), (130, "Cobalt"), (143, "0")] {
        canvas.put(text, x: x, y: y, style: style(148, y))
      }
    }
    return canvas
  }

  @Test("The next row of a list is chosen in one piece of few bytes, each colour said once")
  func choosingRows() throws {
    // So few rows that a frame fits into the pseudo-terminal while nobody reads.
    let pty = try #require(PseudoTerminal(width: 200, height: 11))
    let terminal = try pty.open(["COLORTERM": "truecolor"])
    defer { terminal.close() }
    terminal.present(Self.list(terminal.size, chosen: 4))
    _ = pty.output()
    terminal.present(Self.list(terminal.size, chosen: 5))
    let change = pty.output()
    #expect(change.hasPrefix("\u{1B}[?2026h") && change.hasSuffix("\u{1B}[?2026l"))
    #expect(change.utf8.count < 500)
    // Background, name, figures and quiet columns; background and text of the row that is chosen now; plain at the end.
    #expect(change.matches(of: /\u{1B}\[[0-9;]*m/).count == 7)
  }

  @Test("Rows that look other where they have moved to are sent anew, too")
  func movingChosen() throws {
    let pty = try #require(PseudoTerminal(width: 120, height: 30))
    let terminal = try pty.open()
    defer { terminal.close() }
    func frame(_ first: Int, _ style: Style) -> Canvas {
      var canvas = Canvas(size: terminal.size)
      for y in 2..<28 {
        canvas.put("O\(100_000 + (first + y) * 7919 % 10_007) Kestrel Freight", x: 2, y: y, style: style)
      }
      return canvas
    }
    terminal.present(frame(0, Style()))
    _ = pty.output()
    terminal.present(frame(5, Style(attributes: .bold)))
    #expect(pty.output().matches(of: Self.longMove).isEmpty)
  }

  /// Sequences that move rows by two lines or more at once: scrolling up and down, deleting and inserting lines.
  private static var longMove: Regex<Substring> { /\u{1B}\[(?:[2-9]|[1-9][0-9]+)[STLM]/ }
}
