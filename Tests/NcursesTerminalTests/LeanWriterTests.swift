import TestKit
import Testing

@testable import NcursesTerminal

/// What ncurses sends, said in fewer bytes. A small terminal in the test draws both and must show the same.
@Suite("A lean frame") struct LeanWriterTests {
  private static func lean(_ frame: String) -> String {
    var writer = LeanWriter()
    return String(decoding: writer.rewrite(Array(frame.utf8)), as: UTF8.self)
  }

  private static let dark = "\u{1B}[48;2;16;20;28m"

  @Test("A background that stays is set once, both colours in one sequence")
  func background() {
    let frame = "\u{1B}[38;2;1;2;3m\(Self.dark)Kestrel\u{1B}[38;2;4;5;6m\(Self.dark)Falcon\u{1B}[39;49m\u{1B}(B\u{1B}[m"
    #expect(
      Self.lean(frame)
        == "\u{1B}[38;2;1;2;3;48;2;16;20;28mKestrel\u{1B}[38;2;4;5;6mFalcon\u{1B}(B\u{1B}[m")
  }

  @Test("Blanks do not ask for the colour of text, erased or drawn")
  func blanks() {
    let frame =
      "\u{1B}[38;2;1;2;3m\(Self.dark)a\u{1B}[38;2;9;9;9m\(Self.dark)   \u{1B}[4X\u{1B}[38;2;1;2;3m\(Self.dark)b\u{1B}[m"
    #expect(Self.lean(frame) == "\u{1B}[38;2;1;2;3;48;2;16;20;28ma   \u{1B}[4Xb\u{1B}[m")
  }

  @Test("What shows on blanks is sent for them: another background, an underline and its end")
  func seenBlanks() {
    #expect(Self.lean("\u{1B}[41m  \u{1B}[m") == "\u{1B}[41m  \u{1B}[m")
    #expect(Self.lean("\u{1B}[4ma \u{1B}[24m b\u{1B}[m") == "\u{1B}[4ma \u{1B}[m b")
    #expect(Self.lean("\u{1B}[31;7m  \u{1B}[m") == "\u{1B}[7;31m  \u{1B}[m")
  }

  @Test("Bold ends without the colours being said again")
  func bold() {
    let frame = "\u{1B}[1m\u{1B}[31;41mK\u{1B}(B\u{1B}[m\u{1B}[31m\u{1B}[41mF\u{1B}[m"
    #expect(Self.lean(frame) == "\u{1B}[1;31;41mK\u{1B}(B\u{1B}[22mF\u{1B}[m")
  }

  @Test("A mark that stands on a blank has its colour")
  func marks() {
    #expect(Self.lean("a\u{1B}[31m \u{301}b") == "a\u{1B}[31m \u{301}b")
  }

  @Test("After others have drawn nothing is taken for granted")
  func forgetting() {
    var writer = LeanWriter()
    writer.forget()
    #expect(String(decoding: writer.rewrite(Array("\u{1B}[m\u{1B}[H a".utf8)), as: UTF8.self) == "\u{1B}[H\u{1B}[m a")
  }

  @Test(
    "What is not understood passes as it came",
    arguments: [
      "\u{1B}[10;31m", "\u{1B}[38:5:9ma", "\u{1B}[?25l", "\u{1B}[3;9r", "\u{1B}(0qq\u{1B}(B", "\u{1B}[38;9m", "\u{1B}",
      "\u{1B}[", "a\u{1B}[5", "\u{1B}]0;x\u{07}", "\u{1B}]0;a b\u{1B}\\", "\u{1B}7", "日本\u{1B}[2bé",
    ])
  func passing(frame: String) {
    #expect(Self.lean(frame).hasPrefix(frame))
  }

  @Test("Frames by chance look the same, cell by cell", arguments: 0..<200)
  func byChance(seed: Int) {
    var chance = SplitMix64(seed: UInt64(seed))
    let frames = (0..<3).map { _ in Self.frame(&chance) }
    var writer = LeanWriter()
    var (plain, lean) = (PaintedCells(), PaintedCells())
    for frame in frames {
      plain.draw(frame)
      let short = writer.rewrite(frame)
      lean.draw(short)
      #expect(plain == lean)
    }
  }

  /// Words and blanks in colours that change, places that are gone to, stretches that are erased; like those of ncurses it
  /// ends with a plain pen.
  private static func frame(_ chance: inout SplitMix64) -> [UInt8] {
    func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &chance) }
    let pieces = (0..<40).map { _ -> String in
      switch below(9) {
      case 0: "\u{1B}[\(1 + below(4));\(1 + below(20))H"
      case 1: "\u{1B}[3\(below(8))m\u{1B}[4\(below(3))m"
      case 2: "\u{1B}[38;2;\(below(3));2;3m"
      case 3: ["\u{1B}[m", "\u{1B}[39;49m\u{1B}(B\u{1B}[m", "\u{1B}[0;1m"][below(3)]
      case 4: "\u{1B}[\([1, 4, 7, 22, 24, 27][below(6)])m"
      case 5: "\u{1B}[\(1 + below(5))X"
      case 6: "  "
      default: ["Kestrel", "a b", "é", "x"][below(4)]
      }
    }
    return Array((pieces.joined() + "\u{1B}[m").utf8)
  }
}
