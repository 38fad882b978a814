import Domain
import Ingest

/// Stored values as text for record cards.
enum CellFormat {
  /// `expected_close_on` is shown as `expected close on`.
  static func label(_ field: String) -> String { String(field.map { $0 == "_" ? " " : $0 }) }

  /// Empty for NULL. Instants are `2026-03-04 12:00:00 UTC`, or `2026-03-04` in fields of dates; amounts have two decimals.
  static func text(_ value: StoredValue, _ field: Field?, isDay: Bool) -> String {
    switch (value, field?.type) {
    case (.null, _): ""
    case (.integer(let seconds), .instant): instant(Instant(seconds), isDay: isDay)
    case (.integer(let hundredths), .amount): amount(hundredths)
    case (.integer(let flag), .flag): flag == 0 ? "no" : "yes"
    case (.integer(let number), _): "\(number)"
    case (.real(let number), _): Int64(exactly: number).map { "\($0)" } ?? "\(number)"
    case (.text(let text), _): text
    }
  }

  private static func instant(_ instant: Instant, isDay: Bool) -> String {
    guard instant.isKnown else { return "" }
    let date = instant.utcDate
    guard !isDay else { return date.iso }
    let remainder = Int(instant.seconds % Instant.day)
    let second = remainder < 0 ? remainder + Int(Instant.day) : remainder
    let clock = [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(date.iso) \(clock.joined(separator: ":")) UTC"
  }

  private static func amount(_ hundredths: Int64) -> String {
    let magnitude = hundredths.magnitude
    let cents = magnitude % 100
    return "\(hundredths < 0 ? "-" : "")\(magnitude / 100).\(cents < 10 ? "0" : "")\(cents)"
  }
}
