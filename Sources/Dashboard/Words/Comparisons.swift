import Cells
import MetricEngine

/// How a figure stands against the one before: "was 52 % ▼ worse".
struct ComparisonText {
  /// The figure before, in its unit; nil without one.
  var was: String?
  /// True if the figure rose, false if it fell, nil if neither.
  var rose: Bool?
  var change: Change

  /// Compares two numbers written by `format`. Numbers that read the same are the same, however sure it is that they
  /// differ behind the last digit.
  init(_ now: Double?, _ before: Double?, _ change: Change, format: (Double) -> String) {
    was = before.map(format)
    self.change = change
    guard let now, let before else { return }
    if format(now) != format(before) { rose = now > before } else if change != .unknown { self.change = .same }
  }

  /// The sign: up or down if it really changed, level within the uncertainty.
  var glyph: Glyph {
    switch change {
    case .same: .level
    case .better, .worse: rose.map { $0 ? .rising : .falling } ?? .level
    case .unknown: .few
    }
  }

  var word: String {
    switch change {
    case .better: "better"
    case .worse: "worse"
    case .same: "about the same"
    case .unknown: ""
    }
  }

  /// For the right end of a line; empty without a figure before.
  func spans(_ look: GlyphSet, isShort: Bool = false) -> [Span] {
    guard let was else { return [] }
    guard change != .unknown else { return [.dim("was \(was)")] }
    let role: Role = change == .worse ? .strong : .text
    return [
      .dim("was \(was) "),
      Span(text: "\(glyph.text(in: look)) \(isShort && change == .same ? "same" : word)", role: role),
    ]
  }
}

extension Share {
  /// This share of the window before, if both windows have enough rows to be compared.
  func comparable(with now: Share) -> Double? { isComparable && now.isComparable ? value : nil }
}
