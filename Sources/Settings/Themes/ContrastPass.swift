import Cells

extension Theme {
  /// The theme with every colour that is too near to what it stands on made lighter or darker until it can be read, and
  /// no further; the hue stays. The terminal's own colours stay as they are.
  func readable() -> Theme {
    var theme = self
    for role in Role.allCases { theme.styles[role] = styles[role].map { theme.nudged(role, $0) } }
    theme.settleSelection()
    return theme
  }

  /// Signs of states keep their colour on a selected row unless it swaps colours. Where they would vanish on it, it is
  /// written as swapped, which looks the same.
  private mutating func settleSelection() {
    guard let selection = styles[.selection], !selection.attributes.contains(.reverse) else { return }
    let signs: [Role] = [.ok, .warning, .critical, .noData, .pending, .seen]
    let isVisible = signs.allSatisfy { role in
      Contrast.ratio(assumed(self[role].foreground), assumed(selection.background)).map { $0 >= Contrast.graphics }
        ?? true
    }
    guard !isVisible else { return }
    styles[.selection] = Style(
      foreground: selection.background, background: selection.foreground,
      attributes: selection.attributes.union(.reverse))
  }

  private func nudged(_ role: Role, _ style: Style) -> Style {
    guard case .rgb = style.foreground, let ink = style.foreground.rgb else { return style }
    // A selected row that is too bright for a sign is settled later: no sign turns white for it.
    let all = Legibility.demands(role, in: self).map { (ground: assumed($0.ground), need: $0.need) }
    let demands = all.filter { reachable($0.ground, from: all[0].ground, $0.need) }
    var result = style
    if let color = Self.nearest(to: ink, demands) { result.foreground = Color(color) }
    return result
  }

  /// True if a colour that is read on `main` can be read on `ground` too: both dark or both light.
  private func reachable(_ ground: Color, from main: Color, _ need: Double) -> Bool {
    let ends: [Color] = [.rgb(0, 0, 0), .rgb(255, 255, 255)]
    let best = ends.max { (Contrast.ratio($0, main) ?? 0) < (Contrast.ratio($1, main) ?? 0) } ?? ends[1]
    return (Contrast.ratio(best, ground) ?? 21) >= need * 1.5
  }

  /// The colour least changed towards white or black that satisfies all demands; nil if none does.
  private static func nearest(to ink: RGB, _ demands: [(ground: Color, need: Double)]) -> RGB? {
    let steps = 64
    for step in 0...steps {
      let share = Double(step) / Double(steps)
      let candidates = [RGB(255, 255, 255), RGB(0, 0, 0)].map { ink.mixed(with: $0, share) }
      if let found = candidates.first(where: { candidate in
        demands.allSatisfy { (Contrast.ratio(Color(candidate), $0.ground) ?? 21) >= $0.need }
      }) {
        return found
      }
    }
    return nil
  }

  /// A background that the terminal decides on is taken for the usual one of its kind.
  private func assumed(_ color: Color) -> Color {
    color.rgb.map { Color($0) } ?? (isDark ? .rgb(0x12, 0x12, 0x12) : .rgb(255, 255, 255))
  }
}
