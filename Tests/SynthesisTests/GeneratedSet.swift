import Domain
import Synthesis

/// A generated set, read back the plain way.
struct GeneratedSet {
  private(set) var files: [String: [UInt8]] = [:]

  init(_ options: GenerationOptions) throws {
    var files: [String: [UInt8]] = [:]
    try Generator(options).run { files[$0, default: []] += $1 }
    self.files = files
  }

  func text(_ file: String) -> String { String(decoding: files[file] ?? [], as: UTF8.self) }

  /// The rows of a table, each a dictionary by column.
  func rows(_ table: String) -> [[String: String]] {
    let lines = text("\(table).csv").split(separator: "\n").map(Self.cells)
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { cells in
      Dictionary(zip(header, cells), uniquingKeysWith: { first, _ in first })
    }
  }

  private static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}

/// FNV-1a: tells whether bytes are the same without keeping them.
func digest(_ bytes: [UInt8]) -> UInt64 {
  bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
}
