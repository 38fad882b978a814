/// Names for the bytes that the readers of values look for.
enum Byte {
  static let zero = UInt8(ascii: "0")
  static let nine = UInt8(ascii: "9")
  static let space = UInt8(ascii: " ")
  static let dot = UInt8(ascii: ".")
  static let comma = UInt8(ascii: ",")
  static let colon = UInt8(ascii: ":")
  static let slash = UInt8(ascii: "/")
  static let dash = UInt8(ascii: "-")
  static let plus = UInt8(ascii: "+")
}

extension UInt8 {
  /// 0 to 9, or nil if this is no digit.
  var digit: Int? {
    let value = Int(self) - Int(Byte.zero)
    return value >= 0 && value <= 9 ? value : nil
  }

  var isDigit: Bool { self >= Byte.zero && self <= Byte.nine }

  /// The letter in lower case; other bytes unchanged.
  var lowercase: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

  var isLetter: Bool { lowercase >= 0x61 && lowercase <= 0x7A }
}

/// Runs `body` on the bytes of a string: for callers that hold text rather than bytes.
func withBytes<Result>(of text: String, _ body: (Span<UInt8>) -> Result) -> Result {
  let bytes = Array(text.utf8)
  return body(bytes.span)
}

/// Reads bytes one after another; every step says whether it fits.
struct ByteScan {
  var position = 0

  /// The byte at the current position, 0 at the end.
  func peek(_ bytes: Span<UInt8>) -> UInt8 { position < bytes.count ? bytes[position] : 0 }

  func atEnd(_ bytes: Span<UInt8>) -> Bool { position >= bytes.count }

  /// Steps over `byte` if it is next.
  mutating func skip(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
    guard peek(bytes) == byte, position < bytes.count else { return false }
    position += 1
    return true
  }

  mutating func skipSpaces(_ bytes: Span<UInt8>) {
    while position < bytes.count, bytes[position] == Byte.space { position += 1 }
  }

  /// A run of at most `limit` digits and how long it was; nil if there is none.
  mutating func number(_ bytes: Span<UInt8>, limit: Int) -> (value: Int, digits: Int)? {
    var value = 0
    var digits = 0
    while position < bytes.count, digits < limit, let digit = bytes[position].digit {
      value = value * 10 + digit
      digits += 1
      position += 1
    }
    return digits > 0 ? (value, digits) : nil
  }

  /// A run of letters, lower case, packed into a number: cheap to compare. At most eight count.
  mutating func word(_ bytes: Span<UInt8>) -> (packed: UInt64, letters: Int) {
    var packed: UInt64 = 0
    var letters = 0
    while position < bytes.count, bytes[position].isLetter {
      if letters < 8 { packed = packed << 8 | UInt64(bytes[position].lowercase) }
      letters += 1
      position += 1
    }
    return (packed, letters)
  }
}

/// The letters of a short lower-case word as ``ByteScan/word(_:)`` packs them.
func packed(_ word: StaticString) -> UInt64 {
  word.withUTF8Buffer { buffer in buffer.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
