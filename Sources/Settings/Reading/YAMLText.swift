import Yams

/// A YAML (or JSON, which is YAML) text as nodes with places.
enum YAMLText {
  /// The root of the text, nil if it is empty or broken; what is broken is added to `notes`.
  static func root(of text: String, _ notes: inout Notes) -> Node? {
    do {
      guard let root = try Yams.compose(yaml: withoutMark(text)) else { return nil }
      return root.isEmptyValue ? nil : root
    } catch let error as YamlError {
      notes.append([issue(error, text, file: notes.file)])
    } catch {
      notes.append([SettingsIssue(file: notes.file, message: "cannot be read as YAML")])
    }
    return nil
  }

  private static func withoutMark(_ text: String) -> String {
    text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
  }

  private static func issue(_ error: YamlError, _ text: String, file: String) -> SettingsIssue {
    func at(_ mark: Mark, _ message: String, hint: String = "") -> SettingsIssue {
      SettingsIssue(file: file, line: mark.line, column: mark.column, message: message, hint: hint)
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return at(mark, problem, hint: hint(for: problem))
    case .duplicatedKeysInMapping(let names, let context):
      let list = names.sorted().map(quoted).joined(separator: ", ")
      return at(context.mark, "\(list) given twice in these keys", hint: "keep one of them")
    case .reader(let problem, let offset, _, _):
      let (line, column) = place(of: offset ?? 0, in: text)
      return SettingsIssue(
        file: file, line: line, column: column, message: problem, hint: "save the file as UTF-8 text")
    default:
      return SettingsIssue(file: file, message: "cannot be read as YAML")
    }
  }

  private static func hint(for problem: String) -> String {
    if problem.contains("cannot start any token") { return "indent with spaces, put quotes around such text" }
    if problem.contains("mapping values are not allowed") { return "put quotes around text that holds a colon" }
    return ""
  }

  private static func place(of offset: Int, in text: String) -> (line: Int, column: Int) {
    let before = text.prefix(offset)
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    return (max(1, lines.count), (lines.last?.count ?? 0) + 1)
  }
}
