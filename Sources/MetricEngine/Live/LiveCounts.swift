import Domain

/// Rows known and open, kept up to date.
struct LiveCounts: LivePanel {
  private var counts = RowCounts()
  private var openMoney = LiveMoney()

  mutating func change(_ part: LivePart, _ sign: LiveSign) {
    let (own, table, by) = (
      part.engine.counts(part.query, part.selection), part.engine.dataset.opportunities, sign.rawValue
    )
    counts.leads += by * own.leads
    counts.opportunities += by * own.opportunities
    counts.open += by * own.open
    counts.won += by * own.won
    counts.lost += by * own.lost
    counts.visits += by * own.visits
    counts.activities += by * own.activities
    part.selection.opportunitySet.intersection(part.engine.closeFacts.standings[0]).forEach { row in
      openMoney.change(table.amount[row], table.currency[row], sign)
    }
  }

  func reading(_ names: Vocabulary) -> RowCounts {
    var counts = counts
    counts.openMoney = openMoney.total(names)
    return counts
  }
}
