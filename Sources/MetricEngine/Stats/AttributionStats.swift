import Domain

/// What moved the shares of leads answered in time and of leads qualified, by element of each dimension.
public struct AttributionStats: Sendable, Equatable {
  /// One figure's change, split by the elements of one dimension after another.
  public struct Figure: Sendable, Equatable {
    /// `within_300s`, `within_1800s`, `qualified_within_14d`.
    public var name: String
    /// Nil where a window has no rows.
    public var byDimension: [(dimension: Dimension, attribution: Attribution?)]

    /// Equal if both hold the same.
    public static func == (left: Figure, right: Figure) -> Bool {
      left.name == right.name
        && left.byDimension.elementsEqual(right.byDimension) {
          $0.dimension == $1.dimension && $0.attribution == $1.attribution
        }
    }
  }

  /// In the order of the report.
  public var figures: [Figure]

  init(_ engine: Engine, _ query: Query, _ selection: Selection) {
    let leads = LeadShares(engine, query, selection)
    figures =
      [300, 1800].map { seconds in
        Figure("within_\(seconds)s", leads.answered(within: seconds), engine)
      } + [Figure("qualified_within_14d", leads.qualified(withinDays: 14), engine)]
  }
}

extension AttributionStats.Figure {
  private static let dimensions: [Dimension] = [.source, .rep, .team, .region, .segment]

  fileprivate init(_ name: String, _ counted: CountedLeads, _ engine: Engine) {
    let table = engine.dataset.leads
    self.name = name
    byDimension = Self.dimensions.map { dimension in
      let inputs = table.codes(dimension).map { counted.inputs(by: $0, engine.dataset.vocabulary(dimension)) }
      return (dimension, inputs.flatMap { Attribution.ofShares($0) })
    }
  }
}

/// Leads of two windows and whether each counts in a share.
private struct CountedLeads {
  /// The row in the upper thirty bits, then whether it is of the window now, then whether it counts.
  private var words: [UInt32] = []

  @inline(__always) mutating func add(_ row: Int, isNow: Bool, _ counts: Bool) {
    words.append(UInt32(truncatingIfNeeded: row) << 2 | (isNow ? 2 : 0) | (counts ? 1 : 0))
  }

  /// What the leads of each element add up to.
  func inputs(by codes: Series<Code>, _ names: Vocabulary) -> [AttributionInput] {
    var sums = [Int](repeating: 0, count: names.count * 4)
    sums.withUnsafeMutableBufferPointer { sums in
      codes.withUnsafeBufferPointer { codes in
        for word in words { sums[Int(codes[Int(word >> 2)]) * 4 + Int(word & 3)] &+= 1 }
      }
    }
    return names.names.indices.compactMap { code in
      let own = sums[code * 4..<code * 4 + 4].map(Double.init)
      guard own.contains(where: { $0 > 0 }) else { return nil }
      return AttributionInput(names.names[code], before: (own[1], own[0] + own[1]), now: (own[3], own[2] + own[3]))
    }
  }
}

/// What leads add to shares of two windows of creation.
private struct LeadShares {
  private let facts: QualifiedFacts
  private let leads: LeadTable
  private let query: Query
  private let importKinds: [Bool]
  private let selected: RowSet

  init(_ engine: Engine, _ query: Query, _ selection: Selection) {
    (facts, leads) = (engine.qualifiedFacts, engine.dataset.leads)
    self.query = query
    selected = selection.leadSet
    importKinds = engine.dataset.vocabulary(.kind).names.map { $0.lowercased() == "import" }
  }

  /// Of leads at least so old, those answered within so many seconds of wall time.
  func answered(within seconds: Int64) -> CountedLeads {
    counted(shiftedBy: 0, leads.firstResponseAt, within: seconds)
  }

  /// Of leads at least so old, those qualified within so many days; both windows end that much earlier.
  func qualified(withinDays days: Int) -> CountedLeads {
    counted(shiftedBy: -days, leads.qualifiedAt, within: Int64(days) * Instant.day)
  }

  private func counted(shiftedBy days: Int, _ moments: Series<Instant>, within limit: Int64) -> CountedLeads {
    let (now, before) = (query.window.shifted(days: days), query.previousWindow.shifted(days: days))
    var counted = CountedLeads()
    for (window, isNow) in [(now, true), (before, false)] {
      facts.forEachCreated(facts.placesCreated(in: window), in: selected) { row in
        let created = leads.createdAt[row]
        guard isNow || !now.contains(created), isUsable(row, created), query.asOf.since(created) >= limit else {
          return
        }
        counted.add(row, isNow: isNow, moments[row].isKnown && moments[row].since(created) <= limit)
      }
    }
    return counted
  }

  /// Leads without a usable answer time are left out, as everywhere.
  @inline(__always) private func isUsable(_ row: Int, _ created: Instant) -> Bool {
    let answer = leads.firstResponseAt[row]
    return created.isKnown && answer != .unknown && answer >= created && !importKinds[Int(leads.kind[row])]
  }
}

extension TimeWindow {
  /// The same stretch so many days later.
  fileprivate func shifted(days: Int) -> TimeWindow {
    TimeWindow(after: after.adding(days: days), through: through.adding(days: days))
  }
}
