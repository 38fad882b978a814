import Domain

/// Reads a script:
///
/// ```
/// # Comments begin with a number sign, on lines of their own or two blanks behind the cells.
/// settings
///   response: {limit: 5 min}
///
/// leads
///   lead_id  created_at        first_response_at
///   L1       2026-06-29 10:00  2026-06-29 10:04
///   L2       2026-06-29 11:00  -
///
/// at 2026-06-30 18:00
///   response_time.within_limit.p       0.5
///   time_to_close.winners_median       no data
///   response_time.bands.later          0
///   process_steps.conforming.p         0.667 +- 0.001
/// ```
///
/// A block begins with a word at the start of a line; its lines are indented. Two blanks or more, or a tab, part the
/// cells of a row; `-` is an empty cell.
public enum ScriptReader {
  /// Tables that a script can hold rows of.
  public static let tables = ["leads", "opportunities", "stage_history", "activities", "users", "accounts", "targets"]

  /// Reads the text of a file.
  /// - Throws: the first thing that cannot be read.
  public static func read(_ text: String, file: String) throws(ScriptProblem) -> Script {
    var reader = Reading(file: file)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      try reader.take(ScriptLine(line, number: index + 1))
    }
    return try reader.finished()
  }
}

/// One line of a script.
struct ScriptLine {
  let number: Int
  /// Without blanks at its end.
  let text: Substring
  let isIndented: Bool

  init(_ line: Substring, number: Int) {
    self.number = number
    var text = line
    while let last = text.last, last.isWhitespace { text.removeLast() }
    self.text = text
    isIndented = text.first.map(\.isWhitespace) ?? false
  }

  var isBlank: Bool { text.isEmpty || text.drop(while: \.isWhitespace).first == "#" }

  /// Cells between two blanks or more, or tabs, each with the column that it begins in; a comment behind them is none.
  var cells: [(text: String, column: Int)] { Array(allCells.prefix { !$0.text.hasPrefix("#") }) }

  private var allCells: [(text: String, column: Int)] {
    var cells: [(text: String, column: Int)] = []
    var cell = ""
    var (start, blanks) = (1, 0)
    for (index, character) in text.enumerated() {
      guard character == " " || character == "\t" else {
        if cell.isEmpty { start = index + 1 } else if blanks == 1 { cell.append(" ") }
        cell.append(character)
        blanks = 0
        continue
      }
      blanks += character == "\t" ? 2 : 1
      if blanks > 1, !cell.isEmpty {
        cells.append((cell, start))
        cell = ""
      }
    }
    if !cell.isEmpty { cells.append((cell, start)) }
    return cells
  }
}

/// What has been read of a script so far.
private struct Reading {
  private enum Block { case none, settings, table, expectations(asOf: String) }

  private var script: Script
  private var block = Block.none

  init(file: String) { script = Script(file: file, settings: "", tables: [], expectations: []) }

  mutating func take(_ line: ScriptLine) throws(ScriptProblem) {
    if case .settings = block, line.isIndented || line.text.isEmpty {
      script.settings += line.text + "\n"
      return
    }
    if line.isBlank { return }
    guard line.isIndented else { return try begin(line) }
    switch block {
    case .none: throw problem(line, "expected a block: settings, at, or \(ScriptReader.tables.joined(separator: ", "))")
    case .settings: break
    case .table: try addRow(line)
    case .expectations(let asOf):
      script.expectations.append(try ExpectationReader.read(line, asOf: asOf, file: script.file))
    }
  }

  func finished() throws(ScriptProblem) -> Script {
    guard !script.expectations.isEmpty else {
      throw ScriptProblem(
        file: script.file, line: 1, column: 1, message: "nothing is expected: write at 2026-06-30 18:00 and figures")
    }
    return script
  }

  private mutating func begin(_ line: ScriptLine) throws(ScriptProblem) {
    let text = String(line.text)
    if text == "settings" {
      block = .settings
    } else if text.hasPrefix("at ") {
      block = .expectations(asOf: String(text.dropFirst(3).drop(while: \.isWhitespace)))
    } else if ScriptReader.tables.contains(text) {
      script.tables.append(ScriptTable(name: text, columns: [], rows: []))
      block = .table
    } else {
      let known = ["settings", "at"] + ScriptReader.tables
      let hint =
        nearestName(to: text, in: known).map { "did you mean \($0)?" } ?? "expected \(known.joined(separator: ", "))"
      throw problem(line, "unknown block \(text): \(hint)")
    }
  }

  private mutating func addRow(_ line: ScriptLine) throws(ScriptProblem) {
    let (cells, last) = (line.cells, script.tables.count - 1)
    let table = script.tables[last]
    guard !table.columns.isEmpty else {
      script.tables[last].columns = cells.map(\.text)
      return
    }
    guard cells.count == table.columns.count else {
      throw problem(
        line,
        "expected \(table.columns.count) cells (\(table.columns.joined(separator: ", "))), found \(cells.count): "
          + "part cells with two blanks and write - for an empty one")
    }
    script.tables[last].rows.append(cells.map { $0.text == "-" ? "" : $0.text })
  }

  private func problem(_ line: ScriptLine, _ message: String) -> ScriptProblem {
    ScriptProblem(file: script.file, line: line.number, column: line.cells.first?.column ?? 1, message: message)
  }
}
