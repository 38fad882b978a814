import Domain

/// How long completed visits took, by stage, and from when on a running one of an open opportunity is stuck.
struct StageLimits {
  /// An open opportunity and how long it has been where it is.
  struct Running: Equatable {
    var row: Int32
    /// Counted over all versions of the process.
    var stage: Int32
    var seconds: Int64
  }

  /// Fewer completed visits set no limit.
  static let fewestVisits = 10
  /// Longer than 9 in 10 is stuck where no rule says otherwise.
  static let usualQuantile = 0.9

  /// Days that this share of completed visits stayed within, by stage; nil with too few of them.
  let limits: [Double?]
  private let facts: ProcessFacts
  private let selection: RowSet
  private let asOf: Instant

  init(_ engine: Engine, _ query: Query, _ selection: Selection, quantile: Double = Self.usualQuantile) {
    let (facts, set) = (engine.processFacts, selection.opportunitySet)
    let known = quantile == Self.usualQuantile ? engine.lastingProcess(query, selection).reading.stages : []
    limits = facts.models.stages.indices.map { stage in
      if known.indices.contains(stage) { return known[stage].stuckAfterDays }
      return facts.visits.withDwell(stage, set, asOf: query.asOf) { Self.limit($0, quantile) }
    }
    (self.facts, self.selection, asOf) = (facts, set, query.asOf)
  }

  static func limit(_ times: DwellTimes, _ quantile: Double) -> Double? {
    times.endedCount < fewestVisits ? nil : times.quantile(quantile)
  }

  /// Open opportunities of the selection with a dated visit that runs.
  var running: [Running] {
    let visits = facts.visits
    return (0..<visits.stages).flatMap { stage in
      (visits.runningStarts[stage]..<visits.runningStarts[stage + 1]).compactMap { place in
        let visit = visits.running[place]
        guard visit.isOpen, selection.contains(visit.row) else { return nil }
        return Running(row: visit.row, stage: Int32(stage), seconds: asOf.since(visit.since))
      }
    }
  }

  /// Running visits that are stuck, those furthest beyond their limit first.
  func stuck(factor: Double = 1) -> [Running] {
    let over = running.compactMap { visit -> (visit: Running, over: Double)? in
      guard let limit = limits[Int(visit.stage)] else { return nil }
      let over = Double(visit.seconds) / Double(Instant.day) - limit * factor
      return over > 0 ? (visit, over) : nil
    }
    return over.sorted { ($1.over, $0.visit.row) < ($0.over, $1.visit.row) }.map(\.visit)
  }
}

extension Engine {
  /// The stage of the process that a name is, counted over all versions; nil if it is none.
  func processStage(_ name: String) -> Int? {
    let wanted = StageMap.folded(name)
    return processFacts.models.stages.firstIndex { StageMap.folded($0) == wanted }
  }
}
