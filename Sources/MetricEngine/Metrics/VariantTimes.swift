import Domain

/// The commonest paths with the time that their closed opportunities took.
struct VariantTimes {
  /// Paths listed.
  static let listed = 10

  private(set) var variants: [Variant]

  init(_ engine: Engine, _ facts: ProcessFacts, _ selection: RowSet, _ tally: ProcessTally) {
    let names = engine.dataset.vocabulary(.stage)
    let top = tally.top(Self.listed, facts.paths, names: names)
    variants = top.map(\.variant)
    var placeOf = [Int](repeating: -1, count: facts.paths.variants)
    for (place, found) in top.enumerated() { placeOf[found.index] = place }
    let seconds = Self.seconds(engine.dataset.opportunities, facts.paths, selection, placeOf, variants)
    for place in variants.indices {
      let sorted = Sorting.ascending(seconds[place])
      variants[place].medianDays = Self.median(sorted).map { $0 / Double(Instant.day) }
    }
  }

  private static func seconds(
    _ table: OpportunityTable, _ paths: ProcessPaths, _ selection: RowSet, _ placeOf: [Int], _ variants: [Variant]
  ) -> [[Int64]] {
    var seconds = [[Int64]](repeating: [], count: variants.count)
    for place in variants.indices { seconds[place].reserveCapacity(variants[place].won.trials) }
    selection.forEach { row in
      guard paths.pathOf[row] >= 0 else { return }
      let path = paths.all[Int(paths.pathOf[row])]
      let place = placeOf[Int(path.variant)]
      guard place >= 0, path.standing != .open, table.createdAt[row].isKnown, table.closedAt[row].isKnown else {
        return
      }
      seconds[place].append(table.closedAt[row].since(table.createdAt[row]))
    }
    return seconds
  }

  private static func median(_ sorted: [Int64]) -> Double? {
    guard !sorted.isEmpty else { return nil }
    return (Double(sorted[(sorted.count - 1) / 2]) + Double(sorted[sorted.count / 2])) / 2
  }
}
