import Domain

/// Open opportunities by age, the oldest first, kept up to date.
struct LiveOpenAges: Sendable {
  private struct Deal: Comparable, Sendable {
    var order: LiveOrder
    var amount: Int64
    var currency: Code

    static func < (left: Deal, right: Deal) -> Bool { left.order < right.order }
    static func == (left: Deal, right: Deal) -> Bool { left.order == right.order }
  }

  private var deals = SortedBag<Deal>()
  /// By code of the segment.
  private var segments: [Int] = []
  /// Those older than a limit, until any come or go.
  private var known: (limit: Double?, rows: [Int32], money: MoneyByCurrency)?

  var count: Int { deals.count }

  func count(ofSegment code: Code) -> Int { segments.indices.contains(Int(code)) ? segments[Int(code)] : 0 }

  mutating func change(_ part: LivePart, _ run: CloseRun, _ sign: LiveSign) {
    let table = part.engine.dataset.opportunities
    guard !run.openRows.isEmpty else { return }
    known = nil
    let own = run.openRows.map { row in
      let row = Int(row)
      return Deal(
        order: part.order(ofOpportunity: row), amount: table.amount[row], currency: table.currency[row])
    }
    if deals.count == 0 { deals = SortedBag(own) } else { for deal in own { deals.change(deal, sign) } }
    for row in run.openRows {
      let code = Int(table.segment[Int(row)])
      while segments.count <= code { segments.append(0) }
      segments[code] += sign.rawValue
    }
  }

  /// Those older than a number of days, and their money; none without a limit.
  mutating func older(than limit: Double?, at asOf: Instant, wholeDays: Bool, _ currencies: Vocabulary)
    -> (rows: [Int32], money: MoneyByCurrency)
  {
    if let known, known.limit == limit { return (known.rows, known.money) }
    var (rows, money): ([Int32], MoneySum) = ([], MoneySum(currencies: currencies.count))
    let old = deals.first(while: { deal in
      let seconds = asOf.seconds &- deal.order.created.seconds
      let age = wholeDays ? seconds - seconds % Instant.day : seconds
      return limit.map { Double(age) / Double(Instant.day) > $0 } ?? false
    })
    for deal in old {
      rows.append(deal.order.number)
      money.add(deal.amount, deal.currency)
    }
    known = (limit, rows, money.total(currencies))
    return (rows, money.total(currencies))
  }
}
