/// Progress in one row, with a sign where it should stand by now: `▕█████┃▁▁▁▁▏`.
public struct Gauge: Sendable, Equatable {
  /// What is reached, 0 to 1; nil where nothing is known.
  public var share: Double?
  /// Where it should stand, 0 to 1.
  public var expected: Double?

  /// Progress.
  public init(share: Double?, expected: Double? = nil) {
    self.share = share
    self.expected = expected
  }

  /// Draws into the first row of a part of the canvas, over its whole width.
  public func draw(in rect: Rect, on canvas: inout Canvas, look: Look) {
    guard rect.width >= 3, rect.height >= 1 else { return }
    let room = Rect(x: rect.x + 1, y: rect.y, width: rect.width - 2, height: 1)
    canvas.put(look.mark(.barStart), x: rect.x, y: rect.y, style: look[.axis])
    canvas.put(look.mark(.barEnd), x: rect.maxX - 1, y: rect.y, style: look[.axis])
    canvas.fill(room, style: look[.axis], scalar: look.glyphs == .ascii ? 0x2D : 0x2581)
    if let share, share.isFinite {
      let eighths = Int(min(1, max(0, share)) * Double(room.width * 8) + 0.5)
      for column in 0..<room.width where eighths > column * 8 {
        let scalar = Blocks.horizontal(eighths - column * 8, look.glyphs)
        canvas.set(x: room.x + column, y: room.y, Cell(scalar: scalar, style: look[.bar]))
      }
    } else {
      canvas.fill(room, style: look[.noData], scalar: look.scalar(.few))
    }
    guard let expected, expected.isFinite else { return }
    let column = Int(min(1, max(0, expected)) * Double(room.width - 1) + 0.5)
    canvas.put(look.mark(.expected), x: room.x + column, y: room.y, style: look[.limit])
  }
}
