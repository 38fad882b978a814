/// Rows under a header, of which only those in view are asked for; a selection and a scroll bar.
public struct Table: Sendable, Equatable {
  /// All columns; those without room are left out.
  public var columns: [TableColumn]
  /// Rows of the whole table.
  public var rowCount: Int
  /// The selected row.
  public var selected: Int?
  /// The first row in view.
  public var offset: Int
  /// The column that the rows are sorted by, and whether descending.
  public var sortedBy: String?
  /// True for greatest first.
  public var descending: Bool
  /// Whether titles stand above.
  public var showsHeader: Bool

  /// A table.
  public init(
    columns: [TableColumn], rowCount: Int, selected: Int? = nil, offset: Int = 0, sortedBy: String? = nil,
    descending: Bool = false, showsHeader: Bool = true
  ) {
    self.columns = columns
    self.rowCount = max(0, rowCount)
    self.selected = selected
    self.offset = offset
    self.sortedBy = sortedBy
    self.descending = descending
    self.showsHeader = showsHeader
  }

  /// Rows that fit.
  public func capacity(in rect: Rect) -> Int { max(0, rect.height - (showsHeader ? 1 : 0)) }

  /// The nearest offset at which the selected row is in view and no space is wasted below.
  public static func offset(_ offset: Int, showing selected: Int?, rowCount: Int, capacity: Int) -> Int {
    guard capacity > 0 else { return 0 }
    var first = offset
    if let selected { first = max(selected - capacity + 1, min(first, selected)) }
    return max(0, min(first, rowCount - capacity))
  }

  /// The rows in view.
  public func visibleRows(in rect: Rect) -> Range<Int> {
    let count = capacity(in: rect)
    let first = Self.offset(offset, showing: nil, rowCount: rowCount, capacity: count)
    return first..<min(rowCount, first + count)
  }

  /// The row at a place of the screen; nil on the header and below the last.
  public func row(atY y: Int, in rect: Rect) -> Int? {
    let line = y - rect.y - (showsHeader ? 1 : 0)
    let rows = visibleRows(in: rect)
    return line >= 0 && y < rect.maxY && line < rows.count ? rows.lowerBound + line : nil
  }

  /// The column at a place of the screen, for clicks on the header.
  public func column(atX x: Int, in rect: Rect) -> TableColumn? {
    let place = x - rect.x
    return layout(in: rect).slots.first { place >= $0.x && place <= $0.x + $0.width }.map { columns[$0.column] }
  }

  /// True on the header.
  public func isHeader(y: Int, in rect: Rect) -> Bool { showsHeader && y == rect.y && !rect.isEmpty }

  /// Draws the table into a part of the canvas.
  /// - Parameter cells: the cells of a row, one for each of ``columns``; asked only for rows in view.
  public func draw(in rect: Rect, on canvas: inout Canvas, look: Look, cells: (Int) -> [TableCell]) {
    guard !rect.isEmpty else { return }
    canvas.fill(rect, style: look[.text])
    let layout = layout(in: rect)
    if showsHeader { drawHeader(in: rect.row(0), layout: layout, on: &canvas, look: look) }
    let top = rect.y + (showsHeader ? 1 : 0)
    for (line, index) in visibleRows(in: rect).enumerated() {
      drawRow(cells(index), y: top + line, x: rect.x, layout: layout, on: &canvas, look: look)
      guard index == selected else { continue }
      let bar = Rect(x: rect.x, y: top + line, width: contentWidth(in: rect), height: 1)
      let selection = look[.selection]
      canvas.restyle(bar) { under in
        var style = selection
        style.attributes.formUnion(under.attributes)
        return style
      }
    }
    scrollBar(in: rect)?.draw(top: visibleRows(in: rect).lowerBound, on: &canvas, look: look)
  }

  private func layout(in rect: Rect) -> TableLayout { TableLayout(columns: columns, width: contentWidth(in: rect)) }

  /// The scroll bar takes the last column, with a blank before it, only where there is something to scroll.
  private func contentWidth(in rect: Rect) -> Int { max(0, rect.width - (hasScrollBar(in: rect) ? 2 : 0)) }

  private func hasScrollBar(in rect: Rect) -> Bool { scrollBar(in: rect) != nil }

  /// The bar that says which rows are in view; nil where all are.
  public func scrollBar(in rect: Rect) -> ScrollBar? {
    let count = capacity(in: rect)
    guard rect.width > 4 else { return nil }
    return ScrollBar(
      Rect(x: rect.maxX - 1, y: rect.maxY - count, width: 1, height: count), lines: rowCount, shown: count)
  }

  private func drawHeader(in line: Rect, layout: TableLayout, on canvas: inout Canvas, look: Look) {
    for slot in layout.slots {
      let column = columns[slot.column]
      var title = column.title
      if column.id == sortedBy {
        let arrow = look.mark(descending ? .descending : .ascending)
        title = TextWidth.cut(title, to: max(0, slot.width - 1), glyphs: look.glyphs) + arrow
      }
      put(title, column.alignment, slot: slot, x: line.x, y: line.y, style: look[.dim], on: &canvas, look: look)
    }
  }

  private func drawRow(
    _ cells: [TableCell], y: Int, x: Int, layout: TableLayout, on canvas: inout Canvas, look: Look
  ) {
    for slot in layout.slots where slot.column < cells.count {
      let cell = cells[slot.column]
      let alignment = columns[slot.column].alignment
      let drawn = put(cell.text, alignment, slot: slot, x: x, y: y, style: look[cell.role], on: &canvas, look: look)
      if let link = cell.link { canvas.link(link, x: drawn.x, y: y, width: drawn.width) }
    }
  }

  /// - Returns: the columns that the text takes.
  @discardableResult
  private func put(
    _ text: String, _ alignment: Alignment, slot: TableLayout.Slot, x: Int, y: Int, style: Style,
    on canvas: inout Canvas, look: Look
  ) -> (x: Int, width: Int) {
    guard slot.width > 0 else { return (x + slot.x, 0) }
    let gap = alignment == .left ? 0 : max(0, slot.width - TextWidth.of(text))
    let indent = alignment == .center ? gap / 2 : gap
    let start = x + slot.x + indent
    return (start, canvas.put(text, x: start, y: y, style: style, width: slot.width - indent))
  }
}
