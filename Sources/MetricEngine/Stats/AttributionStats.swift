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
    let leads = LeadContributions(engine, query, selection)
    figures =
      [300, 1800].map { seconds in
        Self.figure("within_\(seconds)s", leads.answered(within: seconds), engine)
      } + [Self.figure("qualified_within_14d", leads.qualified(withinDays: 14), engine)]
  }

  private static let dimensions: [Dimension] = [.source, .rep, .team, .region, .segment]

  private static func figure(_ name: String, _ contributions: Contributions, _ engine: Engine) -> Figure {
    let table = engine.dataset.leads
    return Figure(
      name: name,
      byDimension: dimensions.map { dimension in
        let attribution = table.codes(dimension).flatMap {
          contributions.split(by: $0, names: engine.dataset.vocabulary(dimension))
        }
        return (dimension, attribution)
      })
  }
}

/// What leads add to shares of two windows of creation.
private struct LeadContributions {
  private let leads: LeadTable
  private let query: Query
  private let importKinds: [Bool]
  private let selected: RowSet

  init(_ engine: Engine, _ query: Query, _ selection: Selection) {
    leads = engine.dataset.leads
    self.query = query
    selected = selection.leadSet
    importKinds = engine.dataset.vocabulary(.kind).names.map { $0.lowercased() == "import" }
  }

  /// Of leads at least so old, those answered within so many seconds of wall time.
  func answered(within seconds: Int64) -> Contributions {
    contributions(shiftedBy: 0) { row, created in
      guard query.asOf.since(created) >= seconds else { return nil }
      let answer = leads.firstResponseAt[row]
      return answer.isKnown && answer.since(created) <= seconds
    }
  }

  /// Of leads at least so old, those qualified within so many days; both windows end that much earlier.
  func qualified(withinDays days: Int) -> Contributions {
    let limit = Int64(days) * Instant.day
    return contributions(shiftedBy: -days) { row, created in
      guard query.asOf.since(created) >= limit else { return nil }
      let qualified = leads.qualifiedAt[row]
      return qualified.isKnown && qualified.since(created) <= limit
    }
  }

  private func contributions(shiftedBy days: Int, _ counts: (Int, Instant) -> Bool?) -> Contributions {
    let (now, before) = (query.window.shifted(days: days), query.previousWindow.shifted(days: days))
    var contributions = Contributions()
    selected.forEach { row in
      let created = leads.createdAt[row]
      let isNow = now.contains(created)
      guard isNow || before.contains(created), isUsable(row, created), let counted = counts(row, created) else {
        return
      }
      contributions.add(Int32(truncatingIfNeeded: row), isNow: isNow, counted ? 1 : 0)
    }
    return contributions
  }

  /// Leads without a usable answer time are left out, as everywhere.
  private func isUsable(_ row: Int, _ created: Instant) -> Bool {
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
