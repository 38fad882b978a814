import Domain

/// Instants and lengths of time as people write them, in settings and on the command line.
public enum TimeText {
  /// An instant and how much of it was written.
  public struct ReadInstant: Equatable, Sendable {
    /// What was meant. A day alone means its end in UTC, so that everything of that day counts.
    public var instant: Instant
    /// False if only a day was given.
    public var hasTime: Bool
    /// False if no offset was given; then UTC was taken.
    public var hasOffset: Bool
  }

  /// Reads `2026-06-30`, `2026-06-30T18:00:00Z`, `2026-06-30 18:00+02:00`; nil if it is none of these.
  public static func instant(_ text: String) -> ReadInstant? {
    let head = text.prefix(10)
    guard let date = parseDate(String(head)) else { return nil }
    let rest = text.dropFirst(10)
    if rest.isEmpty {
      return ReadInstant(instant: date.midnightUTC.adding(86_399), hasTime: false, hasOffset: false)
    }
    guard let mark = rest.first, mark == "T" || mark == "t" || mark == " " else { return nil }
    let (clock, zone) = splitZone(rest.dropFirst())
    guard let seconds = parseClock(clock), let offset = parseOffset(zone) else { return nil }
    return ReadInstant(
      instant: date.midnightUTC.adding(Int64(seconds - offset)), hasTime: true, hasOffset: !zone.isEmpty)
  }

  /// Seconds, from `300s`, `5m`, `36h`, `2d`, `4w`, `1h30m`, or a bare 0; nil if it is none of these.
  public static func duration(_ text: String) -> Int? { parseDuration(text) }

  private static func splitZone(_ text: Substring) -> (Substring, Substring) {
    guard let start = text.firstIndex(where: { "Zz+-".contains($0) }) else { return (text, "") }
    return (text[..<start], text[start...])
  }

  /// Seconds after midnight, from `18:00`, `18:00:05`, `18:00:05.25`.
  private static func parseClock(_ text: Substring) -> Int? {
    let whole = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard whole.count == 1 || (!whole[1].isEmpty && whole[1].utf8.allSatisfy(isDigit)) else { return nil }
    let parts = whole[0].split(separator: ":", omittingEmptySubsequences: false).map(twoDigits)
    guard (2...3).contains(parts.count), let hour = parts[0], let minute = parts[1] else { return nil }
    guard let second = parts.count == 3 ? parts[2] : 0, hour < 24, minute < 60, second < 60 else { return nil }
    return hour * 3_600 + minute * 60 + second
  }

  /// Seconds east of UTC; 0 without a zone.
  private static func parseOffset(_ text: Substring) -> Int? {
    if text.isEmpty || text == "Z" || text == "z" { return 0 }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard digits.count == 2 || digits.count == 4, let hours = twoDigits(digits.prefix(2)) else { return nil }
    guard let minutes = digits.count == 4 ? twoDigits(digits.suffix(2)) : 0, hours < 24, minutes < 60 else {
      return nil
    }
    return (text.first == "-" ? -1 : 1) * (hours * 3_600 + minutes * 60)
  }
}

func parseNumber(_ text: String) -> Double? {
  guard let first = text.utf8.first, isDigit(first) || "+-.".utf8.contains(first) else { return nil }
  return Double(text).flatMap { $0.isFinite ? $0 : nil }
}

func parseShare(_ text: String) -> Double? {
  guard text.hasSuffix("%") else { return parseNumber(text) }
  let number = String(text.dropLast()).split(separator: " ").joined()
  return parseNumber(number).map { $0 / 100 }
}

func parseDuration(_ text: String) -> Int? {
  if text == "0" { return 0 }
  let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
  let longest = 36_525 * 86_400
  var total = 0
  var digits = ""
  for character in text {
    if let byte = character.asciiValue, isDigit(byte) {
      digits.append(character)
    } else {
      guard let unit = units[character], digits.count <= 9, let count = Int(digits) else { return nil }
      total += count * unit
      if total > longest { return nil }
      digits = ""
    }
  }
  return digits.isEmpty && !text.isEmpty ? total : nil
}

func parseDate(_ text: String) -> CivilDate? {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  guard parts.count == 3, parts[0].utf8.count == 4, parts[0].utf8.allSatisfy(isDigit), let year = Int(parts[0])
  else { return nil }
  guard let month = twoDigits(parts[1]), let day = twoDigits(parts[2]) else { return nil }
  guard (1...12).contains(month), (1...31).contains(day) else { return nil }
  let date = CivilDate(year: year, month: month, day: day)
  return CivilDate(daysSinceEpoch: date.daysSinceEpoch) == date ? date : nil
}

func parseTimeOfDay(_ text: String) -> Int? {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[0].utf8.allSatisfy(isDigit) else { return nil }
  guard let hour = Int(parts[0]), let minute = twoDigits(parts[1]), minute < 60 else { return nil }
  let minutes = hour * 60 + minute
  return minutes <= 1_440 ? minutes : nil
}

private func twoDigits(_ text: some StringProtocol) -> Int? {
  text.utf8.count == 2 && text.utf8.allSatisfy(isDigit) ? Int(text) : nil
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
