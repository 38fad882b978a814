import Cells
import Yams

/// A theme as its file says it, before what it inherits is added and names of colours are looked up.
struct ThemeDraft {
  var name: String
  var file: String
  var isDark: Bool?
  var parent: String?
  var parentNode: Node?
  var palette: [String: Color] = [:]
  var styles: [Role: StyleText] = [:]
}

/// A look as it is written; names of colours are not looked up yet.
struct StyleText {
  var node: Node
  var foreground: String?
  var background: String?
  var attributes: Attributes = []
}

extension ThemeDraft {
  /// The theme over those it inherits from, nearest first. Colours of the palette that this theme changes are changed
  /// in inherited looks too. A role without a background stands on that of `text`, without a foreground in its colour.
  func resolved(over ancestors: [ThemeDraft]) -> (Theme, [SettingsIssue]) {
    var notes = Notes(file: file)
    var palette = self.palette
    var texts = styles
    for ancestor in ancestors {
      palette.merge(ancestor.palette) { own, _ in own }
      texts.merge(ancestor.styles) { own, _ in own }
    }
    let ground = texts[.text].map { style($0, ground: Style(), palette, &notes, tell: false) } ?? Style()
    var result: [Role: Style] = [:]
    for role in Role.allCases {
      guard let text = texts[role] else { continue }
      result[role] = style(text, ground: role == .text ? Style() : ground, palette, &notes, tell: styles[role] != nil)
    }
    let dark = isDark ?? ancestors.lazy.compactMap(\.isDark).first ?? true
    return (Theme(name: name, isDark: dark, styles: result), notes.issues)
  }

  private func style(
    _ text: StyleText, ground: Style, _ palette: [String: Color], _ notes: inout Notes, tell: Bool
  ) -> Style {
    func color(_ name: String?, _ otherwise: Color) -> Color {
      guard let name else { return otherwise }
      if let color = palette[name] ?? ColorText.color(name) { return color }
      if tell {
        let known = palette.keys.sorted() + ColorText.ansiNames + ["standard"]
        let near = notes.suggestion(for: name, among: known)
        notes.error(
          text.node, "unknown colour \(quoted(name))",
          hint: near.isEmpty ? "write \"#rrggbb\", a name of the palette or of the 16 colours" : near)
      }
      return otherwise
    }
    return Style(
      foreground: color(text.foreground, ground.foreground), background: color(text.background, ground.background),
      attributes: text.attributes)
  }
}
