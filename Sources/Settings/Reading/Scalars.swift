import Domain
import MetricEngine
import Yams

/// Values of single nodes. Each returns nil and notes an issue if the node is something else.
extension Notes {
  mutating func text(_ node: Node, _ what: String) -> String? {
    guard let text = node.scalar?.string, !text.isEmpty else {
      error(node, "\(what) must be text, not \(node.kindName)")
      return nil
    }
    return text
  }

  /// A list of texts, or one text alone.
  mutating func texts(_ node: Node, _ what: String) -> [String] {
    (node.sequence.map(Array.init) ?? [node]).compactMap { text($0, what) }
  }

  mutating func number(_ node: Node, _ what: String) -> Double? {
    guard let text = node.scalar?.string, let number = parseNumber(text) else {
      error(node, "\(what) must be a number, not \(node.kindName)")
      return nil
    }
    return number
  }

  /// A share as `0.45` or `45%`.
  mutating func share(_ node: Node, _ what: String) -> Double? {
    guard let text = node.scalar?.string, let share = parseShare(text) else {
      error(node, "\(what) must be a share, not \(node.kindName)", hint: "write it as 0.45 or 45%")
      return nil
    }
    guard (0...1).contains(share) else {
      error(node, "\(what) must lie between 0 and 1, not \(text)", hint: "45 % is written 0.45 or 45%")
      return nil
    }
    return share
  }

  /// A multiple of what is usual as `0.85` or `85%`, as screens say it.
  mutating func multiple(_ node: Node, _ what: String) -> Double? {
    guard let text = node.scalar?.string, let multiple = parseShare(text), multiple >= 0 else {
      error(node, "\(what) must be a part of the usual, not \(node.kindName)", hint: "write it as 0.85 or 85%")
      return nil
    }
    return multiple
  }

  mutating func whole(_ node: Node, _ what: String, in range: ClosedRange<Int>) -> Int? {
    guard let number = node.scalar.flatMap({ Int($0.string) }), range.contains(number) else {
      error(
        node,
        "\(what) must be a whole number from \(range.lowerBound) to \(range.upperBound), "
          + "not \(node.kindName)")
      return nil
    }
    return number
  }

  mutating func flag(_ node: Node, _ what: String) -> Bool? {
    switch node.scalar?.string.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default:
      error(node, "\(what) must be true or false, not \(node.kindName)")
      return nil
    }
  }

  /// One of some names.
  mutating func choice<Value>(_ node: Node, _ what: String, _ values: [(String, Value)]) -> Value? {
    guard let name = text(node, what) else { return nil }
    if let found = values.first(where: { $0.0 == name }) { return found.1 }
    error(node, "unknown \(what) \(quoted(name))", hint: suggestion(for: name, among: values.map(\.0)))
    return nil
  }

  /// The conventions of a locale, from its name.
  mutating func locale(_ node: Node) -> Conventions? {
    guard let name = text(node, "locale") else { return nil }
    if let known = Conventions(named: name) { return known }
    let names = Conventions.names
    let near = nearestName(to: name, in: names) ?? names.first { $0.lowercased().hasPrefix(name.lowercased()) }
    error(
      node, "unknown locale \(quoted(name))",
      hint: near.map { "did you mean \($0)?" } ?? "known: \(names.joined(separator: ", "))")
    return nil
  }

  /// Seconds, from `300s`, `5m`, `36h`, `2d`, `4w`, `1h30m`, or 0.
  mutating func duration(_ node: Node, _ what: String) -> Int? {
    guard let text = node.scalar?.string, let seconds = parseDuration(text) else {
      error(node, "\(what) must be a length of time, not \(node.kindName)", hint: "write 300s, 5m, 36h, 2d or 4w")
      return nil
    }
    return seconds
  }

  /// Days, from a length of time that is whole days, or a bare number.
  mutating func days(_ node: Node, _ what: String) -> Int? {
    let text = node.scalar?.string ?? ""
    let found = Int(text) ?? parseDuration(text).flatMap { $0 % 86_400 == 0 ? $0 / 86_400 : nil }
    guard let days = found, (1...36_500).contains(days) else {
      error(node, "\(what) must be whole days, not \(node.kindName)", hint: "write 28d or 4w")
      return nil
    }
    return days
  }

  /// The words that the command line and the screen take.
  mutating func period(_ node: Node) -> Period? {
    guard let text = text(node, "period") else { return nil }
    switch PeriodParser.parse(text) {
    case .success(let period): return period
    case .failure(let problem):
      error(node, "period cannot be \(quoted(text))", hint: "\(problem)")
      return nil
    }
  }

  mutating func date(_ node: Node, _ what: String) -> CivilDate? {
    guard let text = node.scalar?.string, let date = parseDate(text) else {
      error(node, "\(what) must be a day, not \(node.kindName)", hint: "write it as 2026-12-24")
      return nil
    }
    return date
  }

  /// Minutes after midnight, from `09:00`.
  mutating func timeOfDay(_ node: Node, _ what: String) -> Int? {
    guard let text = node.scalar?.string, let minutes = parseTimeOfDay(text) else {
      error(node, "\(what) must be a time of day, not \(node.kindName)", hint: "write it as 09:00")
      return nil
    }
    return minutes
  }
}
