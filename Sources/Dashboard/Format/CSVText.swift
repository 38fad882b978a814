/// Tables as CSV that any spreadsheet reads and none runs.
public enum CSVText {
  /// A header and rows, each line ended.
  public static func table(_ header: [String], _ rows: [[String]]) -> String {
    ([header] + rows).map { $0.map(quoted).joined(separator: ",") }.joined(separator: "\n") + "\n"
  }

  /// Quoted where needed; a leading sign that a spreadsheet would run as a formula gets an apostrophe.
  private static func quoted(_ field: String) -> String {
    let isFormula = field.first.map { "=@+-\t\r".contains($0) } == true && Double(field) == nil
    let safe = isFormula ? "'\(field)" : field
    guard safe.contains(where: { ",\"\n\r".contains($0) }) else { return safe }
    return "\"\(safe.replacing("\"", with: "\"\""))\""
  }
}
