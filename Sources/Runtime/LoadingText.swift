import Domain

/// What to say while rows are being read.
public enum LoadingText {
  /// "leads.csv  120 000 rows, 310 000 a second".
  public static func line(
    origin: String, rows: Int, seconds: Double, _ numbers: NumberStyle = NumberStyle()
  ) -> String {
    let rate = seconds > 0 ? Int((Double(rows) / seconds).rounded()) : 0
    return "\(origin)  \(numbers.grouped("\(rows)")) rows, \(numbers.grouped("\(rate)")) a second"
  }
}
