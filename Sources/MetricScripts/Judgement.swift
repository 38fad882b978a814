/// A figure as the program computed it.
public enum ScriptFigure: Sendable, Equatable {
  case number(Double)
  case text(String)
  case truth(Bool)
  /// The figure is there and has no data behind it.
  case noData
  /// There is no figure of that name; with the name that was probably meant.
  case unknown(nearest: String?)
}

extension Expectation {
  /// What is wrong with a figure, in words; nil if it is as expected.
  public func failure(of figure: ScriptFigure) -> String? {
    switch (value, figure) {
    case (_, .unknown(let nearest)):
      return "there is no such figure" + (nearest.map { ": did you mean \($0)?" } ?? "")
    case (.noData, .noData): return nil
    case (.number(let expected, let tolerance), .number(let found)):
      return abs(found - expected) <= tolerance ? nil : "expected \(text), found \(Self.plain(found))"
    case (.text(let expected), .text(let found)) where expected == found: return nil
    case (.truth(let expected), .truth(let found)) where expected == found: return nil
    default: return "expected \(text), found \(Self.text(figure))"
    }
  }

  private var text: String {
    switch value {
    case .number(let number, let tolerance):
      tolerance > 0 ? "\(Self.plain(number)) ± \(tolerance)" : Self.plain(number)
    case .text(let text): text
    case .truth(let truth): truth ? "true" : "false"
    case .noData: "no data"
    }
  }

  private static func text(_ figure: ScriptFigure) -> String {
    switch figure {
    case .number(let number): plain(number)
    case .text(let text): text
    case .truth(let truth): truth ? "true" : "false"
    case .noData, .unknown: "no data"
    }
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
  }
}
