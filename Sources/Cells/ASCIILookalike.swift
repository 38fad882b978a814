/// The last resort for terminals without Unicode: the nearest ASCII character of a glyph.
public enum ASCIILookalike {
  /// One ASCII character that looks or reads alike, "?" if there is none.
  public static func of(_ value: UInt32) -> UInt32 {
    switch value {
    case 0, 0x20..<0x7F: value
    case 0xC0..<0x180: letters[Int(value - 0xC0)]
    case 0x2800: 0x20
    case 0x2801..<0x2900: 0x2A
    case 0x2588...0x259F: 0x23
    case 0x2581...0x2587: Blocks.vertical(Int(value - 0x2580), .ascii)
    case 0x2550, 0x2500...0x2501, 0x2504...0x2505, 0x2508...0x2509, 0x254C...0x254D: 0x2D
    case 0x2551, 0x2502...0x2503, 0x2506...0x2507, 0x250A...0x250B, 0x254E...0x254F: 0x7C
    case 0x2500..<0x2580: 0x2B
    case 0x2010...0x2015, 0x2212: 0x2D
    default: signs[value] ?? 0x3F
    }
  }

  /// The text with the nearest ASCII character for each of its own.
  public static func folding(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar.isASCII ? scalar : Unicode.Scalar(of(scalar.value)) ?? "?")
    }
    return String(result)
  }

  /// Latin letters from U+00C0 to U+017F without their accents.
  private static let letters: [UInt32] =
    ("AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty"
    + "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiJjJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTt"
    + "UuUuUuUuUuUuWwYyYZzZzZzs").unicodeScalars.map(\.value)

  private static let signs: [UInt32: UInt32] = {
    var table: [UInt32: UInt32] = [:]
    for glyph in Glyph.allCases {
      guard let from = glyph.text(in: .braille).unicodeScalars.first?.value, table[from] == nil else { continue }
      table[from] = glyph.text(in: .ascii).unicodeScalars.first?.value
    }
    for (from, to) in zip("‘’“”•→←↑↓±°€£«»×÷".unicodeScalars, "''\"\"*><^v+oEL<>x/".unicodeScalars) {
      table[from.value] = to.value
    }
    // A warning always has its word beside it, a direction may not.
    table[0x25B2] = 0x5E
    return table
  }()
}
