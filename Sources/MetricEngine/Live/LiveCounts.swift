import Domain

/// Rows known and open, kept up to date.
struct LiveCounts: LivePanel {
  private var counts: RowCounts
  private var openMoney = LiveMoney()

  init(_ engine: Engine, _ query: Query, _ selection: Selection) {
    counts = engine.counts(query, selection)
    let table = engine.dataset.opportunities
    selection.opportunitySet.forEach { row in
      if table.standing(row, asOf: query.asOf) == .open {
        openMoney.change(table.amount[row], table.currency[row], .comes)
      }
    }
  }

  mutating func change(_ part: LivePart, _ sign: LiveSign) {
    let (table, by) = (part.engine.dataset.opportunities, sign.rawValue)
    counts.leads += by * part.selection.leadSet.count
    counts.opportunities += by * part.selection.opportunitySet.count
    part.selection.opportunitySet.forEach { row in
      switch table.standing(row, asOf: .never) {
      case .open:
        counts.open += by
        openMoney.change(table.amount[row], table.currency[row], sign)
      case .won: counts.won += by
      case .lost: counts.lost += by
      }
      counts.visits += by * table.visits(of: row).count
      counts.activities += by * table.activities(of: row).count
    }
  }

  func reading(_ names: Vocabulary) -> RowCounts {
    var counts = counts
    counts.openMoney = openMoney.total(names)
    return counts
  }
}
