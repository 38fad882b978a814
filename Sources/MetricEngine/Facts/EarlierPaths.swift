import Domain

/// Which opportunities created in a stretch of time followed the process as they stood when it ended. Young ones have
/// had fewer chances to deviate: cohorts are alike only at the same age.
struct EarlierPaths: Sendable {
  let window: TimeWindow
  /// With a stage entry by then.
  let known: RowSet
  /// Of those, the ones from which nothing deviated.
  let conforming: RowSet

  init(_ engine: Engine, _ facts: ProcessFacts, _ window: TimeWindow) {
    self.window = window
    var walker = PathWalker(engine, asOf: window.through)
    let table = engine.dataset.opportunities
    let entered = engine.dataset.visits.enteredAt
    var (known, conforming): ([Int32], [Int32]) = ([], [])
    for place in facts.created.range(window) {
      let row = MomentOrder.row(facts.created.words[place])
      let hasMoved =
        table.closedAt[row].isKnown && table.closedAt[row] > window.through
        || table.visits(of: row).contains { entered[$0] > window.through }
      if hasMoved, !walker.walk(row) { continue }
      known.append(Int32(truncatingIfNeeded: row))
      let conforms = hasMoved ? walker.conforms : facts.paths.conforming[Int(facts.paths.pathOf[row])]
      if conforms { conforming.append(Int32(truncatingIfNeeded: row)) }
    }
    self.known = RowSet(size: table.count, rows: known)
    self.conforming = RowSet(size: table.count, rows: conforming)
  }
}

extension Engine {
  /// The same for every filter; of the stretch last asked about.
  func earlierPaths(_ window: TimeWindow) -> EarlierPaths {
    if let kept = prepared.earlierPaths.withLock({ $0 }), kept.window == window { return kept }
    let made = EarlierPaths(self, processFacts, window)
    prepared.earlierPaths.withLock { $0 = made }
    return made
  }
}
