import Testing

@Suite("What must not be written")
struct ForbiddenTests {
  /// Places where code holds one of some texts.
  private func places(_ texts: [String], in files: [SourceTree.File]) -> [String] {
    files.flatMap { file in
      file.code.lines.enumerated().flatMap { index, line in
        texts.filter { holds(line, $0) }.map { "\(file.path):\(index + 1) \($0)" }
      }
    }
  }

  @Test("nothing may end the program by surprise")
  func crashes() {
    #expect(places(["try!", "as!", "fatalError("], in: SourceTree.sources + SourceTree.tests) == [])
  }

  @Test("the present and chance come from the World room only")
  func world() {
    let files = SourceTree.sources.filter { $0.room != "World" }
    #expect(places(["Date()", "Date.now", ".random(", ".randomElement(", ".shuffled("], in: files) == [])
  }

  @Test("only the command line prints")
  func printing() {
    let files = SourceTree.sources.filter { $0.room != "App" }
    #expect(places(["print(", "debugPrint(", "dump("], in: files) == [])
  }

  @Test("no variable outlives every function")
  func mutableState() {
    let found = SourceTree.sources.flatMap { file in
      MutableState(file.code).lines.map { "\(file.path):\($0)" }
    }
    #expect(found == [])
  }

  @Test("what the compiler does not check is explained")
  func unchecked() {
    let found = SourceTree.sources.flatMap { file in
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
      return file.code.lines.enumerated().compactMap { index, line -> String? in
        guard line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") else { return nil }
        let above = lines[max(0, index - 4)...index]
        return above.contains { $0.contains("//") } ? nil : "\(file.path):\(index + 1)"
      }
    }
    #expect(found == [])
  }

  @Test("the dashboard knows no SQL")
  func sql() {
    let words = ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM", " JOIN ", " WHERE ", "GROUP BY", "ORDER BY"]
    let found = SourceTree.sources.filter { $0.room == "Dashboard" }.flatMap { file in
      words.filter { file.text.contains($0) }.map { "\(file.path) holds \($0)" }
    }
    #expect(found == [])
  }
}

/// True if `line` holds `text` and not as the tail of a longer name.
private func holds(_ line: String, _ text: String) -> Bool {
  line.ranges(of: text).contains { range in
    guard range.lowerBound > line.startIndex, let first = text.first, first.isLetter else { return true }
    let before = line[line.index(before: range.lowerBound)]
    return !(before.isLetter || before.isNumber || before == "_" || (before == "." && text.hasSuffix("(")))
  }
}
