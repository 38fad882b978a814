import Domain

extension Engine {
  /// Every published figure beside the own one, as of the query's instant and within its filter; all of the history
  /// counts, whatever the period.
  /// - Parameter seed: of the resampling behind some ranges; the same seed gives the same ranges.
  public func claims(_ query: Query, seed: UInt64 = ClaimChance.standardSeed) -> [Claim] {
    let engine = standing(at: query.asOf)
    let input = ClaimInput(
      engine: engine, query: query, selection: engine.selection(query),
      facts: engine.prepared.claims.get { ClaimFacts(engine) }, seed: seed)
    return [
      FastAnswerClaim.claim(input), FollowUpClaim.claim(input), GiveUpClaims.reps(input), GiveUpClaims.deals(input),
      ProcessFollowersClaim.claim(input), WinRateClaim.claim(input), LateBuyersClaims.notSoon(input),
      LateBuyersClaims.late(input), LongerWaitsClaim.claim(input), ProcessChangeClaim.claim(input),
      GrowthClaim.claim(input),
    ]
  }
}

/// What every claim is computed from.
struct ClaimInput {
  /// Knows nothing later than the query's instant.
  let engine: Engine
  let query: Query
  let selection: Selection
  let facts: ClaimFacts
  let seed: UInt64

  var dataset: Dataset { engine.dataset }

  /// Those of the fields that no source has a column for.
  func missing(_ fields: [String]) -> [String] { fields.filter { !dataset.facts.gives($0) } }
}

/// "12 of the 60 wins it takes", in one place.
enum Shortfall {
  static func of(_ have: Int, _ need: Int, _ what: String) -> String? {
    have < need ? "\(have) of the \(need) \(what) that it takes" : nil
  }
}
