import Cells
import Testing

@testable import NcursesTerminal

@Suite("Choosing colours and glyphs")
struct KindTests {
  static func kind(_ environment: [String: String], _ mode: TerminalOptions.ColorMode = .auto) -> TerminalKind {
    TerminalKind(environment: environment, colorMode: mode)
  }

  @Test("24-bit colours where COLORTERM says so, with what the terminal really is as fallback")
  func direct() {
    let xterm = Self.kind(["TERM": "xterm-kitty", "COLORTERM": "truecolor"])
    #expect(xterm.candidates.first?.hasSuffix("-direct") == true)
    #expect(xterm.candidates.suffix(3) == ["xterm-kitty", "xterm-256color", "xterm"])
    let tmux = Self.kind(["TERM": "screen-256color", "TMUX": "/tmp/x", "COLORTERM": "24bit"])
    #expect(tmux.candidates.first == "tmux-direct")
    #expect(tmux.multiplexer == .tmux)
    #expect(Self.kind(["TERM": "linux", "COLORTERM": "truecolor"]).candidates == ["linux"])
    #expect(Self.kind(["TERM": "screen", "COLORTERM": "truecolor"]).candidates.first == "screen")
    #expect(Self.kind(["TERM": "xterm-256color"]).candidates.first == "xterm-256color")
  }

  @Test("NO_COLOR counts unless it is empty or the user asks for colours")
  func noColor() {
    let environment = ["TERM": "xterm", "NO_COLOR": "1", "COLORTERM": "truecolor"]
    #expect(Self.kind(environment).mostColors == .mono)
    #expect(Self.kind(environment).candidates.first == "xterm")
    #expect(Self.kind(environment, .truecolor).mostColors == .direct)
    #expect(Self.kind(["TERM": "xterm", "NO_COLOR": ""]).mostColors == .direct)
  }

  @Test(
    "Glyphs by locale and terminal",
    arguments: [
      ("xterm-256color", "de_DE.UTF-8", GlyphSet.braille), ("tmux-256color", "C.utf8", .braille),
      ("linux", "C.UTF-8", .block),
      ("vt100", "C.UTF-8", .ascii), ("xterm", "C", .ascii), ("xterm", "de_DE@euro", .ascii),
    ])
  func glyphs(name: String, locale: String, expected: GlyphSet) {
    let kind = Self.kind(["TERM": name, "LANG": locale])
    #expect(kind.glyphs(isUTF8: kind.saysUTF8) == expected)
  }

  @Test("LC_ALL goes before LC_CTYPE and LANG; empty ones do not count")
  func locale() {
    #expect(Self.kind(["LC_ALL": "", "LC_CTYPE": "C.UTF-8", "LANG": "C"]).saysUTF8)
    #expect(!Self.kind(["LC_ALL": "C", "LANG": "C.UTF-8"]).saysUTF8)
    #expect(Self.kind([:]).locale == "C")
  }

  @Test(
    "The nearest of 256 colours",
    arguments: [
      (RGB(255, 136, 0), 208), (RGB(0, 0, 0), 16), (RGB(255, 255, 255), 231), (RGB(128, 128, 128), 244),
      (RGB(26, 27, 38), 234), (RGB(95, 135, 175), 67), (RGB(5, 5, 5), 232),
    ] as [(RGB, Int)])
  func nearest(color: RGB, expected: Int) {
    #expect(color.indexed == expected)
  }

  @Test("The nearest of 256 is never worse than any other")
  func nearestIsNearest() {
    let levels = [0, 95, 135, 175, 215, 255]
    var all: [RGB] = []
    for red in levels { for green in levels { for blue in levels { all.append(RGB(red, green, blue)) } } }
    for step in 0..<24 { all.append(RGB(8 + 10 * step, 8 + 10 * step, 8 + 10 * step)) }
    for seed in 0..<500 {
      let color = RGB(seed * 37 % 256, seed * 91 % 256, seed * 53 % 256)
      let chosen = all[color.indexed - 16].distance(to: color)
      let best = all.map { $0.distance(to: color) }.min() ?? 0
      // The cube is searched by part, which may miss the very best by a hair.
      #expect(chosen <= best + best / 4 + 200)
    }
  }

  @Test("Dark direct colours do not turn into the terminal's own")
  func direct0to7() {
    let palette = Palette(depth: .direct, hasDefaults: true)
    #expect(palette.number(.rgb(0, 0, 5), isBackground: false) == 8)
    #expect(palette.number(.rgb(255, 136, 0), isBackground: false) == 0xFF8800)
    #expect(palette.number(.ansi(1), isBackground: false) == 1)
    #expect(palette.number(.standard, isBackground: true) == -1)
  }

  @Test("Few colours never make text vanish")
  func visible() {
    let palette = Palette(depth: .sixteen, hasDefaults: true)
    let dark = palette.numbers(Style(foreground: .rgb(20, 20, 20), background: .rgb(0, 0, 0)))
    #expect(dark.foreground == 7 && dark.background == 0)
    let light = palette.numbers(Style(foreground: .rgb(250, 250, 250), background: .rgb(255, 255, 255)))
    #expect(light.foreground == 0 && light.background == 15)
    #expect(Palette(depth: .eight, hasDefaults: false).numbers(Style()) == (7, 0))
  }

  @Test(
    "Base64 as in RFC 4648",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy"),
    ])
  func base64(text: String, expected: String) {
    #expect(String(decoding: Clipboard.base64(Array(text.utf8)), as: UTF8.self) == expected)
  }

  @Test("The clipboard through tmux: once for itself, once for the terminal around it")
  func tmuxClipboard() throws {
    let bytes = try #require(Clipboard.sequence("f", through: .tmux))
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "\u{1B}]52;c;Zg==\u{07}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;Zg==\u{07}\u{1B}\\")
    #expect(Clipboard.sequence(String(repeating: "x", count: 80_000), through: nil) == nil)
  }
}
