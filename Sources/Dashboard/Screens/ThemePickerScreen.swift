import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct ThemesState: Sendable, Equatable {
  public init() {}
}

/// Choosing a theme.
enum ThemePickerScreen: ScreenBehavior {
  static func title(_ state: ThemesState, _ model: Model) -> String { Words.themes }

  static func draw(_ state: ThemesState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {}
}
