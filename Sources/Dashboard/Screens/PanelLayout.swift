import Cells

/// The parts of a full-screen panel: the figure, whom it comes from, and the leads or deals behind it. Narrow screens
/// show the figure or the breakdown, low ones do without borders.
struct PanelLayout: Equatable {
  /// The figure with its border, if it has one; empty where the breakdown stands in its place.
  var figure: Rect
  var breakdown: Rect?
  /// The list with its border, if it has one.
  var list: Rect
  /// False where every row is needed for text.
  var hasBorders: Bool

  /// From this width on figure and breakdown stand side by side.
  static let wide = 100

  /// - Parameters:
  ///   - showsBreakdown: whether a narrow screen shows the breakdown instead of the figure.
  ///   - isAlone: whether the figure has all the place.
  init(_ rect: Rect, showsBreakdown: Bool = false, isAlone: Bool = false) {
    hasBorders = rect.height >= 14
    guard !isAlone else {
      figure = rect
      list = Rect(x: rect.x, y: rect.maxY, width: rect.width, height: 0)
      return
    }
    let listHeight = hasBorders ? max(7, rect.height * 2 / 5) : max(4, rect.height - 4)
    let top = Rect(x: rect.x, y: rect.y, width: rect.width, height: max(0, rect.height - listHeight))
    list = Rect(x: rect.x, y: top.maxY, width: rect.width, height: rect.height - top.height)
    figure = top
    if rect.width >= Self.wide {
      let left = rect.width * 11 / 20
      figure.width = left
      breakdown = Rect(x: top.x + left, y: top.y, width: rect.width - left, height: top.height)
    } else if showsBreakdown {
      breakdown = top
      figure.width = 0
    }
  }

  /// Where the list itself stands; it keeps a column free at both sides.
  var listInside: Rect { hasBorders && list.height > 0 ? list.inset(1, 1) : list }

  /// What is inside a part: below its title, between its borders.
  func inside(_ part: Rect) -> Rect {
    hasBorders
      ? part.inset(2, 1)
      : Rect(x: part.x + 1, y: part.y + 1, width: max(0, part.width - 2), height: max(0, part.height - 1))
  }
}
