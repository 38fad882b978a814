/// What to say while rows are being read.
public enum LoadingText {
  /// "leads.csv  120 000 rows, 310 000 a second".
  public static func line(origin: String, rows: Int, seconds: Double) -> String {
    let rate = seconds > 0 ? Int((Double(rows) / seconds).rounded()) : 0
    return "\(origin)  \(grouped(rows)) rows, \(grouped(rate)) a second"
  }

  private static func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { text.append(" ") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
