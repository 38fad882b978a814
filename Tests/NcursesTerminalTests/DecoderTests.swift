import Cells
import Testing

@testable import NcursesTerminal

@Suite("Decoding what a terminal sends")
struct DecoderTests {
  static func decode(_ text: String) -> [TerminalEvent] {
    var decoder = InputDecoder()
    return decoder.feed(Array(text.utf8)) + decoder.flush()
  }

  @Test(
    "Every key in each form that terminals send",
    arguments: [
      ("\u{1B}[A", Key.up), ("\u{1B}OA", .up), ("\u{1B}[1;5B", .down), ("\u{1B}[C", .right), ("\u{1B}OD", .left),
      ("\u{1B}[H", .home), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home), ("\u{1B}OF", .end), ("\u{1B}[4~", .end),
      ("\u{1B}[5~", .pageUp), ("\u{1B}[6;2~", .pageDown), ("\u{1B}[3~", .delete), ("\u{1B}[2~", .insert),
      ("\u{1B}[Z", .backTab), ("\t", .tab), ("\r", .enter), ("\n", .enter), ("\u{1B}OM", .enter),
      ("\u{7F}", .backspace),
      ("\u{08}", .backspace), ("\u{1B}OP", .function(1)), ("\u{1B}[[B", .function(2)), ("\u{1B}[13~", .function(3)),
      ("\u{1B}[15~", .function(5)), ("\u{1B}[24~", .function(12)), ("\u{1B}Op", .character("0")),
      ("\u{1B}Ok", .character("+")), ("\u{04}", .control("d")), ("\u{10}", .control("p")), ("日", .character("日")),
      ("é", .character("é")), ("\u{1B}", .escape),
    ])
  func keys(bytes: String, key: Key) {
    #expect(Self.decode(bytes) == [.key(key)])
  }

  @Test("Esc and the next key in one piece are two keys")
  func escapeAndKey() {
    #expect(Self.decode("\u{1B}q") == [.key(.escape), .key(.character("q"))])
    #expect(Self.decode("\u{1B}\u{1B}[A") == [.key(.escape), .key(.up)])
    #expect(Self.decode("\u{1B}[") == [.key(.escape), .key(.character("["))])
  }

  @Test("Ctrl-C ends and Ctrl-L redraws, however they arrive")
  func commands() {
    #expect(Self.decode("\u{03}") == [.hangUp] && Self.decode("\u{1C}") == [.hangUp])
    #expect(Self.decode("\u{0C}") == [.redraw])
  }

  @Test(
    "The mouse: left button, drag, wheel, beyond column 223; other buttons mean nothing",
    arguments: [
      ("\u{1B}[<0;151;31M", MouseEvent(kind: .press, x: 150, y: 30)),
      ("\u{1B}[<0;300;1m", MouseEvent(kind: .release, x: 299, y: 0)),
      ("\u{1B}[<32;2;3M", MouseEvent(kind: .drag, x: 1, y: 2)),
      ("\u{1B}[<64;2;3M", MouseEvent(kind: .wheelUp, x: 1, y: 2)),
      ("\u{1B}[<69;2;3M", MouseEvent(kind: .wheelDown, x: 1, y: 2)),
      ("\u{1B}[M !!", MouseEvent(kind: .press, x: 0, y: 0)),
      ("\u{1B}[M#!\"", MouseEvent(kind: .release, x: 0, y: 1)),
    ])
  func mouse(bytes: String, event: MouseEvent) {
    #expect(Self.decode(bytes) == [.mouse(event)])
  }

  @Test(
    "Answers, unknown sequences and junk are no keys",
    arguments: [
      "\u{1B}[?2026;2$y", "\u{1B}[12;40R", "\u{1B}]10;rgb:0000/0000/0000\u{07}", "\u{1B}]4;1;rgb:00/00/00\u{1B}\\",
      "\u{1B}P1$r0m\u{1B}\\", "\u{1B}[I", "\u{1B}[?1;2c", "\u{1B}[<2;1;1M", "\u{1B}[<35;1;1M", "\u{1B}[<0;0;0M",
      "\u{1B}[99~", "\u{1B}[<1", "\u{1B}[201~", "\u{1D}", "\u{9B}", "\u{202E}", "\u{1B}[999999999999999999999A~",
    ])
  func ignored(bytes: String) {
    #expect(Self.decode(bytes).filter { $0 != .key(.character("~")) && $0 != .key(.up) } == [])
  }

  @Test("However the bytes are cut into pieces, the events are the same")
  func pieces() {
    let bytes = Array("aé\u{1B}[A\u{1B}[<0;9;9M\u{1B}[200~x\u{1B}[20y\u{1B}[201~\u{1B}OP日".utf8)
    var whole = InputDecoder()
    let expected = whole.feed(bytes)
    #expect(expected.contains(.paste("x[20y")))
    #expect(!whole.isWaiting)
    for size in 1..<bytes.count {
      var decoder = InputDecoder()
      var events: [TerminalEvent] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        events += decoder.feed(bytes[start..<min(bytes.count, start + size)])
      }
      #expect(events == expected)
    }
  }

  @Test("A paste holds no control character, ends where it must and is bounded")
  func pastes() {
    #expect(
      Self.decode("\u{1B}[200~a\u{03}\u{1B}]0;t\u{07}\tb\u{202E}\u{1B}[201~q") == [
        .paste("a]0;t b"), .key(.character("q")),
      ])
    #expect(Self.decode("\u{1B}[200~never ends") == [.paste("never ends")])
    let long = Self.decode("\u{1B}[200~" + String(repeating: "x", count: 200_000) + "\u{1B}[201~q")
    #expect(long.last == .key(.character("q")))
    guard case .paste(let text)? = long.first else {
      Issue.record("no paste")
      return
    }
    #expect(text.count == 65_536)
  }

  @Test("Random bytes never crash, hang or leave anything behind", arguments: 0..<50 as Range<UInt64>)
  func junk(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    var decoder = InputDecoder()
    for _ in 0..<40 {
      let piece = (0..<50).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let byte = UInt8(truncatingIfNeeded: state >> 33)
        // Escapes often enough to matter.
        return byte < 60 ? 0x1B : byte
      }
      _ = decoder.feed(piece)
    }
    _ = decoder.flush()
    #expect(!decoder.isWaiting)
    #expect(decoder.feed([0x71]) == [.key(.character("q"))])
  }
}
