/// Columns and rows.
public struct Size: Hashable, Sendable {
  /// Columns.
  public var width: Int
  /// Rows.
  public var height: Int
  /// So many columns and rows.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}

/// A part of the screen; the origin is the upper left corner.
public struct Rect: Hashable, Sendable {
  /// Column of its left edge.
  public var x: Int
  /// Row of its upper edge.
  public var y: Int
  /// Columns, never negative.
  public var width: Int
  /// Rows, never negative.
  public var height: Int
  /// A part; negative sizes become 0.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// The column just right of it.
  public var maxX: Int { x + width }
  /// The row just below it.
  public var maxY: Int { y + height }
  /// True if it holds no cell.
  public var isEmpty: Bool { width <= 0 || height <= 0 }

  /// True if the cell lies within.
  public func contains(x column: Int, y row: Int) -> Bool { column >= x && column < maxX && row >= y && row < maxY }

  /// Smaller by so many cells on each side.
  public func inset(_ horizontal: Int, _ vertical: Int) -> Rect {
    Rect(x: x + horizontal, y: y + vertical, width: width - 2 * horizontal, height: height - 2 * vertical)
  }

  /// One row of this part as a part of its own, counted from its top.
  public func row(_ index: Int) -> Rect { Rect(x: x, y: y + index, width: width, height: index < height ? 1 : 0) }
}
