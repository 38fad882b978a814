/// One cell of the screen.
public struct Cell: Hashable, Sendable {
  /// Unicode scalar shown; 0 marks the right half of a wide glyph.
  public var scalar: UInt32
  /// A combining mark on it, 0 for none.
  public var mark: UInt32
  /// How it looks.
  public var style: Style

  /// A cell; the default is a blank.
  public init(scalar: UInt32 = 32, mark: UInt32 = 0, style: Style = Style()) {
    self.scalar = scalar
    self.mark = mark
    self.style = style
  }
}

/// A screen as a value: cells that drawing fills and a terminal shows.
public struct Canvas: Equatable, Sendable {
  /// Columns and rows, at least one of each.
  public let size: Size
  /// Row after row.
  public internal(set) var cells: [Cell]
  /// Where the text cursor stands, nil to hide it.
  public var cursor: (x: Int, y: Int)?
  /// Stretches that lead somewhere, in the order in which they were drawn.
  public internal(set) var links: [Link] = []
  /// Which glyphs the terminal can show; decides how cut text is marked.
  public var glyphs: GlyphSet = .braille

  /// An empty canvas; sizes below one become one.
  public init(size: Size, style: Style = Style()) {
    self.size = Size(width: max(1, size.width), height: max(1, size.height))
    cells = Array(repeating: Cell(style: style), count: self.size.width * self.size.height)
  }

  /// True if both would look the same, their cursors included.
  public static func == (left: Canvas, right: Canvas) -> Bool {
    left.size == right.size && left.cells == right.cells && left.cursor?.x == right.cursor?.x
      && left.cursor?.y == right.cursor?.y && left.links == right.links
  }
}
