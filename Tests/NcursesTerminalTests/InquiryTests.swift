import Cells
import Testing

@testable import NcursesTerminal

/// Answers of a terminal that was asked for its background: whenever and in whatever pieces they come, none of them is
/// a key.
@Suite("Answers of the terminal") struct AnswerTests {
  private static let answer = "\u{1B}]11;rgb:fafa/fafa/f0f0\u{1B}\\"

  /// What a terminal that may answer sends, each piece so late that the rest was not waited for.
  private func decode(_ pieces: [String], awaits: Bool = true) -> [TerminalEvent] {
    var decoder = InputDecoder()
    decoder.awaitsAnswer = awaits
    return pieces.flatMap { decoder.feed(Array($0.utf8)) + decoder.flush() }
  }

  @Test(
    "Every form of a colour",
    arguments: [
      ("rgb:0000/0000/0000", true), ("rgb:ffff/ffff/ffff", false), ("rgb:1e/1e/2e", true), ("rgb:f/f/d", false),
      ("rgba:fafa/fafa/fafa/ffff", false), ("rgb:0000/ffff/0000", false), ("rgb:ffff/0000/0000", true),
    ])
  func forms(color: String, isDark: Bool) {
    #expect(decode(["\u{1B}]11;\(color)\u{7}"]) == [.background(isDark: isDark)])
    #expect(decode(["\u{1B}]11;\(color)\u{1B}\\"], awaits: false) == [.background(isDark: isDark)])
  }

  @Test("What is no colour says nothing", arguments: ["rgb:", "rgb:12/34", "rgb:xx/yy/zz", "#ffffff", "?", ""])
  func odd(text: String) {
    #expect(decode(["\u{1B}]11;\(text)\u{7}"]) == [])
  }

  @Test("Cut anywhere behind its first sign, the answer stays an answer")
  func pieces() {
    let bytes = Array(Self.answer)
    for cut in 2..<bytes.count {
      let events = decode([String(bytes[..<cut]), String(bytes[cut...])])
      #expect(events == [.background(isDark: false)], "cut at \(cut)")
    }
    #expect(
      decode(bytes.dropFirst(2).reduce(into: ["\u{1B}]"]) { $0.append(String($1)) }) == [.background(isDark: false)])
  }

  @Test("Cut behind its Esc, nothing of it is typed")
  func lateRest() {
    #expect(decode(["\u{1B}", String(Self.answer.dropFirst())]) == [.key(.escape), .background(isDark: false)])
  }

  @Test("An answer that never ends does not swallow what is typed later")
  func unfinished() {
    #expect(decode(["\u{1B}]11;rgb:fafa/", "j", "q"]) == [.key(.character("j")), .key(.character("q"))])
  }

  @Test("A report of another look counts too")
  func reports() {
    #expect(
      decode(["\u{1B}[?997;1n", "\u{1B}[?997;2n", "\u{1B}[?6n"]) == [
        .background(isDark: true), .background(isDark: false),
      ])
  }
}

extension TerminalTests {
  private static let question = "\u{1B}]11;?\u{1B}\\"

  @Test("The background is asked for after the first frame, once, and the answer is an event")
  func asksForTheBackground() throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open([:], TerminalOptions(asksBackground: true))
    defer { terminal.close() }
    #expect(!pty.output().contains(Self.question))
    terminal.present(Self.canvas(terminal.size, "Kestrel"))
    let first = pty.output()
    #expect(first.hasSuffix(Self.question) && first.contains("Kestrel"))
    terminal.present(Self.canvas(terminal.size, "Merlin"))
    #expect(!pty.output().contains(Self.question))
    pty.type("\u{1B}]11;rgb:ffff/ffff/ffff\u{7}j")
    #expect(terminal.wait(milliseconds: 2000) == [.background(isDark: false), .key(.character("j"))])
  }

  @Test(
    "Nobody is asked who does not want it or would print it",
    arguments: [
      (["TERM": "xterm-256color"], false), (["TERM": "linux"], true), (["TERM": "vt100"], true),
      (["TERM": "screen"], true), (["NO_COLOR": "1"], true),
    ])
  func asksNobodyElse(environment: [String: String], wants: Bool) throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open(environment, TerminalOptions(asksBackground: wants))
    defer { terminal.close() }
    terminal.present(Self.canvas(terminal.size, "Kestrel"))
    let output = pty.output()
    #expect(!output.contains("]11;") && !output.contains("?2031h"))
  }
}
