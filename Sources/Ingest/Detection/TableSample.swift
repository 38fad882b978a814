/// The head of a table: what detection looks at.
public struct TableSample: Sendable, Equatable {
  /// Name of the file, stream or table.
  public var name: String
  /// Column names, each once.
  public var headers: [String]
  /// The first rows, each as long as `headers`; empty cells are empty strings.
  public var rows: [[String]]

  /// A sample of a table.
  public init(name: String, headers: [String], rows: [[String]]) {
    self.name = name
    self.headers = headers
    self.rows = rows
  }

  /// Values of a column that are not empty.
  func values(_ column: Int) -> [String] { rows.map { $0[column] }.filter { !$0.isEmpty } }

  /// Share of a column's values that pass; nil without values.
  func share(_ column: Int, where passes: (String) -> Bool) -> Double? {
    let values = values(column)
    return values.isEmpty ? nil : Double(values.count(where: passes)) / Double(values.count)
  }

  /// The file's name without folders and ending, in lower case.
  var stem: String {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    return (file.split(separator: ".").first.map(String.init) ?? file).lowercased()
  }
}
