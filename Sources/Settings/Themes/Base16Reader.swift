import Cells
import Yams

/// Reads schemes of base16 and base24: colours `base00` to `base0F` (`base17`), below `palette` or, in older files,
/// beside the scheme's name; with or without `#`.
enum Base16Reader {
  /// A theme of ours that changes colours of a scheme it inherits is none.
  static func recognises(_ root: Node) -> Bool {
    root.mapping?["inherits"] == nil && root.mapping?["styles"] == nil && !colors(root).isEmpty
  }

  static func read(_ root: Node, _ notes: inout Notes, into draft: inout ThemeDraft) {
    for (name, key, value) in colors(root) {
      if value.isEmptyValue {
        notes.error(
          key, "\(quoted(name)) has no colour", hint: "put quotes around #rrggbb, or YAML takes it for a comment")
        continue
      }
      guard let text = notes.text(value, "a colour") else { continue }
      draft.palette[canonical(name)] = color(text)
      if color(text) == nil {
        notes.error(value, "unknown colour \(quoted(text))", hint: "write six hexadecimal digits: \"1d1f21\"")
      }
    }
    let missing = ["base00", "base05"].filter { draft.palette[$0] == nil }
    if !missing.isEmpty {
      notes.error(root, "\(missing.joined(separator: ", ")) is missing", hint: "a scheme needs it")
    }
    draft.isDark = isDark(root, draft)
    style(&draft)
  }

  /// The entries that are colours of a scheme, wherever they stand.
  private static func colors(_ root: Node) -> [(name: String, key: Node, value: Node)] {
    let places = [root, root.mapping?["palette"]].compactMap { $0?.mapping }
    return places.flatMap { mapping in
      mapping.compactMap { key, value in
        guard let name = key.scalar?.string, isName(name) else { return nil }
        return (name, key, value)
      }
    }
  }

  private static func isName(_ name: String) -> Bool {
    name.lowercased().hasPrefix("base") && name.count == 6 && name.dropFirst(4).allSatisfy(\.isHexDigit)
  }

  /// `base0a` means `base0A`.
  private static func canonical(_ name: String) -> String { "base" + name.dropFirst(4).uppercased() }

  private static func color(_ text: String) -> Color? {
    ColorText.color(text.hasPrefix("#") ? text : "#" + text)
  }

  private static func isDark(_ root: Node, _ draft: ThemeDraft) -> Bool? {
    switch root.mapping?["variant"]?.scalar?.string.lowercased() {
    case "light": false
    case "dark": true
    default: draft.palette["base00"]?.rgb.map { $0.brightness < 128 }
    }
  }

  private static func style(_ draft: inout ThemeDraft) {
    draft.look(.text, "base05", on: ["base00"])
    for role in [Role.dim, .limit, .axis, .noData, .pending, .second] { draft.look(role, "base04", "base05") }
    draft.look(.strong, "base05", with: .bold)
    draft.look(.title, "base05", with: .bold)
    draft.look(.breaching, "base0E", with: .bold)
    draft.look(.border, "base02")
    draft.look(.focus, "base0D")
    draft.look(.header, "base05", on: ["base01"])
    draft.look(.footer, "base04", on: ["base01"])
    draft.look(.key, "base0D", with: .bold)
    draft.look(.selection, "base05", on: ["base02"], with: .bold)
    draft.look(.mark, "base0C", with: .bold)
    draft.look(.ok, "base0B")
    draft.look(.warning, "base0A", with: .bold)
    draft.look(.critical, "base08", with: .bold)
    draft.look(.seen, "base0D")
    draft.look(.bar, "base03", "base04")
    draft.look(.barPast, "base0E")
    draft.look(.series, "base0D")
    draft.look(.band, "base00", on: ["base0D"], with: .bold)
    draft.look(.error, "base08")
    draft.look(.match, "base00", on: ["base0A"])
  }
}
