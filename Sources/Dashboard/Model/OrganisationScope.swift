import Domain

/// The part of the organisation that everything on screen speaks of: a way from everyone to a region, its manager, a
/// team, a rep.
public struct OrganisationScope: Sendable, Hashable, Codable {
  /// One step inwards.
  public struct Step: Sendable, Hashable, Codable {
    /// What kind of part it leads to.
    public var dimension: Dimension
    /// Which; empty for rows that name none.
    public var name: String

    /// A step to an element of a dimension.
    public init(_ dimension: Dimension, _ name: String) {
      self.dimension = dimension
      self.name = name
    }
  }

  /// From the outermost to the innermost; none for everyone.
  public private(set) var steps: [Step]

  /// Everyone, or the part that these steps lead to.
  public init(_ steps: [Step] = []) { self.steps = steps }

  /// From the outermost to the innermost; data may have but some of them.
  public static let levels: [Dimension] = [.region, .manager, .team, .rep]

  /// True if nobody is left out.
  public var isEveryone: Bool { steps.isEmpty }

  /// Only its rows.
  public var clauses: [FilterClause] {
    steps.map { .dimension($0.dimension, [$0.name.isEmpty ? "none" : $0.name]) }
  }

  /// One step further in.
  func entering(_ name: String, of dimension: Dimension) -> OrganisationScope {
    OrganisationScope(steps + [Step(dimension, name)])
  }

  /// One step further out; nil for everyone.
  var outer: OrganisationScope? { isEveryone ? nil : OrganisationScope(steps.dropLast()) }

  /// What it consists of, as far as the data tells parts apart; nil for a rep, and where the data names nobody.
  func parts(in names: [Dimension: [String]]) -> Dimension? {
    let start = steps.last.flatMap { Self.levels.firstIndex(of: $0.dimension) }.map { $0 + 1 } ?? 0
    return Self.levels.dropFirst(start).first { (names[$0]?.count ?? 0) > 1 }
  }

  /// "EMEA", "no team": each step in a word or two.
  var names: [String] { steps.map { DimensionWords.name($0.dimension, $0.name) } }
}

extension Model {
  /// Lets the whole dashboard speak of a part of the organisation.
  mutating func setScope(_ scope: OrganisationScope) -> [Effect] {
    guard scope != query.scope else { return [] }
    query.scope = scope
    return recompute() + [.saveState(screenState)]
  }

  /// Goes to the parts of what is on screen: the next level below, or the sheet of the rep it is. On such a screen
  /// already, shows the dashboard for it.
  mutating func openWhose() -> [Effect] {
    if screen.isWhose {
      stack.removeLast(stack.count - 1)
      return appear()
    }
    guard let names = snapshot?.names else { return [] }
    guard query.scope.parts(in: names) == nil else { return push(.whose(WhoseState(query.scope))) }
    if query.scope.steps.last?.dimension == .rep { return push(.rep(RepState(query.scope))) }
    tell(Words.namesNobody)
    return []
  }
}

extension Screen {
  /// True for the parts of the organisation and for a rep.
  var isWhose: Bool {
    switch self {
    case .whose, .rep: true
    default: false
    }
  }
}
