/// A trend in one row.
public struct Sparkline: Sendable, Equatable {
  /// How the values are drawn.
  public enum Kind: Sendable, Hashable {
    /// A thin line, for shares and durations.
    case line
    /// Columns from zero, for counts.
    case columns
  }

  /// From left to right; nil where nothing is known.
  public var values: [Double?]
  /// Line or columns.
  public var kind: Kind
  /// What the height stands for; nil: from the least (columns: from 0) to the greatest value.
  public var range: ClosedRange<Double>?
  /// How it is coloured.
  public var role: Role

  /// A trend.
  public init(values: [Double?], kind: Kind = .line, range: ClosedRange<Double>? = nil, role: Role = .series) {
    self.values = values
    self.kind = kind
    self.range = range
    self.role = role
  }

  /// Draws the last values that fit into the first row of a part of the canvas, ending at its right edge if there are
  /// enough.
  public func draw(in rect: Rect, on canvas: inout Canvas, look: Look) {
    guard !rect.isEmpty, !values.isEmpty else { return }
    let row = rect.row(0)
    canvas.fill(row, style: look[role])
    if kind == .line, look.glyphs == .braille {
      drawBraille(in: row, on: &canvas, look: look)
    } else {
      drawSteps(in: row, on: &canvas, look: look)
    }
  }

  private var scale: ChartScale {
    let known = values.compactMap { $0 }.filter(\.isFinite)
    guard range == nil, kind == .columns, let greatest = known.max(), greatest > 0 else {
      return ChartScale(range, over: known)
    }
    return ChartScale(0...greatest, over: [])
  }

  /// Two values in a cell, joined by a line.
  private func drawBraille(in row: Rect, on canvas: inout Canvas, look: Look) {
    let shown = Array(values.suffix(row.width * 2))
    var grid = DotGrid(columns: row.width, rows: 1, glyphs: .braille)
    let scale = scale
    var last: (x: Int, y: Int)?
    for (x, value) in shown.enumerated() {
      guard let value, let y = scale.row(value, of: grid.height) else {
        last = nil
        continue
      }
      grid.line(from: last ?? (x, y), to: (x, y))
      last = (x, y)
    }
    for column in 0..<row.width {
      guard let scalar = grid.scalar(column: column, row: 0) else { continue }
      canvas.set(x: row.x + column, y: row.y, Cell(scalar: scalar, style: look[role]))
    }
  }

  /// One value in a cell: eighth blocks, or three heights in ASCII.
  private func drawSteps(in row: Rect, on canvas: inout Canvas, look: Look) {
    let scale = scale
    for (column, value) in values.suffix(row.width).enumerated() {
      var scalar = look.scalar(.few)
      if let value, let step = scale.step(value, of: look.glyphs == .ascii ? 3 : 8) {
        scalar = look.glyphs == .ascii ? Self.asciiSteps[step] : Blocks.vertical(step + 1, look.glyphs)
      }
      canvas.set(x: row.x + column, y: row.y, Cell(scalar: scalar, style: look[role]))
    }
  }

  private static let asciiSteps: [UInt32] = [0x5F, 0x2D, 0x5E]
}
