import Cells

/// Colours, attributes and roles as theme files write them.
enum ColorText {
  /// The names of the terminal's 16 colours in their order.
  static let ansiNames: [String] = {
    let plain = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    return plain + plain.map { "bright-\($0)" }
  }()

  static let attributes: [(String, Attributes)] = [
    ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse), ("italic", .italic),
  ]

  /// `standard`, a name such as `bright-red`, `#rrggbb` or `#rgb`; nil if it is none of these.
  static func color(_ text: String) -> Color? {
    if text == "standard" { return .standard }
    if let index = ansiNames.firstIndex(of: text) { return .ansi(UInt8(index)) }
    guard text.first == "#" else { return nil }
    let digits = text.dropFirst().compactMap(\.hexDigitValue).map(UInt8.init)
    guard digits.count == text.count - 1 else { return nil }
    switch digits.count {
    case 3: return .rgb(digits[0] * 17, digits[1] * 17, digits[2] * 17)
    case 6:
      return .rgb(digits[0] * 16 + digits[1], digits[2] * 16 + digits[3], digits[4] * 16 + digits[5])
    default: return nil
    }
  }

  /// `no-data` for `noData`.
  static func name(of role: Role) -> String {
    role.rawValue.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
  }
}
