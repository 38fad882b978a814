import Domain

/// A date, with or without a time, as a cell spells it: its parts are read, but which of two numbers is the
/// day may still be open, and so may the zone.
public struct WrittenTime: Equatable, Sendable {
  /// How the date is spelled, which says what is still open.
  public enum Shape: Sendable {
    /// 2025-04-03, 20250403 or 3 Apr 2025: `first` is the month, `second` the day.
    case certain
    /// 03/04/2025 or 03-04-2025: either number may be the day.
    case slashed
    /// 03.04.2025: day first wherever people write dots.
    case dotted
  }

  /// How the date is spelled.
  public var shape: Shape
  /// The month, unless the shape leaves it open.
  public var first: Int
  /// The day, unless the shape leaves it open.
  public var second: Int
  /// With its century.
  public var year: Int
  /// Seconds after local midnight; nil for a date alone.
  public var secondOfDay: Int?
  /// Seconds east of UTC; nil if the cell has no zone.
  public var offset: Int?
  /// True if the zone was written as Z or UTC, which tells nothing of where people work.
  public var isZulu: Bool
  /// True if the year was written with two digits.
  public var hasShortYear = false

  /// Reads a cell without surrounding blanks; nil if it is no date.
  ///
  /// Understood are ISO 8601 with `T` or blank, offset or Z and fractions (dropped); dates alone; US and European
  /// dates with `/`, `-` or `.`, with years of four or two digits (20xx); English month names; times with AM and PM.
  public init?(_ bytes: Span<UInt8>) {
    var scan = ByteScan()
    self.init(shape: .certain, first: 0, second: 0, year: 0, secondOfDay: nil, offset: nil, isZulu: false)
    if readPlainISO(bytes) {
      scan.position = 19
      if scan.atEnd(bytes) { return }
      guard readFraction(bytes, &scan) else { return nil }
    } else {
      guard readDate(bytes, &scan) else { return nil }
      if scan.atEnd(bytes) { return }
      guard readTime(bytes, &scan) else { return nil }
    }
    guard readZone(bytes, &scan), scan.atEnd(bytes) else { return nil }
  }

  init(shape: Shape, first: Int, second: Int, year: Int, secondOfDay: Int?, offset: Int?, isZulu: Bool) {
    self.shape = shape
    self.first = first
    self.second = second
    self.year = year
    self.secondOfDay = secondOfDay
    self.offset = offset
    self.isZulu = isZulu
  }

  /// The date under an order of day and month; nil if the calendar has no such date.
  public func date(_ order: DateOrder) -> CivilDate? {
    let dayFirst = shape != .certain && order == .dayFirst
    let month = dayFirst ? second : first
    let day = dayFirst ? first : second
    guard month >= 1, month <= 12, day >= 1, day <= Self.days(inMonth: month, of: year) else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}

extension WrittenTime {
  private mutating func readDate(_ bytes: Span<UInt8>, _ scan: inout ByteScan) -> Bool {
    guard let lead = scan.number(bytes, limit: 8) else { return readNamedMonthFirst(bytes, &scan) }
    switch lead.digits {
    case 4: return readYearFirst(lead.value, bytes, &scan)
    case 8:
      (year, first, second) = (lead.value / 10_000, lead.value / 100 % 100, lead.value % 100)
      return true
    case 1, 2: return readYearLast(lead.value, bytes, &scan)
    default: return false
    }
  }

  private mutating func readYearFirst(_ year: Int, _ bytes: Span<UInt8>, _ scan: inout ByteScan) -> Bool {
    let separator = scan.peek(bytes)
    guard separator == Byte.dash || separator == Byte.slash || separator == Byte.dot else { return false }
    scan.position += 1
    guard let month = scan.number(bytes, limit: 2), scan.skip(separator, bytes),
      let day = scan.number(bytes, limit: 2)
    else { return false }
    (self.year, first, second) = (year, month.value, day.value)
    return true
  }

  private mutating func readYearLast(_ lead: Int, _ bytes: Span<UInt8>, _ scan: inout ByteScan) -> Bool {
    let separator = scan.peek(bytes)
    guard separator == Byte.dash || separator == Byte.slash || separator == Byte.dot || separator == Byte.space
    else { return false }
    scan.position += 1
    if let middle = scan.number(bytes, limit: 2) {
      guard separator != Byte.space, scan.skip(separator, bytes), readYear(bytes, &scan) else { return false }
      shape = separator == Byte.dot ? .dotted : .slashed
      (first, second) = (lead, middle.value)
      return true
    }
    guard separator != Byte.slash, let month = readMonthName(bytes, &scan) else { return false }
    guard scan.skip(separator, bytes) || scan.skip(Byte.space, bytes), readYear(bytes, &scan) else { return false }
    (first, second) = (month, lead)
    return true
  }

  private mutating func readNamedMonthFirst(_ bytes: Span<UInt8>, _ scan: inout ByteScan) -> Bool {
    guard let month = readMonthName(bytes, &scan), scan.skip(Byte.space, bytes),
      let day = scan.number(bytes, limit: 2)
    else { return false }
    _ = scan.skip(Byte.comma, bytes)
    guard scan.skip(Byte.space, bytes), readYear(bytes, &scan) else { return false }
    (first, second) = (month, day.value)
    return true
  }

  private mutating func readYear(_ bytes: Span<UInt8>, _ scan: inout ByteScan) -> Bool {
    guard let read = scan.number(bytes, limit: 4), read.digits == 4 || read.digits == 2 else { return false }
    hasShortYear = read.digits == 2
    year = hasShortYear ? 2000 + read.value : read.value
    return true
  }

  private func readMonthName(_ bytes: Span<UInt8>, _ scan: inout ByteScan) -> Int? {
    let word = scan.word(bytes)
    _ = scan.skip(Byte.dot, bytes)
    guard word.letters >= 3, word.letters <= 9 else { return nil }
    let shift = UInt64(8 * (min(word.letters, 8) - 3))
    switch word.packed >> shift {
    case packed("jan"): return 1
    case packed("feb"): return 2
    case packed("mar"): return 3
    case packed("apr"): return 4
    case packed("may"): return 5
    case packed("jun"): return 6
    case packed("jul"): return 7
    case packed("aug"): return 8
    case packed("sep"): return 9
    case packed("oct"): return 10
    case packed("nov"): return 11
    case packed("dec"): return 12
    default: return nil
    }
  }
}

extension WrittenTime {
  /// `13:25`, `13:25:25.000`, `3:04 PM`, after a `T`, a comma or blanks.
  private mutating func readTime(_ bytes: Span<UInt8>, _ scan: inout ByteScan) -> Bool {
    _ = scan.skip(Byte.comma, bytes)
    if !(scan.skip(UInt8(ascii: "T"), bytes) || scan.skip(UInt8(ascii: "t"), bytes)) {
      guard scan.peek(bytes) == Byte.space else { return false }
      scan.skipSpaces(bytes)
    }
    guard var hour = scan.number(bytes, limit: 2)?.value, scan.skip(Byte.colon, bytes),
      let minute = scan.number(bytes, limit: 2), minute.digits == 2
    else { return false }
    var second = 0
    if scan.skip(Byte.colon, bytes) {
      guard let read = scan.number(bytes, limit: 2), read.digits == 2 else { return false }
      second = read.value
      guard readFraction(bytes, &scan) else { return false }
    }
    guard readHalfOfDay(bytes, &scan, &hour) else { return false }
    guard hour <= 23, minute.value <= 59, second <= 60 else { return false }
    secondOfDay = hour * 3600 + minute.value * 60 + second
    return true
  }

  /// Steps over `.000`; seconds are not rounded but cut.
  private func readFraction(_ bytes: Span<UInt8>, _ scan: inout ByteScan) -> Bool {
    guard scan.skip(Byte.dot, bytes) || scan.skip(Byte.comma, bytes) else { return true }
    return scan.number(bytes, limit: 18) != nil
  }

  /// The form that nearly all machines write, `2025-04-03T13:25:25`, at once; false if the cell begins otherwise.
  private mutating func readPlainISO(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count >= 19, bytes[4] == Byte.dash, bytes[7] == Byte.dash, bytes[13] == Byte.colon,
      bytes[16] == Byte.colon, bytes[10] == UInt8(ascii: "T") || bytes[10] == Byte.space
    else { return false }
    // Half of an AM/PM time may look the same.
    guard bytes.count == 19 || bytes[19] != Byte.space else { return false }
    let (century, rest) = (Self.two(bytes, 0), Self.two(bytes, 2))
    let (month, day) = (Self.two(bytes, 5), Self.two(bytes, 8))
    let (hour, minute, second) = (Self.two(bytes, 11), Self.two(bytes, 14), Self.two(bytes, 17))
    guard century | rest | month | day | hour | minute | second >= 0, hour <= 23, minute <= 59, second <= 60 else {
      return false
    }
    (year, first, self.second) = (century * 100 + rest, month, day)
    secondOfDay = hour * 3600 + minute * 60 + second
    return true
  }

  /// Two digits as a number, negative if they are none.
  @inline(__always)
  private static func two(_ bytes: Span<UInt8>, _ index: Int) -> Int {
    let tens = Int(bytes[index]) - 48
    let ones = Int(bytes[index + 1]) - 48
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
  }

  /// Turns 12-hour times into 24-hour ones; false if AM or PM stands with an impossible hour.
  private func readHalfOfDay(_ bytes: Span<UInt8>, _ scan: inout ByteScan, _ hour: inout Int) -> Bool {
    let start = scan
    scan.skipSpaces(bytes)
    var half = scan.word(bytes)
    if half.letters == 1, scan.skip(Byte.dot, bytes), scan.peek(bytes).lowercase == UInt8(ascii: "m") {
      half = (half.packed << 8 | UInt64(UInt8(ascii: "m")), 2)
      scan.position += 1
      _ = scan.skip(Byte.dot, bytes)
    }
    let isMorning = half.packed == packed("am")
    guard half.letters == 2, isMorning || half.packed == packed("pm") else {
      scan = start
      return true
    }
    guard hour >= 1, hour <= 12 else { return false }
    hour = hour % 12 + (isMorning ? 0 : 12)
    return true
  }

  /// `Z`, `UTC`, `GMT`, `+02:00`, `+0200`, `+02`, after blanks or none.
  private mutating func readZone(_ bytes: Span<UInt8>, _ scan: inout ByteScan) -> Bool {
    scan.skipSpaces(bytes)
    if scan.atEnd(bytes) { return true }
    let sign = scan.peek(bytes)
    guard sign == Byte.plus || sign == Byte.dash else {
      let name = scan.word(bytes)
      guard name.packed == packed("z") || name.packed == packed("utc") || name.packed == packed("gmt") else {
        return false
      }
      (offset, isZulu) = (0, true)
      return true
    }
    scan.position += 1
    guard let hours = scan.number(bytes, limit: 2), hours.digits == 2 else { return false }
    _ = scan.skip(Byte.colon, bytes)
    let minutes = scan.number(bytes, limit: 2)?.value ?? 0
    guard hours.value <= 18, minutes <= 59 else { return false }
    let seconds = hours.value * 3600 + minutes * 60
    offset = sign == Byte.dash ? -seconds : seconds
    return true
  }
}
