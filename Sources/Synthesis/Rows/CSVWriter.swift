import Domain

/// Formats rows as CSV (RFC 4180, UTF-8, line feed), by hand: no locale, no printing of floating point.
struct CSVWriter: RowWriter {
  private(set) var bytes: [UInt8] = []
  private var isRowStart = true

  /// A writer whose first line names the columns.
  init(columns: [String]) {
    for column in columns { text(column) }
    endRow()
  }

  /// Gives the bytes written so far away.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private mutating func separate() {
    if !isRowStart { bytes.append(UInt8(ascii: ",")) }
    isRowStart = false
  }

  mutating func endRow() {
    bytes.append(UInt8(ascii: "\n"))
    isRowStart = true
  }

  mutating func text(_ value: String) {
    separate()
    let needsQuotes = value.utf8.contains { $0 == 0x22 || $0 == 0x2c || $0 == 0x0a || $0 == 0x0d }
    guard needsQuotes else { return bytes.append(contentsOf: value.utf8) }
    bytes.append(0x22)
    for byte in value.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  mutating func number(_ value: Int) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
  }

  mutating func amount(_ value: Int64) {
    separate()
    bytes.append(contentsOf: "\(value / 100).\(digits(Int(value % 100), width: 2))".utf8)
  }

  mutating func date(_ value: Instant) {
    separate()
    if value.isKnown { append(date: value.utcDate) }
  }

  mutating func instant(_ value: Instant) {
    separate()
    guard value.isKnown else { return }
    let date = value.utcDate
    append(date: date)
    let second = Int(value.since(date.midnightUTC))
    bytes.append(UInt8(ascii: "T"))
    append(two: second / 3600)
    bytes.append(UInt8(ascii: ":"))
    append(two: second / 60 % 60)
    bytes.append(UInt8(ascii: ":"))
    append(two: second % 60)
    bytes.append(UInt8(ascii: "Z"))
  }

  private mutating func append(date: CivilDate) {
    append(two: date.year / 100)
    append(two: date.year % 100)
    bytes.append(UInt8(ascii: "-"))
    append(two: date.month)
    bytes.append(UInt8(ascii: "-"))
    append(two: date.day)
  }

  private mutating func append(two number: Int) {
    bytes.append(UInt8(48 + number / 10 % 10))
    bytes.append(UInt8(48 + number % 10))
  }
}
