import Domain

/// Parts of the organisation in words.
enum DimensionWords {
  /// "rep014", "in Proposal", "partner leads", "no rep".
  static func element(_ dimension: Dimension, _ element: String) -> String {
    let shown = element.isEmpty ? "no \(dimension.rawValue)" : element
    switch dimension {
    case .stage: return "in \(shown)"
    case .source: return "\(shown) leads"
    default: return shown
    }
  }

  /// "2 reps", "3 sources".
  static func parts(_ count: Int, _ dimension: Dimension) -> String {
    let one = dimension.rawValue
    return Counted.of(count, one, one.hasSuffix("y") ? "\(one.dropLast())ies" : "\(one)s")
  }
}
