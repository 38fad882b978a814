import Cells

/// A piece of text with its meaning.
struct Span: Equatable {
  var text: String
  var role: Role

  static func plain(_ text: String) -> Span { Span(text: text, role: .text) }
  static func dim(_ text: String) -> Span { Span(text: text, role: .dim) }
  static func strong(_ text: String) -> Span { Span(text: text, role: .strong) }
  var width: Int { TextWidth.of(text) }
}

/// A line of segments, each of spans. Where there is no room, segments are dropped from the end, never cut in half.
struct RichLine: Equatable {
  typealias Segment = [Span]
  var segments: [Segment]
  /// Kept at the right edge; dropped last.
  var right: Segment
  /// Instead of `right` where that does not fit.
  var shortRight: Segment

  init(_ segments: [Segment?], right: Segment? = nil, shortRight: Segment? = nil) {
    self.segments = segments.compactMap { $0 }.filter { !$0.isEmpty }
    self.right = right ?? []
    self.shortRight = shortRight ?? []
  }

  /// All of it as text, for copying.
  var text: String {
    (segments + [right]).filter { !$0.isEmpty }.map { $0.map(\.text).joined() }.joined(separator: "   ")
  }

  /// Blanks before the right part: it must not read as if it went on with what stands left of it. The narrowest lines
  /// cannot spare them.
  private static func apart(_ width: Int) -> Int { width < 44 ? 1 : 2 }

  /// True if all of it fits.
  func fits(_ width: Int) -> Bool {
    Self.total(segments, 2) + (right.isEmpty ? 0 : Self.width(right) + Self.apart(width)) <= width
  }

  /// True if at least the first segment stands whole beside the right part.
  func holdsFirst(_ width: Int) -> Bool {
    let kept = shortRight.isEmpty ? right : shortRight
    return Self.width(segments.first ?? []) + (kept.isEmpty ? 0 : Self.width(kept) + Self.apart(width)) <= width
  }

  /// The segments that fit beside the right part, and the blanks between them.
  func fitting(_ width: Int) -> (segments: [Segment], gap: Int) {
    let kept = Self.width(right)
    let room = kept == 0 ? width : width - kept - Self.apart(width)
    for gap in [3, 2] where Self.total(segments, gap) <= room { return (segments, gap) }
    var shown = segments
    while shown.count > 1, Self.total(shown, 2) > room { shown.removeLast() }
    return (shown, 2)
  }

  /// Draws into the first row of `rect`.
  func draw(in rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    if !shortRight.isEmpty, !fits(rect.width) {
      return RichLine(segments, right: shortRight).draw(in: rect, look, &canvas)
    }
    let (shown, gap) = fitting(rect.width)
    let hasRoom = Self.total(shown, gap) + Self.apart(rect.width) + Self.width(right) <= rect.width
    var limit = rect.maxX
    if !right.isEmpty, hasRoom || Self.width(right) < rect.width / 2 {
      limit -= Self.width(right)
      Self.draw(right, x: limit, rect.y, limit: rect.maxX, look, &canvas)
      limit -= Self.apart(rect.width)
    }
    var x = rect.x
    for (index, segment) in shown.enumerated() {
      if index > 0 { x += gap }
      x = Self.draw(segment, x: x, rect.y, limit: limit, look, &canvas)
    }
  }

  @discardableResult
  private static func draw(
    _ segment: Segment, x start: Int, _ y: Int, limit: Int, _ look: Look, _ canvas: inout Canvas
  ) -> Int {
    var x = start
    for span in segment where x < limit {
      x += canvas.put(span.text, x: x, y: y, style: look[span.role], width: limit - x)
    }
    return x
  }

  private static func width(_ segment: Segment) -> Int { segment.map(\.width).reduce(0, +) }

  private static func total(_ segments: [Segment], _ gap: Int) -> Int {
    segments.map(width).reduce(0, +) + gap * max(0, segments.count - 1)
  }
}
