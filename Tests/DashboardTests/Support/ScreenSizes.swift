import Cells
import TestKit
import Testing

@testable import Dashboard

/// The sizes that every screen is kept at.
enum ScreenSizes {
  static let kept = [(80, 24), (120, 40), (200, 60)]
  static let withTiny = kept + [(40, 10)]

  /// Compares a screen with its kept file.
  static func expect(_ model: Model, _ name: String, file: String = #filePath) {
    Golden.expect(Sample.text(model), "\(name)-\(model.size.width)x\(model.size.height)", file: tests(file))
  }

  /// The same in ASCII without colours; no other sign may be drawn.
  static func expectASCII(_ model: Model, _ name: String, file: String = #filePath) {
    let text = Sample.text(model, Look(theme: Theme.monochrome, glyphs: .ascii))
    Golden.expect(text, "\(name)-\(model.size.width)x\(model.size.height)-ascii", file: tests(file))
    let foreign = text.unicodeScalars.filter { $0.value > 126 }
    #expect(foreign.isEmpty, "\(String(String.UnicodeScalarView(foreign)))")
    // Frames, bars and marks are chosen for ASCII, not left to the last resort of replacing foreign signs.
    let unfolded = drawnUnfolded(model)
    #expect(unfolded.isEmpty, "drawn as such: \(unfolded)")
  }

  /// Signs beyond ASCII that drawing itself put on the canvas of an ASCII terminal.
  static func drawnUnfolded(_ model: Model) -> String {
    let look = Look(theme: Theme.monochrome, glyphs: .ascii)
    var canvas = Canvas(size: model.size, style: look[.text])
    canvas.glyphs = .ascii
    model.drawScreen(Frame(size: model.size, model: model).body, look, &canvas)
    return String(
      String.UnicodeScalarView(canvas.text.unicodeScalars.filter { $0.value > 126 && !dashes.contains($0) }))
  }

  /// In words and numbers: the minus, the dash of ranges and the arrow from old to new.
  private static let dashes: Set<Unicode.Scalar> = ["\u{2013}", "\u{2212}", "\u{2192}"]

  static func tests(_ file: String) -> String { file.replacing("/Support/", with: "/") }
}
