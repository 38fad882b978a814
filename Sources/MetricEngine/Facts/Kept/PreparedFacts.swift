import Domain

/// What an engine has prepared of its rows, to be kept beside them and given to the next engine over the same rows and
/// the same ``Engine/factsKey``. Safe to lose: an engine without it prepares the same again.
public struct PreparedFacts: SeriesVisitable, Sendable {
  fileprivate var latestMoment = Instant.unknown
  fileprivate var stages: Series<Code> = []
  fileprivate var response = ResponseFacts()
  fileprivate var qualified = QualifiedFacts()
  fileprivate var process: ProcessFacts
  fileprivate var activities = ActivityFacts()
  fileprivate var close = CloseFacts()
  fileprivate var claims = ClaimFacts()

  /// Nothing yet, for the rows of an engine.
  fileprivate init(empty engine: Engine) {
    process = ProcessFacts(empty: engine)
    qualified.createdAt = engine.dataset.leads.createdAt
  }

  /// Shows all columns in a fixed order.
  public mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&latestMoment)
    try visitor.visit(&stages)
    try visitor.visit(&response)
    try visitor.visit(&qualified)
    try process.visitSeries(with: &visitor)
    try visitor.visit(&activities)
    try visitor.visit(&close)
    try visitor.visit(&claims)
  }
}

extension Engine {
  /// Facts to be filled with what was kept of an engine over the same rows with the same ``factsKey``.
  public var emptyFacts: PreparedFacts { PreparedFacts(empty: self) }

  /// True if anything that can be kept has been made: questions about the past make nothing of it.
  public var hasPrepared: Bool {
    // Data without leads or without activities never asks for some of them.
    prepared.response.existing != nil || prepared.qualified.existing != nil || prepared.process.existing != nil
      || prepared.activities.existing != nil || prepared.close.existing != nil
  }

  /// All that questions share, made on two cores where it is not there yet.
  public func preparedFacts() -> PreparedFacts {
    var facts = emptyFacts
    _ = TwoCores.map(5) { part in
      switch part {
      case 0: _ = activityFacts
      // Claims build on the paths.
      case 1: _ = (processFacts, claimFacts)
      case 2: _ = responseFacts
      case 3: _ = closeFacts
      default: _ = qualifiedFacts
      }
    }
    facts.latestMoment = latestMoment
    facts.stages = currentStages
    (facts.response, facts.qualified, facts.process) = (responseFacts, qualifiedFacts, processFacts)
    (facts.activities, facts.close, facts.claims) = (activityFacts, closeFacts, claimFacts)
    return facts
  }

  /// Takes over facts that were kept, in place of preparing them and of those prepared.
  public func take(_ facts: PreparedFacts) {
    prepared.moments.put(facts.latestMoment)
    prepared.stages.put(facts.stages)
    prepared.response.put(facts.response)
    prepared.qualified.put(facts.qualified)
    prepared.process.put(facts.process)
    prepared.activities.put(facts.activities)
    prepared.close.put(facts.close)
    prepared.claims.put(facts.claims)
  }
}
