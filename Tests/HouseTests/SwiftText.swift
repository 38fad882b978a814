/// Swift source with comments and the text of strings blanked out, so that rules look at code only.
/// Line breaks stay, and code within `\(...)` stays too.
struct SwiftText {
  /// The code, byte for byte as long as the source.
  private(set) var code: [UInt8]
  /// The strings without what is interpolated, and where they begin, in bytes.
  private(set) var strings: [(start: Int, text: String)] = []
  private let source: [UInt8]
  private var position = 0

  init(_ text: String) {
    source = Array(text.utf8)
    code = source
    readCode(until: nil)
  }

  /// The code by lines.
  var lines: [String] {
    code.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The 1-based line of a place.
  func line(of place: Int) -> Int { source[..<place].count { $0 == 0x0A } + 1 }

  /// Reads code up to the end, or to the parenthesis that closes an interpolation.
  private mutating func readCode(until closing: UInt8?) {
    var depth = 0
    while position < source.count {
      if starts(with: "//") {
        blankLine()
      } else if starts(with: "/*") {
        blankComment()
      } else if let hashes = stringStart() {
        readString(hashes: hashes)
      } else {
        let byte = source[position]
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") { depth -= 1 }
        if depth < 0, byte == closing { return }
        position += 1
      }
    }
  }

  private mutating func blankLine() {
    while position < source.count, source[position] != 0x0A { blank() }
  }

  /// Comments nest.
  private mutating func blankComment() {
    var depth = 0
    repeat {
      if starts(with: "/*") {
        depth += 1
        blank(2)
      } else if starts(with: "*/") {
        depth -= 1
        blank(2)
      } else {
        blank()
      }
    } while depth > 0 && position < source.count
  }

  /// How many `#` stand before the quote that starts here; nil if no string starts here.
  private func stringStart() -> Int? {
    var end = position
    while end < source.count, source[end] == UInt8(ascii: "#") { end += 1 }
    return end < source.count && source[end] == UInt8(ascii: "\"") ? end - position : nil
  }

  private mutating func readString(hashes: Int) {
    let marks = String(repeating: "#", count: hashes)
    var text: [UInt8] = []
    let start = position
    let quotes = starts(with: marks + "\"\"\"") ? "\"\"\"" : "\""
    blank(hashes + quotes.utf8.count)
    while position < source.count, !starts(with: quotes + marks) {
      if starts(with: "\\" + marks + "(") {
        blank(hashes + 1)
        position += 1
        readCode(until: UInt8(ascii: ")"))
        position += 1
      } else if starts(with: "\\" + marks) {
        blank(hashes + 2)
      } else {
        text.append(source[position])
        blank()
      }
    }
    blank(quotes.utf8.count + hashes)
    strings.append((start, String(decoding: text, as: UTF8.self)))
  }

  private func starts(with text: String) -> Bool { source[position...].starts(with: text.utf8) }

  private mutating func blank(_ count: Int = 1) {
    for _ in 0..<count where position < source.count {
      if source[position] != 0x0A { code[position] = 0x20 }
      position += 1
    }
  }
}
