/// Which elements and which dimension explain a change (statistics.md section 4).
extension Attribution {
  /// Part of the change from which on an element is worth a line.
  static let leastPart = 0.2
  /// Deviates from which on an element's own change is believed.
  static let leastDeviates = 2.0
  /// Part of the change that counts as explained.
  static let explainedPart = 0.67

  /// Elements worth showing: a fifth of the change or more, in its direction, and |z| of 2 or more.
  public var shown: [Element] {
    guard change != 0 else { return [] }
    return elements.filter { element in
      element.total / change >= Self.leastPart && abs(element.z ?? 0) >= Self.leastDeviates
    }
  }

  /// Fewest elements that together reach 67 % of the change; nil where nothing changed.
  public var explainingCount: Int? {
    guard change != 0 else { return nil }
    var sum = 0.0
    for (index, part) in elements.map({ $0.total / change }).sorted(by: >).enumerated() {
      sum += part
      if sum >= Self.explainedPart { return index + 1 }
    }
    return nil
  }

  /// The dimension that explains a change with the fewest elements; among equals the one with the greatest surprise,
  /// then the first given. Nil where none explains it.
  public static func best(of attributions: [Attribution]) -> Int? {
    var best: (index: Int, count: Int, surprise: Double)?
    for (index, attribution) in attributions.enumerated() {
      guard let count = attribution.explainingCount else { continue }
      let candidate = (index: index, count: count, surprise: attribution.surprise)
      guard let held = best else {
        best = candidate
        continue
      }
      if count < held.count || count == held.count && candidate.surprise > held.surprise { best = candidate }
    }
    return best?.index
  }
}
