import Domain

/// Parts of the organisation in words.
enum DimensionWords {
  /// "rep014", "in Proposal", "partner leads", "no rep".
  static func element(_ dimension: Dimension, _ element: String) -> String {
    let shown = name(dimension, element)
    switch dimension {
    case .stage: return "in \(shown)"
    case .source: return "\(shown) leads"
    default: return shown
    }
  }

  /// "2 reps", "3 sources".
  static func parts(_ count: Int, _ dimension: Dimension) -> String {
    Counted.of(count, dimension.rawValue, plural(dimension))
  }

  /// "reps", "countries".
  static func plural(_ dimension: Dimension) -> String {
    let one = dimension.rawValue
    return one.hasSuffix("y") ? "\(one.dropLast())ies" : "\(one)s"
  }

  /// "rep014", "no rep".
  static func name(_ dimension: Dimension, _ element: String) -> String {
    element.isEmpty ? "no \(dimension.rawValue)" : element
  }
}
