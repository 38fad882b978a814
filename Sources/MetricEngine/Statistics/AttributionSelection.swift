import Foundation

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

  /// The element that explains most of the change, if it is worth a line.
  public var mainElement: Element? { shown.max { abs($0.total) < abs($1.total) } }

  /// How sure it is that the main element moved otherwise than the rest: -ln of its two-sided p times the number of
  /// elements that were looked at; nil where none is worth a line, or where the rest moved alike.
  var standingApart: Double? {
    guard let apart = mainElement?.apart, apart * change > 0 else { return nil }
    let evidence = Self.surprisal(abs(apart)) - log(Double(elements.count))
    return evidence >= Self.leastEvidence ? evidence : nil
  }

  /// That of 5 %.
  private static let leastEvidence = -log(0.05)

  /// -ln of the two-sided p of a deviate; far out, where p is no number any more, by its tail's expansion.
  private static func surprisal(_ z: Double) -> Double {
    let p = erfc(z / 2.0.squareRoot())
    return p > 1e-300 ? -log(p) : z * z / 2 + log(z * (Double.pi / 2).squareRoot())
  }

  /// The dimension whose main element most surely moved otherwise than the rest: a large element holds much of any
  /// change, whatever made it, and a region whatever one of its teams does.
  ///
  /// Where no element stands apart, it is the dimension that explains the change with the fewest elements; among equals
  /// the one with the greatest surprise, then the first given. Nil where none explains it.
  public static func best(of attributions: [Attribution]) -> Int? {
    let apart = attributions.enumerated().compactMap { index, attribution in
      attribution.standingApart.map { (index: index, evidence: $0) }
    }
    guard let first = apart.first else { return simplest(of: attributions) }
    return apart.dropFirst().reduce(first) { $1.evidence > $0.evidence ? $1 : $0 }.index
  }

  private static func simplest(of attributions: [Attribution]) -> Int? {
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
