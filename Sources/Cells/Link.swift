/// A stretch of a row that leads to a page, where the terminal can open one (OSC 8).
public struct Link: Sendable, Equatable {
  /// The address, as it came; whoever sends it makes it safe.
  public var address: String
  /// Column and row of the first cell.
  public var x: Int
  /// See ``x``.
  public var y: Int
  /// Columns.
  public var width: Int
  /// The glyphs that it was put on.
  var scalars: [UInt32]
}

extension Canvas {
  /// Lets what stands in these cells lead to an address; cells outside of the canvas are left out.
  public mutating func link(_ address: String, x: Int, y: Int, width: Int) {
    let (start, end) = (max(0, x), min(size.width, x + width))
    guard y >= 0, y < size.height, start < end else { return }
    links.append(
      Link(address: address, x: start, y: y, width: end - start, scalars: (start..<end).map { self[$0, y].scalar }))
  }

  /// The links whose text is still to be seen: a box drawn over one takes it away.
  public var visibleLinks: [Link] {
    links.filter { link in
      link.scalars.indices.allSatisfy { self[link.x + $0, link.y].scalar == link.scalars[$0] }
    }
  }
}
