import Cells
import Yams

/// Reads theme files of our own kind.
///
/// ```yaml
/// dark: true
/// inherits: midnight            # optional
/// palette: {night: "#10141c", ink: "#c8d0dc"}
/// styles:
///   text: ink on night          # foreground, "on" background, attributes
///   strong: {fg: "#ffffff", bold: true}
/// ```
enum ThemeReader {
  /// Reads what a file says; what is wrong is noted and left out.
  static func read(_ root: Node, _ notes: inout Notes, into draft: inout ThemeDraft) {
    notes.read(root, "the theme", keys, into: &draft)
  }

  private static let keys: [Key<ThemeDraft>] = [
    Key("dark") { node, notes, draft in draft.isDark = notes.flag(node, "dark") },
    Key("inherits") { node, notes, draft in
      draft.parent = notes.text(node, "inherits")
      draft.parentNode = node
    },
    Key("palette") { node, notes, draft in draft.palette = notes.palette(node) },
    Key("styles") { node, notes, draft in draft.styles = notes.styles(node) },
  ]
}

extension Notes {
  fileprivate mutating func palette(_ node: Node) -> [String: Color] {
    var palette: [String: Color] = [:]
    let taken = ["on"] + ColorText.attributes.map(\.0)
    for (name, key, value) in entries(node, "palette") {
      if taken.contains(name) || name.contains(" ") {
        error(key, "a colour cannot be called \(quoted(name))")
      } else if value.isEmptyValue {
        error(key, "\(quoted(name)) has no colour", hint: "put quotes around #rrggbb, or YAML takes it for a comment")
      } else if let text = text(value, "a colour") {
        palette[name] = ColorText.color(text)
        if palette[name] == nil {
          let hint = suggestion(for: text, among: ColorText.ansiNames + ["standard"])
          error(value, "unknown colour \(quoted(text))", hint: hint.isEmpty ? "write \"#rrggbb\"" : hint)
        }
      }
    }
    return palette
  }

  fileprivate mutating func styles(_ node: Node) -> [Role: StyleText] {
    let names = Role.allCases.map(ColorText.name)
    var styles: [Role: StyleText] = [:]
    for (name, key, value) in entries(node, "styles") {
      guard let role = zip(Role.allCases, names).first(where: { $0.1 == name || $0.0.rawValue == name })?.0 else {
        error(key, "unknown role \(quoted(name))", hint: suggestion(for: name, among: names))
        continue
      }
      if value.isEmptyValue {
        error(key, "\(quoted(name)) has no look", hint: "put quotes around #rrggbb, or YAML takes it for a comment")
      } else {
        styles[role] = value.mapping == nil ? shortStyle(value) : longStyle(value)
      }
    }
    return styles
  }

  /// `ink on night bold`.
  private mutating func shortStyle(_ node: Node) -> StyleText? {
    guard let text = text(node, "a look") else { return nil }
    var style = StyleText(node: node)
    var words = text.split(separator: " ").map(String.init)[...]
    while let word = words.popFirst() {
      if let attribute = ColorText.attributes.first(where: { $0.0 == word })?.1 {
        style.attributes.insert(attribute)
      } else if word == "on", style.background == nil, let background = words.popFirst() {
        style.background = background
      } else if word != "on", style.foreground == nil {
        style.foreground = word
      } else {
        error(node, "\(quoted(word)) does not belong into a look", hint: "write: foreground on background bold")
        return nil
      }
    }
    return style
  }

  /// `{fg: ink, bg: night, bold: true}`.
  private mutating func longStyle(_ node: Node) -> StyleText {
    var style = StyleText(node: node)
    var keys: [Key<StyleText>] = [
      Key("fg") { node, notes, style in style.foreground = notes.text(node, "fg") },
      Key("bg") { node, notes, style in style.background = notes.text(node, "bg") },
    ]
    for (name, attribute) in ColorText.attributes {
      keys.append(
        Key(name) { node, notes, style in
          if notes.flag(node, name) == true { style.attributes.insert(attribute) }
        })
    }
    read(node, "look", keys, into: &style)
    return style
  }
}
