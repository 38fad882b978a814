import Cells
import Domain

@testable import Dashboard

extension Sample {
  /// A look that tells every role apart, so that a style map shows which was used.
  static let look = Look(theme: Theme(name: "test", isDark: true, styles: [:]), glyphs: .braille)

  /// A dashboard of a size that has seen the sample.
  static func model(_ width: Int, _ height: Int, _ snapshot: Snapshot = Sample.snapshot()) -> Model {
    var model = Model(
      size: Size(width: width, height: height), now: asOf.adding(2), state: ScreenState(lastLooked: lastLook))
    _ = update(&model, .snapshot(snapshot, request: nil))
    return model
  }

  /// What the model looks like as text.
  static func text(_ model: Model, _ look: Look = Sample.look) -> String {
    view(model, look: look, size: model.size).text
  }
}
