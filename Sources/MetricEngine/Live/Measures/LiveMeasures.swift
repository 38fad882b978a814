import Domain

/// What rules measure, kept up to date, each question by itself.
struct LiveMeasures: Sendable {
  private struct Kept: Sendable {
    let request: MeasureRequest
    let query: Query
    var measure: any LiveMeasure
  }

  private var kept: [Kept]

  /// - Parameter query: of the figures; rules have their own windows and scopes.
  init(_ requests: Set<MeasureRequest>, _ query: Query) {
    kept = requests.compactMap { request in
      request.liveMeasure.map { Kept(request: request, query: query.asking(request), measure: $0) }
    }
  }

  /// Takes a part out or in.
  mutating func change(_ part: LivePart, _ sign: LiveSign, _ panels: LivePanels) {
    for place in kept.indices where panels.contains(LivePanels(kept[place].request.metric)) {
      let (request, query) = (kept[place].request, kept[place].query)
      let selection = request.scope == .all ? part.selection : part.engine.selection(query)
      let own = LivePart(
        engine: part.engine, selection: selection, query: query, leadNumbers: part.leadNumbers,
        opportunityNumbers: part.opportunityNumbers)
      kept[place].measure.change(own, sign)
    }
  }

  /// The answers about some panels.
  mutating func readings(
    _ frame: Engine, _ presence: LivePresence, _ panels: LivePanels
  ) -> [MeasureRequest: Reading] {
    var readings: [MeasureRequest: Reading] = [:]
    for place in kept.indices where panels.contains(LivePanels(kept[place].request.metric)) {
      let (request, query) = (kept[place].request, kept[place].query)
      let missing = Self.missing(request.metric, frame, presence)
      readings[request] = missing.isEmpty ? kept[place].measure.reading(frame, query) : .missing(missing)
    }
    return readings
  }

  private static func missing(_ metric: MetricID, _ frame: Engine, _ presence: LivePresence) -> [String] {
    let missing = presence.missing(metric, frame)
    let isByDay = metric == .leadResponse && frame.dataset.facts.leadPrecision == .day
    return missing.isEmpty && isByDay ? ["leads.first_response_at with time of day"] : missing
  }
}

extension LivePanels {
  /// The panel of a metric.
  init(_ metric: MetricID) {
    switch metric {
    case .leadResponse: self = .response
    case .qualifiedLeads: self = .qualified
    case .processSteps: self = .process
    case .activities: self = .activities
    case .timeToClose: self = .close
    }
  }
}
