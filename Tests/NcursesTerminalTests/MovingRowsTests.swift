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

  /// Sequences that move rows by two lines or more at once: scrolling up and down, deleting and inserting lines.
  private static var longMove: Regex<Substring> { /\u{1B}\[(?:[2-9]|[1-9][0-9]+)[STLM]/ }
}
