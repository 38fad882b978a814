import Testing

/// Who may know whom. Data flows one way; only one room knows the terminal, only one the database, only one YAML.
private let allowed: [String: Set<String>] = [
  "Domain": ["Foundation", "Dispatch", "Synchronization"],
  "World": ["Domain", "Foundation", "Dispatch"],
  "MetricEngine": ["Domain", "Foundation", "Dispatch", "Synchronization"],
  "AlertEngine": ["Domain", "Foundation"],
  "Ingest": ["Domain", "World", "Foundation"],
  "SourceCSV": ["Ingest", "Domain", "World", "Foundation", "Dispatch", "Synchronization"],
  "Synthesis": ["Ingest", "Domain", "World", "Foundation", "Synchronization"],
  "Store": [
    "Domain", "AlertEngine", "Ingest", "World", "GRDB", "GRDBSQLite", "Foundation", "Dispatch", "Synchronization",
  ],
  "Cells": [],
  "Dashboard": ["Domain", "MetricEngine", "AlertEngine", "Cells", "Foundation"],
  "MetricScripts": ["Domain"],
  "Reporting": ["Domain", "MetricEngine", "AlertEngine", "Dashboard", "Foundation"],
  "Settings": ["Domain", "Ingest", "MetricEngine", "AlertEngine", "Cells", "Yams", "Foundation"],
  "Notifiers": ["AlertEngine", "Foundation"],
  "NcursesTerminal": ["Cells", "World", "CNCurses", "CTerminal", "Glibc"],
  "Runtime": [
    "Domain", "World", "Ingest", "Store", "MetricEngine", "AlertEngine", "Notifiers", "Cells", "Dashboard", "Reporting",
    "Settings", "Logging", "Foundation", "Dispatch", "Synchronization",
  ],
  "App": [
    "Domain", "World", "Ingest", "SourceCSV", "Synthesis", "Store", "MetricEngine", "AlertEngine", "Cells", "Dashboard",
    "Reporting", "Settings", "Notifiers", "NcursesTerminal", "Runtime", "MetricScripts", "ArgumentParser", "Logging",
    "Foundation", "Dispatch", "Synchronization", "Glibc", "CMalloc",
  ],
  "Benchmarks": [
    "Domain", "World", "Ingest", "SourceCSV", "Synthesis", "Store", "MetricEngine", "AlertEngine", "Cells", "Dashboard",
    "Reporting", "Settings", "Runtime", "ArgumentParser", "Foundation", "Dispatch", "Synchronization",
  ],
]

@Suite("Imports")
struct ImportTests {
  @Test("every room imports only what it may")
  func table() {
    let wrong = SourceTree.sources.flatMap { file in
      importedModules(file.code).filter { !(allowed[file.room] ?? []).contains($0) }.map {
        "\(file.path) imports \($0)"
      }
    }
    #expect(wrong == [])
  }

  @Test("every room is in the table")
  func rooms() {
    let unknown = Set(SourceTree.sources.map(\.room)).subtracting(allowed.keys)
    #expect(unknown == [])
  }

  @Test("imports are found in all their spellings")
  func spellings() {
    let text = SwiftText(
      """
      import A
      @testable import B
      public import struct C.D
      // import No
      let text = "import No"
      internal import E.F
      """)
    #expect(importedModules(text) == ["A", "B", "C", "E"])
  }
}

/// Names of the modules that a source imports.
private func importedModules(_ text: SwiftText) -> [String] {
  let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
  return text.lines.compactMap { line in
    let words = line.split(separator: " ")
    guard let index = words.firstIndex(of: "import") else { return nil }
    let isImport = words[..<index].allSatisfy { $0.hasPrefix("@") || ["public", "internal", "private"].contains($0) }
    guard isImport, let name = words[(index + 1)...].first(where: { !kinds.contains($0) }) else { return nil }
    return name.split(separator: ".").first.map(String.init)
  }
}
