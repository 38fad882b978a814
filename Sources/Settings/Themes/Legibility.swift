import Cells

/// How far each role must stand out, and from what.
enum Legibility {
  /// The least contrast of a role; nil for frames, which carry no meaning.
  static func need(_ role: Role) -> Double? {
    switch role {
    case .border: nil
    case .focus, .bar, .barPast, .series, .second: Contrast.graphics
    default: Contrast.text
    }
  }

  /// The roles on whose background a role is drawn beside its own, and the least contrast there. On a selected row only
  /// the sign of a state keeps its colour, and that is a mark.
  static func grounds(of role: Role) -> [(role: Role, need: Double)] {
    switch role {
    case .title: [(.header, Contrast.text)]
    case .ok, .warning, .critical, .noData, .pending, .seen:
      [(.header, Contrast.graphics), (.selection, Contrast.graphics)]
    case .dim, .key, .strong: [(.footer, Contrast.text)]
    default: []
    }
  }

  /// The backgrounds that a role of a theme stands on, and the least contrast on each.
  static func demands(_ role: Role, in theme: Theme) -> [(ground: Color, need: Double)] {
    guard let need = need(role) else { return [] }
    let style = theme[role]
    guard style.background == theme[.text].background else { return [(style.background, need)] }
    return [(style.background, need)]
      + grounds(of: role).filter { !theme[$0.role].attributes.contains(.reverse) }.map {
        (theme[$0.role].background, $0.need)
      }
  }

  /// What the least of all contrasts lacks, as a share of what is needed: 1 or more is enough. Nil where the terminal
  /// decides how a colour looks.
  static func worst(_ role: Role, in theme: Theme) -> Double? {
    demands(role, in: theme).compactMap { demand in
      Contrast.ratio(theme[role].foreground, demand.ground).map { $0 / demand.need }
    }.min()
  }
}
