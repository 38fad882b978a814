/// Drawing on a canvas. Whatever lies outside is left out; a wide glyph is drawn whole or not at all.
extension Canvas {
  /// The cell at a place; blank outside.
  public subscript(x: Int, y: Int) -> Cell {
    guard x >= 0, y >= 0, x < size.width, y < size.height else { return Cell() }
    return cells[y * size.width + x]
  }

  /// The whole canvas as a rectangle.
  public var bounds: Rect { Rect(x: 0, y: 0, width: size.width, height: size.height) }

  /// Draws text, made safe and cut to `width` columns (nil: to the edge of the canvas).
  /// - Parameter ellipsis: whether a cut is marked with "…".
  /// - Returns: the columns used.
  @discardableResult
  public mutating func put(
    _ text: String, x: Int, y: Int, style: Style, width: Int? = nil, ellipsis: Bool = true
  ) -> Int {
    guard y >= 0, y < size.height, x < size.width else { return 0 }
    let room = min(width ?? Int.max, size.width - x)
    guard room > 0 else { return 0 }
    if x >= 0, let used = putASCII(text, x: x, y: y, style: style, room: room) { return used }
    let isCut = TextWidth.measure(text, limit: room) > room
    let tail = isCut && ellipsis ? TextWidth.ellipsisText(glyphs, room: room) : ""
    var used = putGlyphs(text, x: x, y: y, style: style, room: room - tail.unicodeScalars.count)
    used += putGlyphs(tail, x: x + used, y: y, style: style, room: room - used)
    return used
  }

  /// Draws text so that it ends just before column `x`; cut to `width` columns.
  public mutating func putRight(_ text: String, endingAt x: Int, y: Int, style: Style, width: Int? = nil) {
    let columns = TextWidth.of(text)
    let room = min(width ?? Int.max, columns)
    put(text, x: x - room, y: y, style: style, width: room)
  }

  /// Fills a part with one glyph of one column.
  public mutating func fill(_ rect: Rect, style: Style, scalar: UInt32 = 32) {
    for y in max(0, rect.y)..<max(0, rect.y, min(size.height, rect.maxY)) {
      for x in max(0, rect.x)..<max(0, rect.x, min(size.width, rect.maxX)) {
        set(x: x, y: y, Cell(scalar: scalar, style: style))
      }
    }
  }

  /// Changes the look of a part and leaves its text: selection bars.
  public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
    for y in max(0, rect.y)..<max(0, rect.y, min(size.height, rect.maxY)) {
      for x in max(0, rect.x)..<max(0, rect.x, min(size.width, rect.maxX)) {
        let index = y * size.width + x
        cells[index].style = change(cells[index].style)
      }
    }
  }

  /// Draws a frame along the edge of a part; what is inside stays.
  public mutating func box(_ rect: Rect, style: Style, glyphs: GlyphSet) {
    guard rect.width >= 2, rect.height >= 2 else { return }
    let horizontal = Glyph.horizontal.scalar(in: glyphs)
    let vertical = Glyph.vertical.scalar(in: glyphs)
    fill(Rect(x: rect.x, y: rect.y, width: rect.width, height: 1), style: style, scalar: horizontal)
    fill(Rect(x: rect.x, y: rect.maxY - 1, width: rect.width, height: 1), style: style, scalar: horizontal)
    fill(Rect(x: rect.x, y: rect.y, width: 1, height: rect.height), style: style, scalar: vertical)
    fill(Rect(x: rect.maxX - 1, y: rect.y, width: 1, height: rect.height), style: style, scalar: vertical)
    set(x: rect.x, y: rect.y, Cell(scalar: Glyph.topLeft.scalar(in: glyphs), style: style))
    set(x: rect.maxX - 1, y: rect.y, Cell(scalar: Glyph.topRight.scalar(in: glyphs), style: style))
    set(x: rect.x, y: rect.maxY - 1, Cell(scalar: Glyph.bottomLeft.scalar(in: glyphs), style: style))
    set(x: rect.maxX - 1, y: rect.maxY - 1, Cell(scalar: Glyph.bottomRight.scalar(in: glyphs), style: style))
  }

  /// Sets one cell of one column and blanks the other half of a wide glyph that it cuts.
  mutating func set(x: Int, y: Int, _ cell: Cell) {
    guard x >= 0, y >= 0, x < size.width, y < size.height else { return }
    let index = y * size.width + x
    mendLeft(of: index)
    mendRight(of: index, x: x)
    cells[index] = cell
  }

  /// Draws glyphs up to `room` columns and returns the columns used.
  private mutating func putGlyphs(_ text: String, x: Int, y: Int, style: Style, room: Int) -> Int {
    var used = 0
    for glyph in ShownGlyphs(text) {
      guard used + glyph.width <= room else { break }
      let column = x + used
      used += glyph.width
      if column >= 0, column + glyph.width <= size.width {
        set(x: column, y: y, Cell(scalar: glyph.scalar, mark: glyph.mark, style: style))
        if glyph.width == 2 {
          mendRight(of: y * size.width + column + 1, x: column + 1)
          cells[y * size.width + column + 1] = Cell(scalar: 0, style: style)
        }
      } else if column == -1, glyph.width == 2 {
        set(x: 0, y: y, Cell(style: style))
      }
    }
    return used
  }

  /// The fast way for printable ASCII; nil if the text holds anything else. `x` lies within the canvas.
  private mutating func putASCII(_ text: String, x: Int, y: Int, style: Style, room: Int) -> Int? {
    let start = y * size.width + x
    let tail = TextWidth.ellipsisText(glyphs, room: room)
    let used: Int?? = text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      guard bytes.count <= room || tail.isEmpty, bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
      let count = min(bytes.count, room)
      guard count > 0 else { return 0 }
      mendLeft(of: start)
      mendRight(of: start + count - 1, x: x + count - 1)
      for offset in 0..<count { cells[start + offset] = Cell(scalar: UInt32(bytes[offset]), style: style) }
      return count
    }
    return used ?? nil
  }

  /// Blanks the left half of a wide glyph whose right half is about to be drawn over.
  private mutating func mendLeft(of index: Int) {
    if cells[index].scalar == 0, index > 0 { cells[index - 1].scalar = 0x20 }
  }

  /// Blanks the right half of a wide glyph whose left half is about to be drawn over.
  private mutating func mendRight(of index: Int, x: Int) {
    if x + 1 < size.width, cells[index + 1].scalar == 0 { cells[index + 1].scalar = 0x20 }
  }
}
