/// Signs that a picture draws itself, so that lines meet and bars are even whatever font shows the text: frames, blocks,
/// braille and the signs of states. A cell is 90 by 180 units, tenths of a point.
enum GlyphShape {
  /// Units of a cell.
  static let width = 90
  static let height = 180

  /// Part of a path to fill, or round dots to stroke.
  enum Piece: Equatable {
    case fill(String)
    case dots(String)
  }

  /// How a glyph is drawn in the cell with this upper left corner; empty if it is text.
  static func pieces(_ scalar: UInt32, x: Int, y: Int) -> [Piece] {
    switch scalar {
    case 0x2801..<0x2900: [.dots(braille(scalar - 0x2800, x, y))]
    case 0x2580...0x2590, 0x2594, 0x2595: [.fill(block(scalar, x, y))]
    case 0x254C, 0x2504, 0x2508: [.fill(rect(x + 10, y + 84, 28, 12) + rect(x + 55, y + 84, 28, 12))]
    case 0x254E, 0x2506, 0x250A: [.fill(rect(x + 39, y + 20, 12, 56) + rect(x + 39, y + 110, 12, 56))]
    default: arms[scalar].map { [.fill(frame($0, x, y))] } ?? sign(scalar, x, y)
    }
  }

  /// A rectangle.
  static func rect(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> String {
    "M\(tenths(x)) \(tenths(y))h\(tenths(width))v\(tenths(height))h\(tenths(-width))z"
  }

  /// A number of tenths as a decimal.
  static func tenths(_ value: Int) -> String {
    let sign = value < 0 ? "-" : ""
    let size = abs(value)
    return size % 10 == 0 ? "\(sign)\(size / 10)" : "\(sign)\(size / 10).\(size % 10)"
  }

  // MARK: - Frames

  /// Half lines from the middle of a cell, and how thick they are.
  private struct Arms {
    var left = false
    var right = false
    var up = false
    var down = false
    var thickness = 12
  }

  private static let arms: [UInt32: Arms] = [
    0x2500: Arms(left: true, right: true), 0x2502: Arms(up: true, down: true),
    0x250C: Arms(right: true, down: true), 0x2510: Arms(left: true, down: true),
    0x2514: Arms(right: true, up: true), 0x2518: Arms(left: true, up: true),
    0x251C: Arms(right: true, up: true, down: true), 0x2524: Arms(left: true, up: true, down: true),
    0x252C: Arms(left: true, right: true, down: true), 0x2534: Arms(left: true, right: true, up: true),
    0x253C: Arms(left: true, right: true, up: true, down: true),
    0x2501: Arms(left: true, right: true, thickness: 24), 0x2503: Arms(up: true, down: true, thickness: 24),
  ]

  private static func frame(_ arms: Arms, _ x: Int, _ y: Int) -> String {
    let half = arms.thickness / 2
    let (middle, centre) = (x + width / 2, y + height / 2)
    var path = ""
    if arms.left || arms.right {
      let from = arms.left ? x : middle - half
      let to = arms.right ? x + width : middle + half
      path += rect(from, centre - half, to - from, arms.thickness)
    }
    if arms.up || arms.down {
      let from = arms.up ? y : centre - half
      let to = arms.down ? y + height : centre + half
      path += rect(middle - half, from, arms.thickness, to - from)
    }
    return path
  }

  // MARK: - Blocks and braille

  private static func block(_ scalar: UInt32, _ x: Int, _ y: Int) -> String {
    switch scalar {
    case 0x2580: return rect(x, y, width, height / 2)
    case 0x2590: return rect(x + width / 2, y, width / 2, height)
    case 0x2594: return rect(x, y, width, height / 8)
    case 0x2595: return rect(x + width - width / 8, y, width / 8, height)
    case 0x2581...0x2588:
      let filled = height * Int(scalar - 0x2580) / 8
      return rect(x, y + height - filled, width, filled)
    default: return rect(x, y, width * Int(0x2590 - scalar) / 8, height)
    }
  }

  /// Dots as lines without length, which round ends make circles.
  private static func braille(_ bits: UInt32, _ x: Int, _ y: Int) -> String {
    let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
    return places.enumerated().filter { bits & (1 << UInt32($0.offset)) != 0 }.map { _, place in
      dot(x + 22 + 45 * place.0, y + 22 + 45 * place.1)
    }.joined()
  }

  private static func dot(_ x: Int, _ y: Int) -> String { "M\(tenths(x)) \(tenths(y))h0" }

  // MARK: - Signs

  private static func sign(_ scalar: UInt32, _ x: Int, _ y: Int) -> [Piece] {
    let (middle, centre) = (x + width / 2, y + height / 2)
    switch scalar {
    case 0x25A0: return [.fill(rect(middle - 34, centre - 34, 68, 68))]
    case 0x25AC: return [.fill(rect(middle - 38, centre - 15, 76, 30))]
    case 0x25CF: return [.fill(circle(middle, centre, 36, sweep: 0))]
    case 0x25CB: return [.fill(circle(middle, centre, 36, sweep: 0) + circle(middle, centre, 25, sweep: 1))]
    case 0x25CC:
      let ring = [(0, -34), (24, -24), (34, 0), (24, 24), (0, 34), (-24, 24), (-34, 0), (-24, -24)]
      return [.dots(ring.map { dot(middle + $0.0, centre + $0.1) }.joined())]
    case 0x25B2:
      return [.fill(polygon([(middle, centre - 38), (middle + 40, centre + 34), (middle - 40, centre + 34)]))]
    case 0x25BC:
      return [.fill(polygon([(middle, centre + 38), (middle + 40, centre - 34), (middle - 40, centre - 34)]))]
    case 0x25B8:
      return [.fill(polygon([(middle - 26, centre - 34), (middle + 30, centre), (middle - 26, centre + 34)]))]
    case 0x25C6:
      return [
        .fill(polygon([(middle, centre - 42), (middle + 40, centre), (middle, centre + 42), (middle - 40, centre)]))
      ]
    default: return []
    }
  }

  private static func circle(_ x: Int, _ y: Int, _ radius: Int, sweep: Int) -> String {
    let (r, two) = (tenths(radius), tenths(2 * radius))
    return "M\(tenths(x - radius)) \(tenths(y))a\(r) \(r) 0 1 \(sweep) \(two) 0a\(r) \(r) 0 1 \(sweep) -\(two) 0z"
  }

  private static func polygon(_ points: [(Int, Int)]) -> String {
    "M" + points.map { "\(tenths($0.0)) \(tenths($0.1))" }.joined(separator: "L") + "z"
  }
}
