/// How the rows of a table come together: runs of rows that stay, and runs of new ones between them.
struct MergePlan {
  /// Neighbours of one origin.
  struct Piece: Equatable {
    /// True for rows of the change, false for rows that stay.
    var isNew: Bool
    /// The first row where they come from.
    var start: Int
    /// Rows.
    var count: Int
    /// The first row where they go to.
    var target: Int
  }

  private(set) var pieces: [Piece] = []
  /// Rows before.
  let before: Int
  /// Rows of the change.
  let added: Int
  /// Rows after.
  private(set) var count = 0
  /// True while every row that stays keeps its place.
  private var stays = true

  init(before: Int, added: Int) {
    self.before = before
    self.added = added
  }

  /// True if every row that stays keeps its place.
  var keepsPlaces: Bool { stays && count == before }

  /// Goes on with these rows.
  mutating func add(_ rows: Range<Int>, isNew: Bool) {
    guard !rows.isEmpty else { return }
    if !isNew, rows.lowerBound != count { stays = false }
    if let last = pieces.last, last.isNew == isNew, last.start + last.count == rows.lowerBound {
      pieces[pieces.count - 1].count += rows.count
    } else {
      pieces.append(Piece(isNew: isNew, start: rows.lowerBound, count: rows.count, target: count))
    }
    count += rows.count
  }

  /// Where each row of the change goes.
  var newRows: [Int32] {
    var rows = [Int32](repeating: -1, count: added)
    for piece in pieces where piece.isNew {
      for offset in 0..<piece.count { rows[piece.start + offset] = Int32(piece.target + offset) }
    }
    return rows
  }

  /// Where each row goes that was there before, -1 if it is gone; nil if all that stay keep their places.
  var oldRows: Series<Int32>? {
    guard !keepsPlaces else { return nil }
    var rows = Series<Int32>(repeating: -1, count: before)
    rows.withUnsafeMutableBufferPointer { rows in
      for piece in pieces where !piece.isNew {
        for offset in 0..<piece.count { rows[piece.start + offset] = Int32(piece.target + offset) }
      }
    }
    return rows
  }
}

extension MergePlan {
  /// Puts the rows of a change where their creation wants them: in place of the row of the same identifier if that was
  /// created at the same time, else behind all that were created no later.
  /// - Parameters:
  ///   - created: of the rows there are, ascending.
  ///   - newCreated: of the rows of the change, ascending.
  ///   - known: for each row of the change that of the same identifier, or -1.
  ///   - removed: rows that go.
  init(created: Series<Instant>, newCreated: Series<Instant>, known: [Int32], removed: [Int32]) {
    self.init(before: created.count, added: newCreated.count)
    var places: [(row: Int, isInPlace: Bool, new: Int)] = []
    places.reserveCapacity(known.count)
    for (new, old) in known.enumerated() {
      let isInPlace = old >= 0 && created[Int(old)] == newCreated[new]
      places.append((isInPlace ? Int(old) : created.firstRow { newCreated[new] < $0 }, isInPlace, new))
    }
    places.sort { left, right in
      if left.row != right.row { return left.row < right.row }
      return left.isInPlace == right.isInPlace ? left.new < right.new : right.isInPlace
    }
    let gone = (known + removed).filter { $0 >= 0 }.sorted()
    var (next, nextGone) = (0, 0)
    func stay(until end: Int, _ plan: inout MergePlan) {
      while nextGone < gone.count, gone[nextGone] < end {
        plan.add(next..<max(next, Int(gone[nextGone])), isNew: false)
        next = Int(gone[nextGone]) + 1
        nextGone += 1
      }
      plan.add(next..<max(next, end), isNew: false)
      next = max(next, end)
    }
    for place in places {
      stay(until: place.row, &self)
      add(place.new..<place.new + 1, isNew: true)
    }
    stay(until: created.count, &self)
  }

  /// What belongs to the rows of this plan, in their order.
  /// - Parameters:
  ///   - old: where that of a run of rows lies that were there before.
  ///   - new: where that of a run of rows of the change lies.
  func following(
    before: Int, added: Int, old: (Range<Int>) -> Range<Int>, new: (Range<Int>) -> Range<Int>
  ) -> MergePlan {
    var plan = MergePlan(before: before, added: added)
    plan.add(self, old: old, new: new)
    return plan
  }

  /// Goes on with what belongs to the rows of another plan.
  mutating func add(_ owners: MergePlan, old: (Range<Int>) -> Range<Int>, new: (Range<Int>) -> Range<Int>) {
    for piece in owners.pieces {
      let rows = piece.start..<piece.start + piece.count
      add(piece.isNew ? new(rows) : old(rows), isNew: piece.isNew)
    }
  }
}

extension Series {
  /// The first row of which `isBeyond` holds, where it holds of all rows behind it too; the count if of none.
  func firstRow(from start: Int = 0, where isBeyond: (Element) -> Bool) -> Int {
    var (low, high) = (start, count)
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
