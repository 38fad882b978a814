/// A canvas as text: for printing without a screen and for comparing drawings.
extension Canvas {
  /// The rows, joined with line feeds, blanks at their ends trimmed.
  public var text: String {
    (0..<size.height).map { y in
      var row = String.UnicodeScalarView()
      var blanks = 0
      for x in 0..<size.width {
        let cell = cells[y * size.width + x]
        guard cell.scalar != 0 else { continue }
        guard cell.scalar != 0x20 || cell.mark != 0 else {
          blanks += 1
          continue
        }
        row.append(contentsOf: String(repeating: " ", count: blanks).unicodeScalars)
        blanks = 0
        for value in [cell.scalar, cell.mark] where value != 0 {
          row.append(Unicode.Scalar(value) ?? "\u{FFFD}")
        }
      }
      return String(row)
    }.joined(separator: "\n")
  }

  /// Which style each cell has: a letter for each style in order of appearance, "." for the plain one, and what the
  /// letters mean below.
  public var styleMap: String {
    var letters: [Style: Character] = [Style(): "."]
    var legend: [String] = []
    let names = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    var rows: [String] = []
    for y in 0..<size.height {
      var row = ""
      for x in 0..<size.width {
        let style = cells[y * size.width + x].style
        if letters[style] == nil {
          let letter = letters.count <= names.count ? names[letters.count - 1] : "?"
          letters[style] = letter
          legend.append("\(letter) \(style.summary)")
        }
        row.append(letters[style] ?? "?")
      }
      while row.last == "." { row.removeLast() }
      rows.append(row)
    }
    return (rows + legend).joined(separator: "\n")
  }

  /// The same with every glyph beyond ASCII replaced by its nearest look-alike, for terminals that show nothing else.
  public func foldedToASCII() -> Canvas {
    var folded = self
    for index in folded.cells.indices where folded.cells[index].scalar > 0x7E || folded.cells[index].mark != 0 {
      folded.cells[index].scalar = ASCIILookalike.of(folded.cells[index].scalar)
      folded.cells[index].mark = 0
    }
    for index in folded.cells.indices where folded.cells[index].scalar == 0 { folded.cells[index].scalar = 0x20 }
    return folded
  }
}

extension Color {
  /// A short name: "-", "ansi 3", "#ff8800".
  var summary: String {
    switch self {
    case .standard: return "-"
    case .ansi(let index): return "ansi\(index)"
    case .rgb(let red, let green, let blue): return RGB(red, green, blue).hex
    }
  }
}

extension Style {
  /// The style in words: "#ffffff on - bold".
  public var summary: String {
    let names: [(Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"), (.italic, "italic"),
    ]
    let words = names.filter { attributes.contains($0.0) }.map { $0.1 }
    return (["\(foreground.summary) on \(background.summary)"] + words).joined(separator: " ")
  }
}
