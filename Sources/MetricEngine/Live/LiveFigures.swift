import Domain

/// The figures of one question at one instant, kept up to date while leads and opportunities change: after each change
/// they are those that a data set with all changes in it would give.
public struct LiveFigures: Sendable {
  private let whole: Engine
  private let query: Query
  private var rows: LiveRows
  private var counts: LiveCounts

  /// - Parameter query: with an instant; what is dated later stays hidden.
  public init(_ engine: Engine, _ query: Query) {
    whole = engine
    self.query = query
    rows = LiveRows(engine.dataset)
    let standing = engine.standing(at: query.asOf)
    let selection = standing.selection(query)
    counts = LiveCounts(standing, query, selection)
  }

  /// Puts changed leads and opportunities in place of what they were.
  public mutating func apply(_ delta: DatasetDelta) {
    let change = rows.take(delta)
    for versions in change.goes { take(part(versions), .goes) }
    take(part(change.comes), .comes)
  }

  private mutating func take(_ part: LivePart, _ sign: LiveSign) {
    counts.change(part, sign)
  }

  private func part(_ versions: LiveRows.Versions) -> LivePart {
    let engine = Engine(part: versions.rows, of: whole).standing(at: query.asOf)
    return LivePart(
      engine: engine, selection: engine.selection(query), leadNumbers: versions.leadNumbers,
      opportunityNumbers: versions.opportunityNumbers)
  }

  /// How many rows there are.
  public var rowCounts: RowCounts { counts.reading(rows.names.vocabulary(.currency)) }
}

extension Engine {
  /// An engine over some rows of the whole or newer versions of them, which shares what does not depend on rows.
  init(part: Dataset, of whole: Engine) {
    self.init(dataset: part, profile: whole.profile, calendar: whole.calendar)
  }
}
