/// FNV-1a in 64 bits: the same on every machine and in every run, unlike the standard library's.
struct StableHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }

  /// Adds a text and its end, so that `["ab", "c"]` differs from `["a", "bc"]`.
  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    add(0xff)
  }

  static func of(_ texts: [String]) -> UInt64 {
    var hash = StableHash()
    for text in texts { hash.add(text) }
    return hash.value
  }

  /// Sixteen hexadecimal digits.
  static func hex(_ texts: [String]) -> String {
    let digits = String(of(texts), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
