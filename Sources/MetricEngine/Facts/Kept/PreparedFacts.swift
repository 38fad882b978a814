import Domain

/// What an engine has prepared of its rows as they are known at an instant, to be kept beside them and given to the next
/// engine over the same rows and the same ``Engine/factsKey``. Safe to lose: an engine without it prepares the same
/// again.
///
/// Where rows are dated later than the instant, such as meetings that are planned, the columns in which they are hidden
/// are kept too. All of it stays right until the first of these falls due.
public struct PreparedFacts: SeriesVisitable, Sendable {
  fileprivate var latestMoment = Instant.unknown
  fileprivate var view: PastView
  fileprivate var stages: Series<Code> = []
  fileprivate var response = ResponseFacts()
  fileprivate var qualified = QualifiedFacts()
  fileprivate var process: ProcessFacts
  fileprivate var activities = ActivityFacts()
  fileprivate var close = CloseFacts()
  fileprivate var claims = ClaimFacts()

  /// Nothing yet, for the rows of an engine.
  fileprivate init(empty engine: Engine) {
    view = PastView(of: engine.dataset)
    process = ProcessFacts(empty: engine)
    qualified.createdAt = engine.dataset.leads.createdAt
  }

  /// Shows all columns in a fixed order.
  public mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&latestMoment)
    try view.visitSeries(with: &visitor)
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

  /// True if anything that can be kept has been made for questions about an instant.
  public func hasPrepared(at asOf: Instant) -> Bool {
    asOf < latestMoment ? past(at: asOf)?.engine.prepared.isMade == true : prepared.isMade
  }

  /// All that questions about an instant share, made on two cores where it is not there yet.
  public func preparedFacts(at asOf: Instant) -> PreparedFacts {
    var facts = standing(at: asOf).madeFacts(emptyFacts)
    facts.latestMoment = latestMoment
    past(at: asOf).map { facts.view = $0.view }
    return facts
  }

  private func madeFacts(_ empty: PreparedFacts) -> PreparedFacts {
    var facts = empty
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
    facts.stages = currentStages
    (facts.response, facts.qualified, facts.process) = (responseFacts, qualifiedFacts, processFacts)
    (facts.activities, facts.close, facts.claims) = (activityFacts, closeFacts, claimFacts)
    return facts
  }

  /// Takes over facts that were kept, in place of preparing them and of those prepared.
  /// - Returns: true if an instant needs nothing else, but for what activities that have fallen due change: all that is
  ///   prepared for another one builds on them too.
  @discardableResult
  public func take(_ facts: PreparedFacts, at asOf: Instant) -> Bool {
    prepared.moments.put(facts.latestMoment)
    guard facts.view.isPast else {
      prepared.put(facts)
      return asOf >= latestMoment
    }
    add(facts.view, facts, isKept: true)
    return asOf < latestMoment && facts.view.holdsButForActivities(at: asOf)
  }
}

extension Prepared {
  /// True if anything that can be kept has been made. Data without leads or without activities never asks for some.
  fileprivate var isMade: Bool {
    response.existing != nil || qualified.existing != nil || process.existing != nil || activities.existing != nil
      || close.existing != nil
  }

  func put(_ facts: PreparedFacts) {
    stages.put(facts.stages)
    response.put(facts.response)
    qualified.put(facts.qualified)
    process.put(facts.process)
    activities.put(facts.activities)
    close.put(facts.close)
    claims.put(facts.claims)
  }
}
