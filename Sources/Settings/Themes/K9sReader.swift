import Cells
import Domain
import Yams

/// Reads skins of k9s: YAML with anchors below `k9s`, colours as `"#rrggbb"`, names of X11, or `default`.
enum K9sReader {
  static func recognises(_ root: Node) -> Bool { root.mapping?["k9s"] != nil }

  static func read(_ root: Node, _ notes: inout Notes, into draft: inout ThemeDraft) {
    guard let skin = root.mapping?["k9s"] else { return }
    for (name, path) in places {
      guard let node = find(path, in: skin), !node.isEmptyValue, let text = notes.text(node, "a colour") else {
        continue
      }
      draft.palette[name] = color(text)
      guard draft.palette[name] == nil else { continue }
      let near = nearestName(to: text.lowercased(), in: X11Colors.names).map { "did you mean \($0)?" }
      notes.error(node, "unknown colour \(quoted(text))", hint: near ?? "write \"#rrggbb\" or a name of X11")
    }
    if draft.palette.isEmpty {
      notes.error(skin, "the skin holds no colours", hint: "write body: {fgColor: white, bgColor: black}")
    }
    draft.isDark = draft.seemsDark(background: "ground", text: "text")
    style(&draft)
  }

  /// Where each colour stands that is used here, and what it is called here.
  private static let places: [(String, [String])] = [
    ("text", ["body", "fgColor"]), ("ground", ["body", "bgColor"]), ("logo", ["body", "logoColor"]),
    ("info", ["info", "fgColor"]), ("section", ["info", "sectionColor"]),
    ("border", ["frame", "border", "fgColor"]), ("focus", ["frame", "border", "focusColor"]),
    ("key", ["frame", "menu", "keyColor"]), ("menu", ["frame", "menu", "fgColor"]),
    ("new", ["frame", "status", "newColor"]), ("modify", ["frame", "status", "modifyColor"]),
    ("add", ["frame", "status", "addColor"]), ("error", ["frame", "status", "errorColor"]),
    ("pending", ["frame", "status", "pendingColor"]), ("highlight", ["frame", "status", "highlightColor"]),
    ("kill", ["frame", "status", "killColor"]), ("completed", ["frame", "status", "completedColor"]),
    ("title", ["frame", "title", "fgColor"]), ("counter", ["frame", "title", "counterColor"]),
    ("filter", ["frame", "title", "filterColor"]),
    ("chart", ["views", "charts", "defaultChartColors", "0"]),
    ("fault", ["views", "charts", "defaultChartColors", "1"]),
    ("dial", ["views", "charts", "defaultDialColors", "0"]),
    ("cursorText", ["views", "table", "cursorFgColor"]), ("cursor", ["views", "table", "cursorBgColor"]),
    ("oldCursor", ["views", "table", "cursorColor"]), ("mark", ["views", "table", "markColor"]),
    ("head", ["views", "table", "header", "fgColor"]), ("sorter", ["views", "table", "header", "sorterColor"]),
  ]

  /// The node at the end of a path; spelling of case differs between versions of k9s.
  private static func find(_ path: [String], in node: Node) -> Node? {
    guard let step = path.first else { return node }
    let next: Node?
    if let index = Int(step) {
      next = node.sequence.flatMap { $0.indices.contains(index) ? $0[index] : nil }
    } else {
      next = node.mapping?.first { $0.key.scalar?.string.lowercased() == step.lowercased() }?.value
    }
    return next.flatMap { find(Array(path.dropFirst()), in: $0) }
  }

  /// The first 16 names mean the terminal's own colours, as k9s takes them.
  private static func color(_ text: String) -> Color? {
    let name = text.lowercased()
    if ["default", "-", "transparent"].contains(name) { return .standard }
    if let index = X11Colors.terminal.firstIndex(of: name) { return .ansi(UInt8(index)) }
    if name == "grey" { return .ansi(8) }
    if let rgb = X11Colors.rgb(name) { return Color(rgb) }
    return text.hasPrefix("#") ? ColorText.color(text) : nil
  }

  private static func style(_ draft: inout ThemeDraft) {
    draft.look(.text, "text", on: ["ground"])
    for role in [Role.dim, .limit, .axis, .noData, .second] { draft.look(role, "completed", "menu", "text") }
    draft.look(.pending, "completed", "menu", "text")
    draft.look(.strong, "head", "text", with: .bold)
    draft.look(.title, "title", "text", with: .bold)
    draft.look(.breaching, "counter", "filter", "kill", "logo", with: .bold)
    draft.look(.border, "border")
    draft.look(.focus, "focus", "key")
    draft.look(.header, "section", "text", with: .bold)
    draft.look(.footer, "menu", "text")
    draft.look(.key, "key", with: .bold)
    draft.look(.mark, "mark", "highlight", "key", with: .bold)
    draft.look(.seen, "new", "key")
    draft.look(.bar, "border", "completed")
    draft.look(.barPast, "counter", "filter", "kill", "logo")
    draft.look(.series, "chart", "dial", "key")
    draft.look(.band, "focus", "key", with: [.reverse, .bold])
    draft.look(.match, "highlight", "sorter", with: .reverse)
    selection(&draft)
    let states = ["add", "modify", "new", "pending", "highlight", "error", "chart", "fault", "dial", "sorter", "logo"]
    draft.lookForStates(among: states + ["info", "key", "counter", "filter", "mark", "kill", "completed"])
  }

  /// Without a colour of its own a selected row is swapped.
  private static func selection(_ draft: inout ThemeDraft) {
    let ground = ["cursor", "oldCursor"].compactMap { draft.palette[$0] }.first
    guard let ground, ground != .standard else {
      draft.look(.selection, "cursorText", "text", with: [.reverse, .bold])
      return
    }
    // Older skins say only what the row stands on and write it in the colour of the background.
    draft.look(.selection, "cursorText", "ground", on: ["cursor", "oldCursor"], with: .bold)
  }
}
