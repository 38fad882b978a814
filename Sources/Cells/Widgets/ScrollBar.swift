/// The bar at the edge of a part that has more lines than rows: says which of them are in view, and can be pulled.
public struct ScrollBar: Sendable, Equatable {
  /// Where it stands, one column wide.
  public let rect: Rect
  /// Lines in all.
  public let lines: Int
  /// Lines that are in view at a time.
  public let shown: Int

  /// A bar; nil where all lines are in view, or where there is no room for one.
  public init?(_ rect: Rect, lines: Int, shown: Int) {
    guard shown > 0, lines > shown, rect.height > 1 else { return nil }
    self.rect = Rect(x: rect.x, y: rect.y, width: 1, height: rect.height)
    self.lines = lines
    self.shown = shown
  }

  /// Rows of the thumb.
  private var length: Int { max(1, Int(Double(rect.height) * Double(shown) / Double(lines))) }

  /// Rows above the thumb when this line is the first in view.
  private func start(top: Int) -> Int {
    let travel = Double(max(0, min(top, lines - shown))) / Double(lines - shown)
    return Int(travel * Double(rect.height - length) + 0.5)
  }

  /// By how many rows a place on the bar lies below the beginning of the thumb; nil beside the thumb.
  public func grip(top: Int, atY y: Int) -> Int? {
    let offset = y - rect.y - start(top: top)
    return (0..<length).contains(offset) ? offset : nil
  }

  /// The line that comes into view first when the thumb is pulled.
  /// - Parameters:
  ///   - y: where it is pulled to.
  ///   - grip: by how many rows it is held below its beginning; nil holds it in the middle.
  public func top(atY y: Int, grip: Int? = nil) -> Int {
    let room = rect.height - length
    guard room > 0 else { return 0 }
    let start = max(0, min(room, y - rect.y - (grip ?? length / 2)))
    return Int(Double(start) / Double(room) * Double(lines - shown) + 0.5)
  }

  /// Draws it with this line first in view.
  public func draw(top: Int, on canvas: inout Canvas, look: Look) {
    canvas.fill(rect, style: look[.axis], scalar: look.scalar(.track))
    let thumb = Rect(x: rect.x, y: rect.y + start(top: top), width: 1, height: length)
    canvas.fill(thumb, style: look[.dim], scalar: look.scalar(.thumb))
  }
}
