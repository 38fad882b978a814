import Testing

@testable import Cells

private let bold = Style(foreground: .rgb(255, 136, 0), background: .rgb(16, 32, 48), attributes: .bold)

/// A canvas with one line of text.
private func canvas(_ text: String, _ width: Int, style: Style = Style()) -> Canvas {
  var canvas = Canvas(size: Size(width: width, height: 1))
  canvas.put(text, x: 0, y: 0, style: style)
  return canvas
}

private let dark = PictureColors.usual(isDark: true)

@Suite("A canvas with escape sequences")
struct ANSITextTests {
  @Test("each style is set where it begins and every row ends without one")
  func styles() {
    var canvas = canvas("ab", 4)
    canvas.put("c", x: 1, y: 0, style: bold)
    #expect(canvas.ansiText() == "a\u{1B}[1;38;2;255;136;0;48;2;16;32;48mc\u{1B}[0m  ")
  }

  @Test(
    "colours are written as finely as asked for",
    arguments: [
      (ColorDepth.indexed, Style(foreground: .rgb(255, 136, 0)), "38;5;208"),
      (.sixteen, Style(foreground: .ansi(12), background: .ansi(1)), "94;41"),
      (.eight, Style(foreground: .ansi(12)), "34"), (.mono, bold, "1"), (.mono, Style(foreground: .ansi(1)), ""),
    ])
  func depths(depth: ColorDepth, style: Style, code: String) {
    #expect(ANSICode.of(style, depth) == code)
  }
}

@Suite("A canvas as a picture")
struct SVGTests {
  @Test("text is text, held to its columns, with its look as a class")
  func text() {
    let svg = canvas("Zoë & <b>", 12, style: bold).svg(title: "a \"title\"", colors: dark)
    #expect(svg.contains("<text class=\"t0\" x=\"0\" y=\"13.7\" textLength=\"81\">Zoë &amp; &lt;b&gt;</text>"))
    #expect(svg.contains(".t0{fill:#ff8800;font-weight:700}"))
    #expect(svg.contains("<title>a &quot;title&quot;</title>"))
    #expect(svg.contains("width=\"108\" height=\"18\" viewBox=\"0 0 108 18\""))
  }

  @Test("lines of a frame reach the edges of their cells, so that they meet")
  func frames() {
    #expect(GlyphShape.pieces(0x2500, x: 90, y: 180) == [.fill("M9 26.4h9v1.2h-9z")])
    #expect(GlyphShape.pieces(0x2502, x: 0, y: 0) == [.fill("M3.9 0h1.2v18h-1.2z")])
    #expect(GlyphShape.pieces(0x250C, x: 0, y: 0) == [.fill("M3.9 8.4h5.1v1.2h-5.1zM3.9 8.4h1.2v9.6h-1.2z")])
  }

  @Test("blocks fill their share of a cell, braille its dots; letters are no shapes")
  func blocks() {
    #expect(GlyphShape.pieces(0x2588, x: 0, y: 0) == [.fill("M0 0h9v18h-9z")])
    #expect(GlyphShape.pieces(0x2584, x: 0, y: 0) == [.fill("M0 9h9v9h-9z")])
    #expect(GlyphShape.pieces(0x258C, x: 0, y: 0) == [.fill("M0 0h4.5v18h-4.5z")])
    #expect(GlyphShape.pieces(0x2809, x: 0, y: 0) == [.dots("M2.2 2.2h0M6.7 2.2h0")])
    #expect(GlyphShape.pieces(0x41, x: 0, y: 0).isEmpty)
  }

  @Test("every frame, bar and state that the screens draw is a shape")
  func shapes() {
    let asText: Set<Glyph> = [
      .few, .ellipsis, .separator, .marked, .dash, .minus, .times, .more, .less, .about, .changed,
    ]
    for glyph in Glyph.allCases where !asText.contains(glyph) {
      #expect(!GlyphShape.pieces(glyph.scalar(in: .braille), x: 0, y: 0).isEmpty, "\(glyph)")
    }
  }

  @Test("a wide glyph has two columns of its own, and text after it stands where it should")
  func wide() {
    let svg = canvas("a日b", 6).svg(title: "", colors: dark)
    #expect(svg.contains("x=\"9\" y=\"13.7\" textLength=\"18\">日</text>"))
    #expect(svg.contains("x=\"27\" y=\"13.7\" textLength=\"9\">b</text>"))
  }

  @Test("swapped and faint looks are drawn as such; the terminal's own colours are the usual ones")
  func inks() {
    #expect(dark.inks(Style()).glyph == dark.foreground)
    let swapped = dark.inks(Style(attributes: .reverse))
    #expect(swapped.glyph == dark.background && swapped.ground == dark.foreground)
    let faint = dark.inks(Style(foreground: .rgb(200, 200, 200), background: .rgb(0, 0, 0), attributes: .dim))
    #expect(faint.glyph == RGB(130, 130, 130))
    #expect(dark.inks(Style(foreground: .ansi(1))).glyph == dark.sixteen[1])
  }

  @Test("rows from outside cannot add anything to a document")
  func hostile() {
    let text = "</text><script>alert('x')</script>&#0;\u{1B}[31m]]>\u{202E}"
    for document in [
      canvas(text, 80).svg(title: text, colors: dark), canvas(text, 80).html(title: text, colors: dark),
    ] {
      #expect(!document.contains("<script") && !document.contains("'x'") && !document.contains("&#0;"))
      #expect(!document.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }
    var raw = Canvas(size: Size(width: 2, height: 1))
    raw.fill(raw.bounds, style: Style(), scalar: 0xFFFF)
    #expect(!raw.svg(title: "\u{0}", colors: dark).unicodeScalars.contains { $0.value == 0xFFFF || $0.value == 0 })
  }

  @Test("the same canvas gives the same bytes, and nothing is fetched from anywhere")
  func selfContained() {
    var canvas = canvas("■ one │ two", 20, style: bold)
    canvas.put("three", x: 12, y: 0, style: Style(foreground: .ansi(3), attributes: [.underline, .italic]))
    let page = canvas.html(title: "t", colors: dark)
    #expect(page == canvas.html(title: "t", colors: dark))
    #expect(page.contains(canvas.svg(title: "t", colors: dark)))
    let addresses = page.ranges(of: "http").map { page[$0.lowerBound...].prefix(26) }
    #expect(addresses.allSatisfy { $0 == "http://www.w3.org/2000/svg" })
    #expect(page.contains("text-decoration:underline") && page.contains("font-style:italic"))
  }
}

@Suite("Themes where there are few colours")
struct FewColorsTests {
  private let own = Theme(
    name: "own", isDark: true, styles: [.text: Style(foreground: .rgb(200, 200, 200), background: .rgb(0, 0, 0))])

  @Test("with 256 or more a theme stays as it is, without any it is black and white")
  func ends() {
    #expect(own.shown(in: .direct) == own && own.shown(in: .indexed) == own)
    #expect(own.shown(in: .mono) == .monochrome)
    for style in own.shown(in: .mono).styles.values {
      #expect(style.foreground == .standard && style.background == .standard)
    }
  }

  @Test("a theme of the terminal's own colours stays as it is with 16")
  func terminal() {
    let theme = Theme(name: "terminal", isDark: true, styles: [.ok: Style(foreground: .ansi(2))])
    #expect(theme.shown(in: .sixteen) == theme)
  }

  @Test("others keep their states apart and can be read, with 16 and with eight", arguments: [true, false], [8, 16])
  func readable(isDark: Bool, colors: Int) {
    var theme = own
    theme.isDark = isDark
    let shown = theme.shown(in: colors == 8 ? .eight : .sixteen)
    let states = [Role.ok, .warning, .critical].map { shown[$0] }
    #expect(Set(states.map { "\($0.foreground) \($0.background)" }).count == 3)
    for role in Role.allCases {
      let style = shown[role]
      guard case .ansi(let ink) = style.foreground, case .ansi(let ground) = style.background else {
        Issue.record("\(role) is not one of 16")
        continue
      }
      #expect(Int(ink) % colors != Int(ground) % colors, "\(role)")
      let apart = abs(RGB.xterm[Int(ink)].brightness - RGB.xterm[Int(ground)].brightness)
      #expect(apart >= 70, "\(role) differs by \(apart)")
    }
  }
}
