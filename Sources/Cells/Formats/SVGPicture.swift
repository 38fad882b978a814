extension Canvas {
  /// The screen as a picture of scalable vectors: text is text, in whatever monospace font there is, each run held to its
  /// columns; frames, bars, charts and signs are drawn. The same canvas gives the same bytes.
  /// - Parameter title: what it shows, for those who cannot see it.
  public func svg(title: String, colors: PictureColors) -> String {
    var picture = SVGPicture(canvas: self, colors: colors)
    return picture.document(title: title)
  }

  /// The same as a page of its own, without anything around it.
  public func html(title: String, colors: PictureColors) -> String {
    let ground = colors.inks(cells[0].style).ground.hex
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>\(XMLText.escaped(title))</title>
      <style>html,body{margin:0;background:\(ground)}svg{display:block}</style>
      </head>
      <body>
      \(svg(title: title, colors: colors))
      </body>
      </html>
      """
  }
}

/// Text in XML and HTML.
enum XMLText {
  /// Safe between tags and in attributes; characters that no document may hold become the replacement character.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default:
        let isForbidden = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || scalar.value & 0xFFFE == 0xFFFE
        result.unicodeScalars.append(isForbidden ? "\u{FFFD}" : scalar)
      }
    }
    return result
  }
}

/// Collects the parts of a picture.
private struct SVGPicture {
  let canvas: Canvas
  let colors: PictureColors
  private var grounds: [String] = []
  private var texts: [String] = []
  /// Paths to fill and dots to stroke, of each colour in order of appearance.
  private var shapes: [(color: RGB, fill: String, dots: String)] = []
  /// How text looks, in order of appearance; each is a class.
  private var looks: [TextLook] = []

  private struct TextLook: Equatable {
    var color: RGB
    var attributes: Attributes
  }

  init(canvas: Canvas, colors: PictureColors) {
    self.canvas = canvas
    self.colors = colors
  }

  mutating func document(title: String) -> String {
    let base = colors.inks(canvas[0, 0].style).ground
    let common = mostCommonGround ?? base
    for y in 0..<canvas.size.height {
      addGrounds(y, base: common)
      for run in canvas.runs(inRow: y) { add(run, y) }
    }
    let width = GlyphShape.tenths(canvas.size.width * GlyphShape.width)
    let height = GlyphShape.tenths(canvas.size.height * GlyphShape.height)
    let name = XMLText.escaped(title)
    let head = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
      role="img" aria-label="\(name)">
      <title>\(name)</title>
      <style>\(styles)</style>
      <rect width="100%" height="100%" fill="\(common.hex)"/>
      """
    return ([head] + grounds + paths + texts + ["</svg>"]).joined(separator: "\n")
  }

  /// The background that most cells have: the one that is drawn once for all.
  private var mostCommonGround: RGB? {
    var counts: [RGB: Int] = [:]
    for cell in canvas.cells { counts[colors.inks(cell.style).ground, default: 0] += 1 }
    return counts.max { ($0.value, $0.key.hex) < ($1.value, $1.key.hex) }?.key
  }

  /// Paints what of a row stands on another background, neighbours together.
  private mutating func addGrounds(_ y: Int, base: RGB) {
    var x = 0
    while x < canvas.size.width {
      let ground = colors.inks(canvas[x, y].style).ground
      let end = (x..<canvas.size.width).first { colors.inks(canvas[$0, y].style).ground != ground } ?? canvas.size.width
      if ground != base {
        let path = GlyphShape.rect(
          x * GlyphShape.width, y * GlyphShape.height, (end - x) * GlyphShape.width, GlyphShape.height)
        grounds.append("<path fill=\"\(ground.hex)\" d=\"\(path)\"/>")
      }
      x = end
    }
  }

  private mutating func add(_ run: StyleRun, _ y: Int) {
    let inks = colors.inks(run.style)
    let top = y * GlyphShape.height
    var start: Int?
    var x = run.x
    while x < run.x + run.width {
      let pieces = GlyphShape.pieces(canvas[x, y].scalar, x: x * GlyphShape.width, y: top)
      let isWide = canvas.isWide(at: x, y)
      if pieces.isEmpty, !isWide {
        start = start ?? x
      } else {
        if let start { words(start..<x, y, run.style, inks.glyph) }
        start = nil
        for piece in pieces { draw(piece, inks.glyph) }
        if isWide { text(canvas.text(at: x, y), from: x, columns: 2, y, run.style, inks.glyph) }
      }
      x += isWide ? 2 : 1
    }
    if let start { words(start..<(run.x + run.width), y, run.style, inks.glyph) }
  }

  /// Writes text, a piece for each stretch without wide gaps, so that no font drifts.
  private mutating func words(_ columns: Range<Int>, _ y: Int, _ style: Style, _ ink: RGB) {
    var word: (from: Int, to: Int)?
    for x in columns where ![0, 0x20, 0x2800].contains(canvas[x, y].scalar) {
      if let last = word, x - last.to > 2 {
        write(last, y, style, ink)
        word = (x, x)
      } else {
        word = (word?.from ?? x, x)
      }
    }
    if let word { write(word, y, style, ink) }
  }

  private mutating func write(_ word: (from: Int, to: Int), _ y: Int, _ style: Style, _ ink: RGB) {
    let letters = (word.from...word.to).map { canvas.text(at: $0, y) }.joined()
    text(letters, from: word.from, columns: word.to - word.from + 1, y, style, ink)
  }

  private mutating func text(_ text: String, from x: Int, columns: Int, _ y: Int, _ style: Style, _ ink: RGB) {
    let look = TextLook(color: ink, attributes: style.attributes.intersection([.bold, .italic, .underline]))
    let left = GlyphShape.tenths(x * GlyphShape.width)
    let baseline = GlyphShape.tenths(y * GlyphShape.height + 137)
    let length = GlyphShape.tenths(columns * GlyphShape.width)
    texts.append(
      "<text class=\"\(name(of: look))\" x=\"\(left)\" y=\"\(baseline)\" textLength=\"\(length)\">"
        + "\(XMLText.escaped(text))</text>")
  }

  private mutating func draw(_ piece: GlyphShape.Piece, _ ink: RGB) {
    let place = shapes.firstIndex { $0.color == ink } ?? shapes.count
    if place == shapes.count { shapes.append((ink, "", "")) }
    switch piece {
    case .fill(let path): shapes[place].fill += path
    case .dots(let path): shapes[place].dots += path
    }
  }

  private var paths: [String] {
    shapes.flatMap { shape in
      let fill = shape.fill.isEmpty ? [] : ["<path fill=\"\(shape.color.hex)\" d=\"\(shape.fill)\"/>"]
      let dots = shape.dots.isEmpty ? [] : ["<path class=\"d\" stroke=\"\(shape.color.hex)\" d=\"\(shape.dots)\"/>"]
      return fill + dots
    }
  }

  private mutating func name(of look: TextLook) -> String {
    let place = looks.firstIndex(of: look) ?? looks.count
    if place == looks.count { looks.append(look) }
    return "t\(place)"
  }

  private var styles: String {
    let fonts = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace"
    let common = "text{font:15px \(fonts);white-space:pre}.d{fill:none;stroke-width:2.6;stroke-linecap:round}"
    return common
      + looks.enumerated().map { index, look in
        let more =
          (look.attributes.contains(.bold) ? ";font-weight:700" : "")
          + (look.attributes.contains(.italic) ? ";font-style:italic" : "")
          + (look.attributes.contains(.underline) ? ";text-decoration:underline" : "")
        return ".t\(index){fill:\(look.color.hex)\(more)}"
      }.joined()
  }
}
