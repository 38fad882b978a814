import Testing

@testable import Cells

@Suite("Drawing on a canvas")
struct DrawingTests {
  /// A canvas full of x, so that a test sees which cells were drawn.
  static func canvas(_ width: Int, _ height: Int) -> Canvas {
    var canvas = Canvas(size: Size(width: width, height: height))
    canvas.fill(canvas.bounds, style: Style(), scalar: 0x78)
    return canvas
  }

  @Test(
    "Text is cut to its width and the cut is marked",
    arguments: [
      ("Kestrel", 4, "xKes…xxx"), ("Kestrel", 7, "xKestrel"), ("Kes", 7, "xKesxxxx"), ("Zürich", 5, "xZüri…xx"),
      ("日本語", 5, "x日本…xx"), ("日本語", 4, "x日…xxxx"), ("日本", 1, "xxxxxxxx"), ("", 4, "xxxxxxxx"),
      ("ab", 0, "xxxxxxxx"),
    ])
  func cutting(text: String, width: Int, expected: String) {
    var canvas = Self.canvas(8, 1)
    canvas.put(text, x: 1, y: 0, style: Style(), width: width)
    #expect(canvas.text == expected)
  }

  @Test("Outside the canvas nothing is drawn and nothing breaks")
  func outside() {
    var canvas = Self.canvas(4, 1)
    for (x, y) in [(0, -1), (0, 1), (4, 0), (-9, 0), (Int.max, 0)] { canvas.put("abc", x: x, y: y, style: Style()) }
    canvas.fill(Rect(x: 9, y: 9, width: 3, height: 3), style: Style())
    canvas.fill(Rect(x: -9, y: -9, width: 3, height: 3), style: Style())
    #expect(canvas.text == "xxxx")
    canvas.put("abc", x: -1, y: 0, style: Style())
    #expect(canvas.text == "bcxx")
    #expect(canvas[99, 0] == Cell())
  }

  @Test("Drawing over one half of a wide glyph blanks the other half")
  func halves() {
    var canvas = Self.canvas(6, 1)
    canvas.put("日本", x: 1, y: 0, style: Style())
    #expect(canvas[2, 0].scalar == 0)
    canvas.put("a", x: 2, y: 0, style: Style())
    #expect(canvas.text == "x a本x")
    canvas.put("é", x: 3, y: 0, style: Style())
    #expect(canvas.text == "x aé x")
  }

  @Test("A wide glyph that the edge would cut is left out")
  func wideAtTheEdge() {
    var canvas = Self.canvas(4, 1)
    canvas.put("a日", x: 2, y: 0, style: Style(), ellipsis: false)
    #expect(canvas.text == "xxax")
    canvas.put("日a", x: -1, y: 0, style: Style())
    #expect(canvas.text == " aax")
  }

  @Test("Text ends at the column asked for")
  func rightAligned() {
    var canvas = Self.canvas(6, 2)
    canvas.putRight("12", endingAt: 5, y: 0, style: Style())
    canvas.putRight("123456789", endingAt: 5, y: 1, style: Style(), width: 4)
    #expect(canvas.text == "xxx12x\nx123…x")
  }

  @Test("ASCII canvases mark cuts without Unicode")
  func asciiCut() {
    var canvas = Self.canvas(6, 1)
    canvas.glyphs = .ascii
    canvas.put("Kestrel", x: 0, y: 0, style: Style(), width: 5)
    #expect(canvas.text == "Kes..x")
  }

  @Test("A frame leaves its inside alone")
  func frames() {
    var canvas = Self.canvas(6, 4)
    canvas.box(Rect(x: 1, y: 0, width: 4, height: 3), style: Style(), glyphs: .braille)
    #expect(canvas.text == "x┌──┐x\nx│xx│x\nx└──┘x\nxxxxxx")
    canvas.box(Rect(x: 1, y: 0, width: 4, height: 3), style: Style(), glyphs: .ascii)
    #expect(canvas.text == "x+--+x\nx|xx|x\nx+--+x\nxxxxxx")
  }

  @Test("The style map names each style once")
  func styles() {
    var canvas = Canvas(size: Size(width: 5, height: 2))
    canvas.put("ab", x: 1, y: 0, style: Style(foreground: .rgb(255, 136, 0), attributes: .bold))
    canvas.restyle(Rect(x: 0, y: 1, width: 9, height: 9)) { $0.adding(.reverse) }
    #expect(canvas.styleMap == ".aa\nbbbbb\na #ff8800 on - bold\nb - on - reverse")
  }

  @Test("Folding to ASCII leaves no other character")
  func folding() {
    var canvas = Self.canvas(30, 1)
    canvas.put("Zürich ■ ▲ – 日本 ⣿█│┌🙂 Łódź", x: 0, y: 0, style: Style())
    #expect(canvas.foldedToASCII().text == "Zurich # ^ - ? ?  *#|+?  Lodzx")
  }
}
