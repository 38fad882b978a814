/// Finds variables that outlive every function: stored `static var`, and stored `var` outside all types.
struct MutableState {
  /// 1-based lines.
  private(set) var lines: [Int] = []

  init(_ text: SwiftText) {
    let all = text.lines
    var depth = 0
    for (index, line) in all.enumerated() {
      let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
      let isVariable = words.contains("var") && Self.startsDeclaration(line)
      let outlives = depth == 0 || words.prefix { $0 != "var" }.contains("static")
      if isVariable, outlives, Self.isStored(all[index...]) { lines.append(index + 1) }
      depth += line.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "{") ? 1 : $1 == UInt8(ascii: "}") ? -1 : 0) }
    }
  }

  /// True if nothing but modifiers and attributes stands before `var`.
  private static func startsDeclaration(_ line: String) -> Bool {
    let modifiers: Set<String> = [
      "public", "private", "fileprivate", "internal", "package", "static", "nonisolated", "unsafe", "lazy", "weak",
      "final", "override", "set", "MainActor", "inlinable", "usableFromInline",
    ]
    let before = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }.prefix { $0 != "var" }
    return before.allSatisfy { modifiers.contains(String($0)) }
  }

  /// A stored variable has `=` before any brace, or no brace at all.
  private static func isStored(_ lines: ArraySlice<String>) -> Bool {
    for (offset, line) in lines.enumerated() {
      if let mark = line.first(where: { $0 == "=" || $0 == "{" }) { return mark == "=" }
      let continues = line.contains("[") && !line.contains("]") || line.hasSuffix(":") || line.hasSuffix("->")
      if !continues, offset > 0 || !(lines.dropFirst().first?.contains("{") ?? false) { return true }
    }
    return true
  }
}
