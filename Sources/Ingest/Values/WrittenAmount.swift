/// Which character separates whole units from fractions.
public enum DecimalMark: String, Sendable, Codable, CaseIterable {
  /// 1,234.56
  case point = "decimal-point"
  /// 1.234,56
  case comma = "decimal-comma"
}

/// Why a cell is no amount.
public enum AmountProblem: Error, Equatable, Sendable {
  case unreadable
  /// Digits are grouped against the decimal mark that the column follows.
  case otherDecimalMark
  case tooLarge
}

/// A number as a cell spells it, with currency and sign; which mark is the decimal one may still be open.
public struct WrittenAmount: Equatable, Sendable {
  /// By a minus on either side or by brackets.
  public var isNegative = false
  /// Where the digits and their separators lie in the cell.
  public var digits = 0..<0
  /// Where the currency's sign or code lies; empty if there is none.
  public var currency = 0..<0
  /// True if a percent sign stands with it.
  public var isPercent = false
  var points = 0
  var commas = 0
  var lastPoint = -1
  var lastComma = -1
  var leadingDigits = 0
  var startsWithZero = false

  /// Reads a cell without surrounding blanks; nil if it is no number.
  public init?(_ bytes: Span<UInt8>) {
    var first = 0
    while first < bytes.count, !Self.startsNumber(bytes, first) { first += 1 }
    var last = bytes.count - 1
    while last >= first, !bytes[last].isDigit { last -= 1 }
    guard first <= last else { return nil }
    digits = first..<(last + 1)
    guard readDigits(bytes), readBefore(bytes, upTo: first), readAfter(bytes, from: last + 1) else { return nil }
  }

  /// What the number's own separators say about the decimal mark, if anything.
  public var decimalMark: DecimalMark? {
    if points > 0, commas > 0 { return lastPoint > lastComma ? .point : .comma }
    if points + commas == 0 { return nil }
    let isPoint = points > 0
    if points + commas > 1 { return isPoint ? .comma : .point }
    let following = digits.upperBound - 1 - (isPoint ? lastPoint : lastComma)
    let mayBeGroup = following == 3 && (1...3).contains(leadingDigits) && !startsWithZero
    return mayBeGroup ? nil : isPoint ? .point : .comma
  }

  /// True for 1,234 or 1.234: either a thousand or one and a bit.
  public var isOpen: Bool { points + commas == 1 && decimalMark == nil }

  private static func startsNumber(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
    if bytes[index].isDigit { return true }
    let isMark = bytes[index] == Byte.dot || bytes[index] == Byte.comma
    return isMark && index + 1 < bytes.count && bytes[index + 1].isDigit
      && (index == 0 || !bytes[index - 1].isLetter)
  }

  private mutating func readDigits(_ bytes: Span<UInt8>) -> Bool {
    var index = digits.lowerBound
    startsWithZero = bytes[index] == Byte.zero
    while index < digits.upperBound {
      let byte = bytes[index]
      if byte == Byte.dot {
        points += 1
        lastPoint = index
      } else if byte == Byte.comma {
        commas += 1
        lastComma = index
      } else if byte.isDigit {
        if points + commas == 0 { leadingDigits += 1 }
      } else {
        let width = groupBlank(bytes, index)
        if width == 0 { return false }
        index += width - 1
      }
      index += 1
    }
    return points <= 1 || commas <= 1
  }

  private mutating func readBefore(_ bytes: Span<UInt8>, upTo end: Int) -> Bool {
    var index = 0
    var open = false
    while index < end {
      if let sign = signWidth(bytes, index) {
        isNegative = isNegative || sign.negative
        index += sign.width
      } else if bytes[index] == UInt8(ascii: "("), !open {
        open = true
        index += 1
      } else if case let blank = groupBlank(bytes, index), blank > 0 {
        index += blank
      } else if currency.isEmpty {
        index = readCurrency(bytes, index, end)
      } else {
        return false
      }
    }
    guard open else { return true }
    isNegative = true
    return bytes[bytes.count - 1] == UInt8(ascii: ")")
  }

  private mutating func readAfter(_ bytes: Span<UInt8>, from start: Int) -> Bool {
    var index = start
    while index < bytes.count {
      if let sign = signWidth(bytes, index) {
        isNegative = isNegative || sign.negative
        index += sign.width
      } else if bytes[index] == UInt8(ascii: ")"), isNegative, index == bytes.count - 1 {
        index += 1
      } else if bytes[index] == UInt8(ascii: "%"), !isPercent {
        isPercent = true
        index += 1
      } else if case let blank = groupBlank(bytes, index), blank > 0 {
        index += blank
      } else if currency.isEmpty {
        index = readCurrency(bytes, index, bytes.count)
      } else {
        return false
      }
    }
    return currency.isEmpty || CurrencyMarks.isCurrency(bytes, currency)
  }

  /// Takes everything up to a sign, blank, bracket or the end for the currency; returns where it ends.
  private mutating func readCurrency(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, signWidth(bytes, index) == nil, groupBlank(bytes, index) == 0,
      bytes[index] != UInt8(ascii: "("), bytes[index] != UInt8(ascii: ")"), bytes[index] != UInt8(ascii: "%")
    { index += 1 }
    index = max(index, start + 1)
    currency = start..<index
    return index
  }

  /// `-`, `+` or the typographic minus.
  private func signWidth(_ bytes: Span<UInt8>, _ index: Int) -> (width: Int, negative: Bool)? {
    if bytes[index] == Byte.dash { return (1, true) }
    if bytes[index] == Byte.plus { return (1, false) }
    let isMinus =
      index + 2 < bytes.count && bytes[index] == 0xE2 && bytes[index + 1] == 0x88 && bytes[index + 2] == 0x92
    return isMinus ? (3, true) : nil
  }

  /// How many bytes a blank or apostrophe between groups of digits takes; 0 if there is none.
  private func groupBlank(_ bytes: Span<UInt8>, _ index: Int) -> Int {
    switch bytes[index] {
    case Byte.space, UInt8(ascii: "'"): return 1
    case 0xC2: return index + 1 < bytes.count && bytes[index + 1] == 0xA0 ? 2 : 0
    case 0xE2:
      guard index + 2 < bytes.count, bytes[index + 1] == 0x80 else { return 0 }
      return bytes[index + 2] == 0xAF || bytes[index + 2] == 0x99 || bytes[index + 2] == 0x89 ? 3 : 0
    default: return 0
    }
  }
}
