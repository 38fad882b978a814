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

  /// "partner leads answered in time" of a rule that is about every source alike, "rep014: Leads answered in time" of
  /// any other.
  static func title(_ title: String, of part: String) -> String {
    title.hasPrefix(anySource) ? part + title.dropFirst(anySource.count) : "\(part): \(title)"
  }

  /// The same of several: "2 sources: leads answered in time".
  static func title(_ title: String, ofSeveral parts: String) -> String {
    title.hasPrefix(anySource) ? "\(parts): \(leads)\(title.dropFirst(anySource.count))" : "\(parts): \(title)"
  }

  /// How titles of rules about every source begin.
  private static let anySource = "Leads of a source"
  private static let leads = "leads"

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
