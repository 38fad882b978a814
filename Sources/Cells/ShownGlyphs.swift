/// One glyph as it will stand on the screen.
struct ShownGlyph: Equatable {
  var scalar: UInt32
  /// The first combining mark on it, 0 for none.
  var mark: UInt32
  /// Columns, 1 or 2.
  var width: Int
}

/// Text as a sequence of safe glyphs with their widths. Joined pictures (families, flags on a pole, skin tones) become
/// their first picture and national flags their two letters, because terminals disagree on the width of the whole.
struct ShownGlyphs: Sequence, IteratorProtocol {
  private var scalars: String.UnicodeScalarView.Iterator
  private var waiting: Unicode.Scalar?
  private var followsPicture = false
  private var joins = false

  init(_ text: String) { scalars = text.unicodeScalars.makeIterator() }

  mutating func next() -> ShownGlyph? {
    while let scalar = take() {
      if Sanitizer.isPlain(scalar.value) { return plain(scalar.value) }
      if scalar.value == 0x200D {
        joins = followsPicture
        continue
      }
      guard let value = Sanitizer.shown(scalar), !Sanitizer.isMark(scalar) else { continue }
      if (0x1F1E6...0x1F1FF).contains(value) { return plain(value - 0x1F1E6 + 0x41) }
      if followsPicture && (0x1F3FB...0x1F3FF).contains(value) { continue }
      if joins {
        joins = false
        continue
      }
      followsPicture = value >= 0x1F000 || (0x2600..<0x2800).contains(value)
      let width = TextWidth.ofVisible(value)
      return ShownGlyph(scalar: value, mark: takeMarks(), width: width)
    }
    return nil
  }

  private mutating func plain(_ value: UInt32) -> ShownGlyph {
    followsPicture = false
    joins = false
    return ShownGlyph(scalar: value, mark: takeMarks(), width: 1)
  }

  private mutating func take() -> Unicode.Scalar? {
    guard let scalar = waiting else { return scalars.next() }
    waiting = nil
    return scalar
  }

  /// Consumes the marks that follow and returns the first that can be drawn.
  private mutating func takeMarks() -> UInt32 {
    var first: UInt32 = 0
    while let scalar = scalars.next() {
      guard scalar.value >= 0x300, Sanitizer.isMark(scalar) else {
        waiting = scalar
        return first
      }
      if first == 0, scalar.properties.generalCategory == .nonspacingMark, let value = Sanitizer.shown(scalar) {
        first = value
      }
    }
    return first
  }
}
