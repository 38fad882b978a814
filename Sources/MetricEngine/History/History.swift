import Domain

extension Engine {
  /// What a rule's question measured at each of some past instants, by what was known then: value, count and bounds as
  /// ``measure(_:_:)`` gives them as of that instant, without rows and names of missing fields, and with money only where
  /// it is judged too.
  ///
  /// Statistics of the default rules pass once along time, so that a year of days costs little more than one; others,
  /// and filters whose rows come and go, are asked instant by instant.
  /// - Parameter ticks: known instants, ascending.
  public func history(_ request: MeasureRequest, _ query: Query, at ticks: [Instant]) -> [Reading] {
    guard let first = ticks.first, let last = ticks.last else { return [] }
    var filter = query.filter
    if case .element(let dimension, let name) = request.scope { filter.clauses.append(.dimension(dimension, [name])) }
    if first.isKnown, last.isKnown, isSteady(filter, request.metric, since: first) {
      let question = PastQuestion(self, request, filter, ticks)
      if let readings = swept(question) { return readings }
    }
    return ticks.map { tick in
      var past = query
      past.asOf = tick
      return measure(request, past).basis
    }
  }

  /// Several questions about the same instants, on both cores.
  public func histories(_ requests: [MeasureRequest], _ query: Query, at ticks: [Instant]) -> [MeasureRequest:
    [Reading]]
  {
    let distinct = Array(Set(requests))
    let answers = TwoCores.map(distinct.count) { history(distinct[$0], query, at: ticks) }
    return Dictionary(uniqueKeysWithValues: zip(distinct, answers))
  }

  /// An engine that knows nothing of what happened after an instant: asked about days to come it says what will be if
  /// nobody does anything.
  public func knowing(through instant: Instant) -> Engine { standing(at: instant) }

  /// Nil for statistics that nothing sweeps for.
  private func swept(_ question: PastQuestion) -> [Reading]? {
    switch question.request.statistic {
    case .shareWithin(let seconds): ResponseHistory(question).shareWithin(seconds)
    case .unanswered(let seconds): ResponseHistory(question).unanswered(longerThan: seconds)
    case .brokenNow: question.answersNow()
    case .qualifiedCount, .qualifiedRatio: QualifiedHistory(question).readings()
    case .qualifiedForAge: QualifiedAgeHistory(question).readings()
    case .conformingShare: ConformingHistory(question).readings()
    case .stageAge(let quantile, let factor): StageAgeHistory(question).readings(quantile: quantile, factor: factor)
    case .activitiesMean: ActivityHistory(question).mean()
    case .gaveUpShare: ActivityHistory(question).gaveUp()
    case .idle(let days): ActivityHistory(question).idle(days: days)
    case .idleBeyond(let limits): ActivityHistory(question).idle(beyond: limits)
    case .olderThanWinners(let quantile): CloseHistory(question).olderThanWinners(quantile)
    case .closingPace: ClosePaceHistory(question).readings()
    case .responseQuantile, .wonWithin: nil
    }
  }

  /// True if a filter finds the same rows at any instant from `first` on, but for those that were created later.
  private func isSteady(_ filter: Filter, _ metric: MetricID, since first: Instant) -> Bool {
    filter.clauses.allSatisfy { clause in
      switch clause {
      case .attribute: true
      case .amount: !Self.hasChanges(of: .amount, in: dataset.changes, since: first)
      case .dimension(.stage, _): false
      case .dimension(let dimension, _):
        !Self.hasChanges(
          of: ChangedField(of: dimension),
          in: isOfLeads(dimension, metric) ? dataset.leadChanges : dataset.changes, since: first)
      case .idleDays, .ageDays, .touches, .waited, .late, .date, .around, .text, .status: false
      }
    }
  }

  /// True for questions about leads, which nothing but their own column is asked for.
  private func isOfLeads(_ dimension: Dimension, _ metric: MetricID) -> Bool {
    (metric == .leadResponse || metric == .qualifiedLeads) && dataset.leads.codes(dimension) != nil
  }

  private static func hasChanges(of field: ChangedField?, in changes: ChangeTable, since first: Instant) -> Bool {
    guard let field else { return false }
    return changes.at.indices.contains { changes.at[$0] > first && changes.field[$0] == field }
  }
}

extension Statistic {
  /// True if ``Engine/history(_:_:at:)`` passes once along time for it, so that many instants cost little more than one.
  public var isSweptAlongTime: Bool {
    switch self {
    case .responseQuantile, .wonWithin: false
    default: true
    }
  }
}

extension Reading {
  /// What an alert is judged by: value, count and bounds.
  fileprivate var basis: Reading {
    Reading(value: value, count: count, low: low, high: high, gateLow: gateLow, gateHigh: gateHigh, money: money)
  }

  /// There was nothing to measure.
  static let nothing = Reading(value: nil, count: 0)
}

/// A question about many instants, and the rows that it is about.
struct PastQuestion {
  let engine: Engine
  var request: MeasureRequest
  let ticks: PastTicks
  /// Rows that pass the filter whenever they were created; nil for all.
  private let leads: RowSet?
  private let opportunities: RowSet?

  init(_ engine: Engine, _ request: MeasureRequest, _ filter: Filter, _ ticks: [Instant]) {
    (self.engine, self.request, self.ticks) = (engine, request, PastTicks(ticks))
    let passing = FilteredRows(filter, engine: engine, asOf: ticks.last ?? .never)
    (leads, opportunities) = (passing.leads, passing.opportunities)
  }

  /// The opportunities that pass.
  var dealSet: RowSet { opportunities ?? RowSet(size: engine.dataset.opportunities.count, all: true) }

  /// The leads that pass.
  var leadSet: RowSet { leads ?? RowSet(size: engine.dataset.leads.count, all: true) }

  /// The window's length in seconds.
  var window: Int64 { Int64(clamping: max(1, request.windowDays)) &* Instant.day }

  /// Calls `body` with each lead that passes.
  @inline(__always) func forEachLead(_ body: (Int) -> Void) {
    if let leads { leads.forEach(body) } else { for row in 0..<engine.dataset.leads.count { body(row) } }
  }

  /// Calls `body` with each opportunity that passes.
  @inline(__always) func forEachDeal(_ body: (Int) -> Void) {
    if let opportunities {
      opportunities.forEach(body)
    } else {
      for row in 0..<engine.dataset.opportunities.count { body(row) }
    }
  }

  /// When the first lead that passes was known; `never` without any.
  var firstLead: Instant {
    var first = Instant.never
    forEachLead { first = min(first, engine.dataset.leads.createdAt[$0]) }
    return first
  }
}
