/// What a terminal says of its background, asked (OSC 11) or by itself when the user changes it (mode 2031).
enum Answers {
  /// Asks for the colour of the background.
  static let question = "\u{1B}]11;?\u{1B}\\"

  /// How the answer begins.
  static let background = Array("\u{1B}]11;".utf8)
  /// No answer is longer.
  private static let longest = 40

  /// True for a byte that an answer may hold between its beginning and its end.
  static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: "rgb:/#".utf8.contains(byte)
    }
  }

  /// True if more bytes can make the answer of what has come so far.
  static func mayBecome(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 1, bytes.count <= longest else { return false }
    guard bytes.count > background.count else { return background.starts(with: bytes) }
    var rest = bytes.dropFirst(background.count)
    // The end may have begun: ESC \.
    if rest.last == 0x1B { rest = rest.dropLast() }
    return bytes.starts(with: background) && rest.allSatisfy(isPart)
  }

  /// True if the answer, without its end, names a dark colour: `ESC ] 11 ; rgb:1e1e/1e1e/2e2e`. Nil if it is none.
  static func background(_ bytes: ArraySlice<UInt8>) -> Bool? {
    guard bytes.starts(with: background), bytes.count <= longest else { return nil }
    let text = String(decoding: bytes.dropFirst(background.count), as: UTF8.self)
    guard let colon = text.firstIndex(of: ":"), text.hasPrefix("rgb") else { return nil }
    // Each part has one to four digits, of which all count.
    let parts = text[text.index(after: colon)...].split(separator: "/", omittingEmptySubsequences: false)
    let shares = parts.prefix(3).compactMap { part -> Double? in
      guard (1...4).contains(part.count), let value = Int(part, radix: 16) else { return nil }
      return Double(value) / Double((1 << (4 * part.count)) - 1)
    }
    guard shares.count == 3 else { return nil }
    return 0.299 * shares[0] + 0.587 * shares[1] + 0.114 * shares[2] < 0.5
  }

  /// `CSI ? 997 ; 1 n` for dark, `2` for light; nil for anything else.
  static func scheme(_ body: some Sequence<UInt8>) -> Bool? {
    switch String(decoding: Array(body), as: UTF8.self) {
    case "?997;1": true
    case "?997;2": false
    default: nil
    }
  }
}
