import CNCurses
import Cells

/// Keeps ncurses from moving rows by more than one line between two frames.
///
/// It would move them with "scroll by n lines", a sequence that some emulators and recorders lack; they would show
/// garbled text. Moves by one line use sequences that every terminal knows.
enum LongShift {
  /// The rows of the old frame that stand two or more lines away in the new one, each alone of its kind in both: the
  /// seeds from which ncurses grows its moves.
  static func seeds(in new: Canvas, changed: [Int], since old: Canvas?) -> [Int] {
    guard let old, old.size == new.size, changed.count > 2 else { return [] }
    // A row that equals one that has not changed is no seed, as it is not alone of its kind; taking it for one does no
    // harm. So only those that changed need be looked at.
    let (before, after) = (places(of: changed, in: old), places(of: changed, in: new))
    return after.compactMap { hash, place in
      guard let place, let found = before[hash], let from = found, abs(from - place) > 1 else { return nil }
      return from
    }
  }

  /// Makes ncurses forget the first cell of a row on the glass: it sends that one again, and the row is no seed.
  static func spoil(row: Int) {
    guard let cell = newwin(1, 1, Int32(row), 0) else { return }
    wredrawln(cell, 0, 1)
    delwin(cell)
  }

  /// Where each row stands by its hash; nil for rows that stand in several places.
  private static func places(of rows: [Int], in canvas: Canvas) -> [UInt: Int?] {
    var places: [UInt: Int?] = [:]
    for y in rows {
      let hash = hash(canvas, y)
      places[hash] = places[hash] == nil ? .some(y) : .some(nil)
    }
    return places
  }

  /// By the glyphs alone, as ncurses does: a row that moved and has another look is the same to it.
  private static func hash(_ canvas: Canvas, _ y: Int) -> UInt {
    var hash: UInt = 0
    for x in 0..<canvas.size.width {
      hash = hash &* 33 &+ UInt(canvas.cells[y * canvas.size.width + x].scalar)
    }
    return hash
  }
}
