/// Keys as screens write them and settings name them.
extension Key {
  /// "Enter", "Ctrl-P", "F5", "!".
  public var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "Ctrl-\(character.uppercased())"
    case .function(let number): "F\(number)"
    default: Self.named.first { $0.key == self }?.name ?? ""
    }
  }

  /// The key of a name, however its letters are written, or a sign alone; nil if there is none, or if terminals cannot
  /// tell it from another: Ctrl-I is Tab to them, and Ctrl-M is Enter.
  public init?(name: String) {
    let lower = name.lowercased()
    if name.count == 1, let sign = name.first, Self.isPrintable(sign) {
      self = sign == " " ? .character(" ") : .character(sign)
    } else if lower == "space" {
      self = .character(" ")
    } else if let key = Self.named.first(where: { $0.name.lowercased() == lower })?.key {
      self = key
    } else if lower.hasPrefix("ctrl-"), lower.count == 6, let letter = lower.last, letter.isASCII, letter.isLetter,
      !Self.others.contains(letter)
    {
      self = .control(letter)
    } else if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...12).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }

  private static let named: [(key: Key, name: String)] = [
    (.enter, "Enter"), (.escape, "Esc"), (.tab, "Tab"), (.backTab, "Shift-Tab"), (.backspace, "Backspace"),
    (.delete, "Del"), (.insert, "Ins"), (.up, "Up"), (.down, "Down"), (.left, "Left"), (.right, "Right"),
    (.home, "Home"), (.end, "End"), (.pageUp, "PgUp"), (.pageDown, "PgDn"),
  ]

  /// Letters that terminals send as Backspace, Tab and Enter when pressed with Ctrl.
  private static let others: Set<Character> = ["h", "i", "j", "m"]

  private static func isPrintable(_ sign: Character) -> Bool {
    sign.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && !(0x80..<0xA0).contains($0.value) }
  }
}
