/// Writes the rows of a script as the files that the program reads everywhere.
public enum ScriptFiles {
  /// Names and contents of the files; several blocks of a table are one file if their columns are the same.
  public static func csv(_ script: Script) -> [(name: String, text: String)] {
    var files: [(name: String, text: String)] = []
    for table in script.tables where !table.columns.isEmpty {
      let isSecond = files.contains { $0.name == table.name + ".csv" }
      let name = isSecond ? "\(table.name)-\(files.count + 1).csv" : table.name + ".csv"
      let lines = ([table.columns] + table.rows).map { cells in cells.map(quoted).joined(separator: ",") }
      files.append((name, lines.joined(separator: "\n") + "\n"))
    }
    return files
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
