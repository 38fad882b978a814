import Domain
import Settings

/// Which parts of the organisation a digest is about.
public enum DigestScopes {
  /// Somebody asked for a part that is not there.
  public struct Unknown: Error, Equatable, CustomStringConvertible {
    /// What is wrong, and the nearest names.
    public var description: String
  }

  /// In the order in which a bare name is looked for.
  private static let order: [Dimension] = {
    let first: [Dimension] = [.team, .manager, .rep, .region, .source, .segment]
    return first + Dimension.allCases.filter { !first.contains($0) }
  }()

  /// The parts that settings name, of those that the rows have.
  public static func all(_ scope: DigestScope, in names: [Dimension: [String]]) -> [Scope] {
    switch scope {
    case .one(let scope): [scope]
    case .each(let dimension): (names[dimension] ?? []).filter { !$0.isEmpty }.map { .element(dimension, $0) }
    }
  }

  /// Reads `all`, `team:North`, or a bare name of any dimension such as `team3`.
  public static func find(_ text: String, in names: [Dimension: [String]]) throws(Unknown) -> Scope {
    let (dimensions, typed) = split(text)
    if text == "all" { return .all }
    for dimension in dimensions {
      if let name = names[dimension]?.first(where: { $0.lowercased() == typed.lowercased() }) {
        return .element(dimension, name)
      }
    }
    let known = Set(dimensions.flatMap { names[$0] ?? [] }).sorted()
    let near = nearestNames(to: typed, in: known)
    let hint =
      near.isEmpty ? "write all, or a name as in --scope team:North" : "did you mean \(near.joined(separator: ", "))?"
    throw Unknown(description: "--scope: nothing is called \(typed): \(hint)")
  }

  private static func split(_ text: String) -> (dimensions: [Dimension], name: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let dimension = Dimension(rawValue: String(parts[0])) else { return (order, text) }
    return ([dimension], String(parts[1]))
  }
}
