/// Neighbouring cells of one row that look alike.
struct StyleRun {
  /// Column of the first.
  var x: Int
  /// Columns.
  var width: Int
  var style: Style
}

extension Canvas {
  /// The cells of a row in runs of one style.
  func runs(inRow y: Int) -> [StyleRun] {
    var runs: [StyleRun] = []
    for x in 0..<size.width {
      let style = self[x, y].style
      if let last = runs.indices.last, runs[last].style == style {
        runs[last].width += 1
      } else {
        runs.append(StyleRun(x: x, width: 1, style: style))
      }
    }
    return runs
  }

  /// What stands in a cell; nothing in the right half of a wide glyph.
  func text(at x: Int, _ y: Int) -> String {
    let cell = self[x, y]
    var text = String.UnicodeScalarView()
    for value in [cell.scalar, cell.mark] where value != 0 {
      text.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return String(text)
  }

  /// True if the glyph of a cell takes two columns.
  func isWide(at x: Int, _ y: Int) -> Bool { x + 1 < size.width && self[x + 1, y].scalar == 0 }
}
