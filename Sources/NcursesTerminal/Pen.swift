/// How a terminal draws what comes next: what ESC [ … m sets.
struct Pen: Equatable {
  /// A colour as the terminal is told of it.
  enum Ink: Equatable {
    case standard
    /// One number says it: 30 to 37, 90 to 97 and the like.
    case named(UInt8)
    case indexed(UInt8)
    case rgb(UInt8, UInt8, UInt8)
    /// In one parameter with colons.
    case spelled([UInt8])
  }

  /// Bold and the like by their numbers, 1 to 9, as bits.
  var attributes: UInt16 = 0
  var foreground = Ink.standard
  var background = Ink.standard

  /// Underlined, blinking, turned around, hidden and struck out: what a blank shows too.
  private static let seenOnBlanks: UInt16 = 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 8 | 1 << 9
  /// True if a blank drawn with this pen and one of another text colour differ.
  var marksBlanks: Bool { attributes & Self.seenOnBlanks != 0 }

  /// Does what a sequence says.
  /// - Returns: false if some of it is unknown.
  mutating func take(_ parameters: ArraySlice<UInt8>) -> Bool {
    var isKnown = true
    var rest = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)[...]
    while let first = rest.popFirst() {
      if first.contains(UInt8(ascii: ":")) {
        isKnown = spell(first) && isKnown
      } else if let number = Self.number(first) {
        isKnown = take(number, &rest) && isKnown
      } else {
        isKnown = false
      }
    }
    return isKnown
  }

  private mutating func take(_ number: Int, _ rest: inout ArraySlice<ArraySlice<UInt8>>) -> Bool {
    switch number {
    case 0: self = Pen()
    case 1...9: attributes |= 1 << UInt16(number)
    case 22: attributes &= ~(1 << 1 | 1 << 2)
    case 23...25, 27...29: attributes &= ~(1 << UInt16(number - 20))
    case 30...37, 90...97: foreground = .named(UInt8(number))
    case 40...47, 100...107: background = .named(UInt8(number))
    case 39: foreground = .standard
    case 49: background = .standard
    case 38, 48:
      guard let ink = Self.ink(&rest) else { return false }
      if number == 38 { foreground = ink } else { background = ink }
    default: return false
    }
    return true
  }

  private mutating func spell(_ parameter: ArraySlice<UInt8>) -> Bool {
    guard let colon = parameter.firstIndex(of: UInt8(ascii: ":")) else { return false }
    switch Self.number(parameter[..<colon]) {
    case 38: foreground = .spelled(Array(parameter))
    case 48: background = .spelled(Array(parameter))
    default: return false
    }
    return true
  }

  /// What follows 38 or 48.
  private static func ink(_ rest: inout ArraySlice<ArraySlice<UInt8>>) -> Ink? {
    let kind = rest.popFirst().flatMap(number)
    let values = rest.prefix(kind == 2 ? 3 : 1).compactMap(number).compactMap { UInt8(exactly: $0) }
    rest = rest.dropFirst(kind == 2 ? 3 : 1)
    return switch (kind, values.count) {
    case (2, 3): .rgb(values[0], values[1], values[2])
    case (5, 1): .indexed(values[0])
    default: nil
    }
  }

  /// Nothing stands for 0.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit), value < 1000 else { return nil }
      value = value * 10 + Int(digit) - 0x30
    }
    return value
  }
}

extension Pen {
  /// The shortest sequence that turns another pen into this one, nil standing for one that nobody knows.
  func sequence(after other: Pen?) -> String {
    if self == Pen() { return "\u{1B}[m" }
    var numbers = other == nil ? ["0"] : []
    let other = other ?? Pen()
    numbers += attributeNumbers(after: other)
    if foreground != other.foreground { numbers.append(foreground.numbers(base: 30)) }
    if background != other.background { numbers.append(background.numbers(base: 40)) }
    return "\u{1B}[\(numbers.joined(separator: ";"))m"
  }

  private func attributeNumbers(after other: Pen) -> [String] {
    let gone = other.attributes & ~attributes
    var kept = other.attributes & attributes
    var numbers: [String] = []
    // One number ends bold and faint.
    if gone & 0b110 != 0 {
      numbers.append("22")
      kept &= ~0b110
    }
    for number in 3...9 where gone & 1 << UInt16(number) != 0 { numbers.append(String(20 + number)) }
    for number in 1...9 where attributes & ~kept & 1 << UInt16(number) != 0 { numbers.append(String(number)) }
    return numbers
  }
}

extension Pen.Ink {
  fileprivate func numbers(base: Int) -> String {
    switch self {
    case .standard: String(base + 9)
    case .named(let number): String(number)
    case .indexed(let index): "\(base + 8);5;\(index)"
    case .rgb(let red, let green, let blue): "\(base + 8);2;\(red);\(green);\(blue)"
    case .spelled(let parameter): String(decoding: parameter, as: UTF8.self)
    }
  }
}
