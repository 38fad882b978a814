import Cells

/// Finds rows that moved by more than one line between two frames.
///
/// ncurses would move them with "scroll by n lines", a sequence that some emulators and recorders lack; they would show
/// garbled text. Moves by one line use sequences that every terminal knows.
enum LongShift {
  /// True if a changed row stood two or more rows away, and nowhere else: the seeds from which ncurses grows its moves.
  static func exists(in new: Canvas, changed: [Int], since old: Canvas?) -> Bool {
    guard let old, old.size == new.size, changed.count > 2 else { return false }
    let (before, after) = (unique(old), unique(new))
    return changed.contains { y in
      let hash = hash(new, y)
      guard after[hash] == .some(.some(y)), let place = before[hash], let from = place else { return false }
      return abs(from - y) > 1
    }
  }

  /// Where each row stands by its hash; nil for rows that stand in several places.
  private static func unique(_ canvas: Canvas) -> [Int: Int?] {
    var places: [Int: Int?] = [:]
    for y in 0..<canvas.size.height {
      let hash = hash(canvas, y)
      places[hash] = places[hash] == nil ? .some(y) : .some(nil)
    }
    return places
  }

  private static func hash(_ canvas: Canvas, _ y: Int) -> Int {
    var hasher = Hasher()
    for x in 0..<canvas.size.width { hasher.combine(canvas.cells[y * canvas.size.width + x]) }
    return hasher.finalize()
  }
}
