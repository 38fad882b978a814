/// One row: a label, a bar and a number; the part of the bar past a limit stands out.
public struct HorizontalBar: Sendable, Equatable {
  /// Where the number stands.
  public enum NumberPlace: Sendable, Hashable {
    /// At the right edge.
    case right
    /// Just behind the end of the bar.
    case afterBar
  }

  /// Left of the bar.
  public var label: String
  /// Columns kept for the label.
  public var labelWidth: Int
  /// Filled share of the bar's room, 0 to 1; nil where nothing is known, which is not 0.
  public var share: Double?
  /// The share from which on the bar is past its limit.
  public var limitShare: Double?
  /// Right of the bar.
  public var number: String
  /// Columns kept for the number.
  public var numberWidth: Int
  /// At the edge or behind the bar.
  public var numberPlace: NumberPlace
  /// How label and number are coloured.
  public var role: Role

  /// A row.
  public init(
    label: String, labelWidth: Int, share: Double?, limitShare: Double? = nil, number: String, numberWidth: Int,
    numberPlace: NumberPlace = .right, role: Role = .text
  ) {
    self.label = label
    self.labelWidth = labelWidth
    self.share = share
    self.limitShare = limitShare
    self.number = number
    self.numberWidth = numberWidth
    self.numberPlace = numberPlace
    self.role = role
  }

  /// Draws into the first row of a part of the canvas.
  public func draw(in rect: Rect, on canvas: inout Canvas, look: Look) {
    guard !rect.isEmpty else { return }
    let row = rect.row(0)
    canvas.fill(row, style: look[.text])
    canvas.put(label, x: row.x, y: row.y, style: look[role], width: min(labelWidth, row.width))
    let start = labelWidth > 0 ? labelWidth + 1 : 0
    let kept = numberWidth > 0 ? numberWidth + 1 : 0
    let bar = Rect(x: row.x + start, y: row.y, width: row.width - start - kept, height: 1)
    let used = drawBar(in: bar, on: &canvas, look: look)
    guard start < row.width else { return }
    if numberPlace == .afterBar, !bar.isEmpty {
      canvas.put(number, x: bar.x + used + 1, y: row.y, style: look[role], width: row.maxX - bar.x - used - 1)
    } else {
      canvas.putRight(number, endingAt: row.maxX, y: row.y, style: look[role], width: row.width - start)
    }
  }

  /// Draws the bar and returns the columns it fills.
  private func drawBar(in bar: Rect, on canvas: inout Canvas, look: Look) -> Int {
    guard !bar.isEmpty else { return 0 }
    guard let share, share.isFinite else {
      return canvas.put(look.mark(.noData), x: bar.x, y: bar.y, style: look[.noData])
    }
    let filled = min(1, max(0, share))
    var eighths = Int(filled * Double(bar.width * 8) + 0.5)
    if share > 0 { eighths = max(look.glyphs == .ascii ? 4 : 1, eighths) }
    let limit = limitShare.map { $0.isFinite ? Int(min(1, max(0, $0)) * Double(bar.width) + 0.5) : bar.width }
    for column in 0..<bar.width where eighths > column * 8 {
      let scalar = Blocks.horizontal(eighths - column * 8, look.glyphs)
      let style = look[column >= limit ?? bar.width ? .barPast : .bar]
      canvas.set(x: bar.x + column, y: bar.y, Cell(scalar: scalar, style: style))
    }
    return (eighths + 7) / 8
  }
}
