import CNCurses
import CTerminal
import Cells

/// Puts rows of a canvas on ncurses' screen. Rows that have not changed are not even handed over; of the others ncurses
/// sends what differs.
struct Painter {
  private(set) var pairs: ColorPairs
  /// What is on the glass, nil if that is not known.
  private(set) var shown: Canvas?
  /// The rows that the last canvas had ncurses draw.
  private(set) var drawn: [Int] = []
  private let isUTF8: Bool
  private var row: [cchar_t] = []

  init(pairs: ColorPairs, isUTF8: Bool) {
    self.pairs = pairs
    self.isUTF8 = isUTF8
  }

  /// Forgets what is on the glass.
  mutating func invalidate() {
    shown = nil
    clearok(nc_curscr(), true)
  }

  /// Hands a canvas to ncurses and returns false if there is nothing to send.
  mutating func prepare(_ canvas: Canvas, size: Size) -> Bool {
    if pairs.isExhausted {
      pairs.reset()
      invalidate()
    }
    let folded = isUTF8 ? canvas : canvas.foldedToASCII()
    let rows = folded.changedRows(since: shown)
    drawn = rows
    guard !rows.isEmpty || shown?.cursor?.x != canvas.cursor?.x || shown?.cursor?.y != canvas.cursor?.y else {
      return false
    }
    if shown == nil || folded.size != size { werase(nc_stdscr()) }
    for y in LongShift.seeds(in: folded, changed: rows, since: shown) where y < size.height { LongShift.spoil(row: y) }
    for y in rows where y < size.height { paint(folded, y: y, columns: min(folded.size.width, size.width)) }
    shown = folded
    place(canvas.cursor, size: size)
    return true
  }

  private func place(_ cursor: (x: Int, y: Int)?, size: Size) {
    guard let cursor, cursor.x >= 0, cursor.y >= 0, cursor.x < size.width, cursor.y < size.height else {
      // Wherever it is: moving a hidden cursor costs bytes.
      leaveok(nc_stdscr(), true)
      curs_set(0)
      return
    }
    leaveok(nc_stdscr(), false)
    curs_set(1)
    wmove(nc_stdscr(), Int32(cursor.y), Int32(cursor.x))
  }

  private mutating func paint(_ canvas: Canvas, y: Int, columns: Int) {
    let start = y * canvas.size.width
    row.removeAll(keepingCapacity: true)
    for x in 0..<columns {
      let cell = canvas.cells[start + x]
      // The right half of a wide glyph: ncurses adds it itself.
      if cell.scalar == 0, x > 0 { continue }
      let isWide = x + 1 < canvas.size.width && canvas.cells[start + x + 1].scalar == 0
      append(cell, isWide: isWide, isCut: isWide && x + 1 == columns)
    }
    mvwadd_wchnstr(nc_stdscr(), Int32(y), 0, row, Int32(row.count))
  }

  private mutating func append(_ cell: Cell, isWide: Bool, isCut: Bool) {
    let ink = pairs.ink(cell.style)
    let blank = nc_cell(0x20, 0, ink.attributes, ink.pair)
    if cell.scalar == 0 || isCut {
      row.append(blank)
    } else if Self.isDrawn(cell.scalar, isWide: isWide) {
      row.append(nc_cell(cell.scalar, cell.mark, ink.attributes, ink.pair))
    } else {
      // The C library counts its columns differently, which would shift the rest of the row.
      row.append(nc_cell(ASCIILookalike.of(cell.scalar), 0, ink.attributes, ink.pair))
      if isWide { row.append(blank) }
    }
  }

  /// True for a glyph that the C library, and so ncurses, counts as many columns for as we do.
  static func isDrawn(_ scalar: UInt32, isWide: Bool) -> Bool {
    isPlain(scalar) || ct_character_width(scalar) == (isWide ? 2 : 1)
  }

  /// Glyphs of one column everywhere.
  private static func isPlain(_ scalar: UInt32) -> Bool {
    scalar < 0x7F || (0x2500..<0x25FD).contains(scalar) || (0x2800..<0x2900).contains(scalar)
  }
}
