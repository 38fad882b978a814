import Domain

/// One word of a filter as typed.
struct FilterWord: Equatable {
  /// What stands between a column and its value.
  enum Sign: String, CustomStringConvertible {
    case equal = ":"
    case above = ">"
    case below = "<"
    case atLeast = ">="
    case atMost = "<="
    var description: String { rawValue }

    /// The side to keep and its limit, in whole units.
    func bound(_ limit: Int64) -> (Bound, Int64) {
      switch self {
      case .equal: (.equal, limit)
      case .above: (.above, limit)
      case .below: (.below, limit)
      case .atLeast: (.above, limit - 1)
      case .atMost: (.below, limit + 1)
      }
    }
  }

  /// Empty for plain text.
  var column = ""
  /// Nil for plain text.
  var sign: Sign?
  var value = ""
  /// The value's parts between commas outside quotes.
  var values: [String] = []

  /// The words of a line: separated by blanks outside quotes. A quote left open ends with the line.
  static func words(of text: String) -> [FilterWord] {
    var words: [FilterWord] = []
    var reader = WordReader()
    for character in text {
      if character.isWhitespace, !reader.isQuoted {
        if let word = reader.take() { words.append(word) }
      } else {
        reader.read(character)
      }
    }
    if let word = reader.take() { words.append(word) }
    return words
  }
}

/// Reads one word character by character.
private struct WordReader {
  private(set) var isQuoted = false
  private var word = FilterWord()
  private var part = ""
  private var isStarted = false

  mutating func read(_ character: Character) {
    isStarted = true
    switch character {
    case "\"": isQuoted.toggle()
    case _ where isQuoted: append(character)
    case ":", "=", ">", "<": readSign(character)
    case "," where word.sign != nil: endPart()
    default: append(character)
    }
    if character == ",", !isQuoted, word.sign != nil { word.value.append(character) }
  }

  private mutating func readSign(_ character: Character) {
    let isColumn = !part.isEmpty && part.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    if word.sign == nil, isColumn {
      word.column = part
      word.sign = character == ">" ? .above : character == "<" ? .below : .equal
      part = ""
    } else if character == "=", part.isEmpty, word.sign == .above || word.sign == .below {
      word.sign = word.sign == .above ? .atLeast : .atMost
    } else {
      append(character)
    }
  }

  private mutating func append(_ character: Character) {
    part.append(character)
    if word.sign != nil { word.value.append(character) }
  }

  private mutating func endPart() {
    if !part.isEmpty { word.values.append(part) }
    part = ""
  }

  /// The word read so far, if any; the next begins.
  mutating func take() -> FilterWord? {
    defer { self = WordReader() }
    guard isStarted else { return nil }
    if word.sign == nil { word.value = part }
    endPart()
    return word.sign == nil && word.value.isEmpty ? nil : word
  }
}

/// Numbers as people type them.
enum FilterNumber {
  /// `50000`, `50,000`, `50 000`, `50k`, `1.5M`, `2bn` in hundredths.
  static func hundredths(_ text: String) -> Int64? {
    guard let (number, unit) = split(text) else { return nil }
    let factors: [String: Double] = ["": 1, "k": 1e3, "m": 1e6, "mio": 1e6, "b": 1e9, "bn": 1e9]
    guard let factor = factors[unit] else { return nil }
    return whole(number * factor * 100, atMost: 1e17)
  }

  /// `14`, `14d`, `2w` in days.
  static func days(_ text: String) -> Int? {
    guard let (number, unit) = split(text) else { return nil }
    let factors: [String: Double] = ["": 1, "d": 1, "day": 1, "days": 1, "w": 7, "week": 7, "weeks": 7]
    guard let factor = factors[unit] else { return nil }
    return whole(number * factor, atMost: 1e6).map { Int($0) }
  }

  /// `30min`, `2h`, `90s` of working time in seconds; without a unit minutes.
  static func workSeconds(_ text: String) -> Int64? {
    guard let (number, unit) = split(text) else { return nil }
    let factors: [String: Double] = ["": 60, "s": 1, "m": 60, "min": 60, "h": 3600]
    guard let factor = factors[unit] else { return nil }
    return whole(number * factor, atMost: 1e9)
  }

  private static func split(_ text: String) -> (number: Double, unit: String)? {
    let plain = text.lowercased().filter { !$0.isWhitespace && $0 != "," && $0 != "_" && $0 != "'" }
    let digits = plain.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
    guard let number = Double(String(digits)) else { return nil }
    return (number, String(plain.dropFirst(digits.count)))
  }

  private static func whole(_ number: Double, atMost limit: Double) -> Int64? {
    abs(number) <= limit ? Int64(number.rounded()) : nil
  }
}
