/// A column of a table.
public struct TableColumn: Sendable, Hashable {
  /// What it is called in settings and in sorting.
  public var id: String
  /// What stands above it.
  public var title: String
  /// Numbers right, words left.
  public var alignment: Alignment
  /// Fewer columns of the screen than this make no sense.
  public var minimum: Int
  /// More columns of the screen than this are of no use.
  public var ideal: Int
  /// Where there is no room, the column with the lowest goes first.
  public var priority: Int

  /// A column.
  public init(id: String, title: String, alignment: Alignment = .left, minimum: Int, ideal: Int, priority: Int = 0) {
    self.id = id
    self.title = title
    self.alignment = alignment
    self.minimum = max(1, minimum)
    self.ideal = max(self.minimum, ideal)
    self.priority = priority
  }
}

/// What stands in a cell of a table.
public struct TableCell: Sendable, Hashable {
  /// The text, cut to its column when drawn.
  public var text: String
  /// How it is coloured.
  public var role: Role
  /// The page that it leads to; nil for none.
  public var link: String?

  /// A cell.
  public init(_ text: String, _ role: Role = .text, link: String? = nil) {
    self.text = text
    self.role = role
    self.link = link
  }
}

/// Where the columns of a table stand for a given width.
public struct TableLayout: Sendable, Equatable {
  /// A column that is shown.
  public struct Slot: Sendable, Hashable {
    /// Its index among all columns.
    public var column: Int
    /// Where it begins, counted from the table's left edge.
    public var x: Int
    /// Columns of the screen it takes.
    public var width: Int
  }

  /// From left to right.
  public var slots: [Slot]

  /// Drops columns of low priority until all minimum widths fit, then hands out what is left, the most important
  /// columns first, up to their ideal widths. One column of the screen stays free between two.
  public init(columns: [TableColumn], width: Int) {
    var shown = Array(columns.indices)
    func needed() -> Int { shown.reduce(shown.count - 1) { $0 + columns[$1].minimum } }
    while shown.count > 1, needed() > width {
      // Among equals the one furthest to the right goes.
      let drop = shown.min { (columns[$0].priority, -$0) < (columns[$1].priority, -$1) }
      shown.removeAll { $0 == drop }
    }
    var widths = columns.map(\.minimum)
    var left = width - needed()
    if shown.count == 1, left < 0, let only = shown.first {
      widths[only] = max(0, width)
      left = 0
    }
    for index in shown.sorted(by: { (columns[$0].priority, -$0) > (columns[$1].priority, -$1) }) {
      let more = min(max(0, left), columns[index].ideal - columns[index].minimum)
      widths[index] += more
      left -= more
    }
    var x = 0
    slots = shown.map { index in
      defer { x += widths[index] + 1 }
      return Slot(column: index, x: x, width: widths[index])
    }
  }
}
