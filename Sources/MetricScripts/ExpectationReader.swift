/// Reads one line of what is expected: a figure and its value.
enum ExpectationReader {
  /// How far a figure may be from a number that is written without saying so: half of its last digit.
  static func read(_ line: ScriptLine, asOf: String, file: String) throws(ScriptProblem) -> Expectation {
    let cells = line.cells
    let words = cells.flatMap { $0.text.split(separator: " ").map(String.init) }
    guard let figure = words.first, words.count > 1 else {
      throw ScriptProblem(
        file: file, line: line.number, column: cells.first?.column ?? 1,
        message: "expected a figure and its value, such as time_to_close.won  12")
    }
    let written = words.dropFirst().joined(separator: " ")
    return Expectation(line: line.number, asOf: asOf, figure: figure, value: value(written))
  }

  private static func value(_ written: String) -> Expectation.Value {
    switch written {
    case "no data", "null": return .noData
    case "true", "yes": return .truth(true)
    case "false", "no": return .truth(false)
    default: break
    }
    let parts = written.split(whereSeparator: { $0 == "±" }).flatMap { split($0, at: "+-") }
    let numbers = parts.map(trimmed).map(Double.init)
    if numbers.count == 2, let number = numbers[0], let tolerance = numbers[1] {
      return .number(number, tolerance: tolerance)
    }
    if numbers.count == 1, let number = numbers[0] {
      return .number(number, tolerance: precision(of: trimmed(parts[0])))
    }
    return .text(written)
  }

  /// `0.67` stands for anything that rounds to it; a whole number for itself.
  private static func precision(of number: String) -> Double {
    guard let dot = number.firstIndex(of: "."), !number.lowercased().contains("e") else { return 0 }
    let digits = number.distance(from: dot, to: number.endIndex) - 1
    return (0..<digits).reduce(0.5) { value, _ in value / 10 } * (1 + 1e-9)
  }

  private static func split(_ text: Substring, at mark: String) -> [String] {
    guard let range = text.firstRange(of: mark) else { return [String(text)] }
    return [String(text[..<range.lowerBound]), String(text[range.upperBound...])]
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
