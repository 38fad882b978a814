/// What was recognised in a set of files and why, for `--explain` and for the sources screen.
public struct DetectionReport: Sendable, Equatable {
  /// One report a file, in the order of the files.
  public var files: [FileReport]
  /// What concerns no single file, such as a mapping that fits none.
  public var notes: [String]

  /// A report of files.
  public init(files: [FileReport] = [], notes: [String] = []) {
    self.files = files
    self.notes = notes
  }
}

/// What was recognised in one file.
public struct FileReport: Sendable, Equatable {
  /// The file's name without its folder.
  public var name: String
  /// Nil if the file is left out.
  public var kind: RecordKind?
  /// Why it is left out; empty if it is not.
  public var leftOut: String
  /// `comma`, `semicolon`, `tab`.
  public var delimiter: String
  /// `UTF-8`, `Windows-1252`.
  public var encoding: String
  /// Rows as counted while looking at the values; 0 if nobody looked.
  public var rows: Int
  /// The fields that the file feeds.
  public var columns: [ColumnReport]
  /// Columns kept as attributes, by header.
  public var extras: [String]
  /// What a reader should know though nothing is wrong.
  public var notes: [String]
  /// What could not be decided, each with how to decide it.
  public var unsure: [String]

  /// A report of one file.
  public init(
    name: String, kind: RecordKind? = nil, leftOut: String = "", delimiter: String = "", encoding: String = "",
    rows: Int = 0, columns: [ColumnReport] = [], extras: [String] = [], notes: [String] = [], unsure: [String] = []
  ) {
    self.name = name
    self.kind = kind
    self.leftOut = leftOut
    self.delimiter = delimiter
    self.encoding = encoding
    self.rows = rows
    self.columns = columns
    self.extras = extras
    self.notes = notes
    self.unsure = unsure
  }
}

/// Which columns a field comes from, and why.
public struct ColumnReport: Sendable, Equatable {
  /// Canonical name, or `stage_history` for columns that hold stage entries.
  public var field: String
  /// Headers of the columns; empty for values that every row gets.
  public var headers: [String]
  /// Why, in words.
  public var evidence: String

  /// A report of one field.
  public init(field: String, headers: [String], evidence: String) {
    self.field = field
    self.headers = headers
    self.evidence = evidence
  }
}

extension DetectionReport {
  /// The report as plain text, without anything that a terminal would obey.
  public var text: String {
    var lines = files.flatMap(\.lines)
    lines += notes.map { "note: \(safeText($0, limit: 300))" }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension FileReport {
  fileprivate var lines: [String] {
    guard let kind else { return ["\(safeText(name, limit: 80)): left out: \(safeText(leftOut, limit: 400))", ""] }
    let details = ["\(rows) rows", delimiter, encoding].filter { !$0.isEmpty }.joined(separator: ", ")
    var lines = ["\(safeText(name, limit: 80)): \(kind.rawValue) (\(details))"]
    let width = columns.map(\.field.count).max() ?? 0
    for column in columns {
      let field = column.field + String(repeating: " ", count: width - column.field.count)
      let source = column.headers.map { safeText($0, limit: 60) }.joined(separator: " + ")
      lines.append("  \(field)  <- \(source.isEmpty ? "every row" : source): \(safeText(column.evidence, limit: 200))")
    }
    if !extras.isEmpty {
      lines.append("  kept as attributes: \(extras.map { safeText($0, limit: 60) }.joined(separator: ", "))")
    }
    lines += notes.map { "  note: \(safeText($0, limit: 400))" }
    lines += unsure.map { "  UNSURE: \(safeText($0, limit: 400))" }
    return lines + [""]
  }
}
