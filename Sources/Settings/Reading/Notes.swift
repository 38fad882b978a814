import Domain
import Yams

/// Walks YAML nodes, turns them into values, and collects what is wrong on the way.
struct Notes {
  let file: String
  private(set) var issues: [SettingsIssue] = []

  init(file: String) { self.file = file }

  mutating func error(_ node: Node, _ message: String, hint: String = "") {
    add(.error, node, message, hint)
  }

  mutating func warning(_ node: Node, _ message: String, hint: String = "") {
    add(.warning, node, message, hint)
  }

  mutating func append(_ more: [SettingsIssue]) { issues += more }

  private mutating func add(_ severity: SettingsIssue.Severity, _ node: Node, _ message: String, _ hint: String) {
    issues.append(
      SettingsIssue(
        severity: severity, file: file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0, message: message,
        hint: hint))
  }

  /// "did you mean" for a name that is not known.
  func suggestion(for name: String, among names: [String]) -> String {
    if let near = nearestName(to: name, in: names) { return "did you mean \(near)?" }
    return names.count > 8 ? "" : "known: \(names.joined(separator: ", "))"
  }
}

/// One key that a mapping may have, and what its value does.
struct Key<Target>: Sendable {
  let name: String
  let read: @Sendable (Node, inout Notes, inout Target) -> Void

  init(_ name: String, _ read: @escaping @Sendable (Node, inout Notes, inout Target) -> Void) {
    self.name = name
    self.read = read
  }
}

extension Notes {
  /// Reads a mapping key by key. Unknown keys are named with the nearest known one; empty values count as absent.
  mutating func read<Target>(
    _ node: Node, _ what: String, _ keys: [Key<Target>], into target: inout Target,
    unknown: SettingsIssue.Severity = .error
  ) {
    for (name, keyNode, value) in entries(node, what) {
      if let key = keys.first(where: { $0.name == name }) {
        if !value.isEmptyValue { key.read(value, &self, &target) }
      } else {
        let hint = suggestion(for: name, among: keys.map(\.name))
        add(unknown, keyNode, "unknown key \(quoted(name)) in \(what)", hint)
      }
    }
  }

  /// The entries of a mapping in order; none, with an issue, if it is no mapping.
  mutating func entries(_ node: Node, _ what: String) -> [(name: String, key: Node, value: Node)] {
    guard let mapping = node.mapping else {
      error(node, "\(what) must be a list of keys with values, not \(node.kindName)")
      return []
    }
    return mapping.compactMap { key, value in
      guard let name = key.scalar?.string else {
        error(key, "a key of \(what) must be a name")
        return nil
      }
      return (name, key, value)
    }
  }
}

extension Node {
  /// `key:` without a value, `~` or `null`.
  var isEmptyValue: Bool {
    guard let scalar, scalar.style == .plain else { return false }
    return ["", "~", "null"].contains(scalar.string)
  }

  /// What it is, in words.
  var kindName: String {
    switch self {
    case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : quoted(scalar.string)
    case .mapping: "keys with values"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}

/// A value of a file within a message: short, and without characters that could act on a terminal.
func quoted(_ text: String) -> String {
  let clean = text.unicodeScalars.prefix(40).map { scalar in
    scalar.properties.generalCategory.isHarmless ? Character(scalar) : "?"
  }
  return "\"\(String(clean))\(text.unicodeScalars.count > 40 ? "..." : "")\""
}

extension Unicode.GeneralCategory {
  fileprivate var isHarmless: Bool {
    switch self {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    default: true
    }
  }
}
