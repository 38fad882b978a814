import Cells
import Foundation

/// Contrast between colours as WCAG 2.1 defines it.
public enum Contrast {
  /// What ordinary text needs at least (WCAG 2.1, 1.4.3).
  public static let text = 4.5
  /// What charts and marks need at least (WCAG 2.1, 1.4.11).
  public static let graphics = 3.0

  /// From 1 (equal) to 21 (black on white); nil where the terminal decides how a colour looks.
  public static func ratio(_ one: Color, _ other: Color) -> Double? {
    guard let left = luminance(one), let right = luminance(other) else { return nil }
    return (max(left, right) + 0.05) / (min(left, right) + 0.05)
  }

  /// Relative luminance, 0 for black to 1 for white.
  private static func luminance(_ color: Color) -> Double? {
    guard case .rgb(let red, let green, let blue) = color else { return nil }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  private static func linear(_ channel: UInt8) -> Double {
    let share = Double(channel) / 255
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
  }
}
