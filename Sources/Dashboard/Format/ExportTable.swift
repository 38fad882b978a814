import Foundation

/// How a file is written.
public enum ExportFormat: String, Sendable, CaseIterable {
  case csv, json, markdown

  /// What stands behind the dot of its name.
  var ending: String { self == .markdown ? "md" : rawValue }

  /// For the choice.
  var words: String {
    ChoiceWords.purpose(of: self)
  }
}

/// A table to be written to a file: what is on screen, at full precision.
struct ExportTable: Equatable {
  /// What stands in a cell.
  enum Value: Equatable {
    case text(String)
    case number(Double)
    case whole(Int)
    /// Nothing is known, which is not 0.
    case nothing

    init(_ number: Double?) { self = number.map { $0.isFinite ? .number($0) : .nothing } ?? .nothing }
    init(_ whole: Int?) { self = whole.map { .whole($0) } ?? .nothing }
    init(_ text: String?) { self = text.flatMap { $0.isEmpty ? nil : .text($0) } ?? .nothing }

    /// As a spreadsheet reads it.
    var plain: String {
      switch self {
      case .text(let text): text
      case .number(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
      case .whole(let number): "\(number)"
      case .nothing: ""
      }
    }
  }

  var header: [String]
  var rows: [[Value]]

  /// All of it as text.
  func text(_ format: ExportFormat) -> String {
    switch format {
    case .csv: CSVText.table(header, rows.map { $0.map(\.plain) })
    case .json: json
    case .markdown: markdown
    }
  }

  private var json: String {
    let names = header.map(Self.quoted)
    let objects = rows.map { row in
      "  {" + zip(names, row).map { "\($0): \(Self.json($1))" }.joined(separator: ", ") + "}"
    }
    return "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }

  private static func json(_ value: Value) -> String {
    switch value {
    case .text(let text): quoted(text)
    case .nothing: "null"
    default: value.plain
    }
  }

  /// A string of RFC 8259 section 7.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        result += String(format: "\\u%04x", scalar.value)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private var markdown: String {
    func line(_ cells: [String]) -> String { "| " + cells.map(Self.cell).joined(separator: " | ") + " |" }
    let isNumber = header.indices.map { column in
      rows.contains { if case .text = $0[column] { false } else { $0[column] != .nothing } }
    }
    let rule = isNumber.map { $0 ? "---:" : "---" }
    return ([line(header), "| " + rule.joined(separator: " | ") + " |"] + rows.map { line($0.map(\.plain)) })
      .joined(separator: "\n") + "\n"
  }

  /// What would end a cell or a line, or begin anything else, is only text.
  private static func cell(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "|", "\\", "`", "*", "_", "<", ">", "[", "]": result += "\\\(scalar)"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
