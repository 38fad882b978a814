import Domain

extension Engine {
  /// Every published figure beside the own one, as of the query's instant and within its filter; all of the history
  /// counts, whatever the period.
  /// - Parameter seed: of the resampling behind some ranges; the same seed gives the same ranges.
  public func claims(_ query: Query, seed: UInt64 = ClaimChance.standardSeed) -> [Claim] {
    claims(query, seed: seed, between: {})
  }

  /// The same, to be abandoned between two claims.
  /// - Parameter pause: called between parts; what it throws ends the work.
  public func claims<Failure: Error>(
    _ query: Query, seed: UInt64 = ClaimChance.standardSeed, between pause: @Sendable () throws(Failure) -> Void
  ) throws(Failure) -> [Claim] {
    try pause()
    let engine = standing(at: query.asOf)
    let input = ClaimInput(engine, query, engine.selection(query), seed: seed)
    let tests = ClaimTest.allCases
    return try TwoCores.map(tests.count) { index throws(Failure) in
      try pause()
      return input.claims(tests[index])
    }.flatMap(\.self)
  }

  /// What the claims need of every row, made when first asked for.
  var claimFacts: ClaimFacts { prepared.claims.get { ClaimFacts(self) } }
}

/// Claims that are tested in one look at the rows.
enum ClaimTest: CaseIterable {
  case fastAnswer, followUp, giveUp, processFollowers, winRate, lateBuyers, longerWaits, processChange, growth
}

/// One test of claims; the range of some depends on what is drawn.
struct ClaimQuestion: Hashable, Sendable {
  var test: ClaimTest
  var seed: UInt64
}

/// What every claim is computed from.
struct ClaimInput: Sendable {
  /// Knows nothing later than the query's instant.
  let engine: Engine
  let query: Query
  let selection: Selection
  let facts: ClaimFacts
  let seed: UInt64

  init(_ engine: Engine, _ query: Query, _ selection: Selection, seed: UInt64) {
    (self.engine, self.query, self.selection, self.seed) = (engine, query, selection, seed)
    facts = engine.claimFacts
  }

  /// What becomes of the claims of one test.
  func claims(_ test: ClaimTest) -> [Claim] {
    selection.parts.claims.get(ClaimQuestion(test: test, seed: seed)) {
      switch test {
      case .fastAnswer: [FastAnswerClaim.claim(self)]
      case .followUp: [FollowUpClaim.claim(self)]
      case .giveUp: GiveUpClaims.claims(self)
      case .processFollowers: [ProcessFollowersClaim.claim(self)]
      case .winRate: [WinRateClaim.claim(self)]
      case .lateBuyers: LateBuyersClaims.claims(self)
      case .longerWaits: [LongerWaitsClaim.claim(self)]
      case .processChange: [ProcessChangeClaim.claim(self)]
      case .growth: [GrowthClaim.claim(self)]
      }
    }
  }

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
