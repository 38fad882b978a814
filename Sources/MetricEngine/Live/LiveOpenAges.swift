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
  private var numbers = RowList()
  /// By code of the segment.
  private var segments: [Int] = []
  /// The first so many are older than a limit; and their money.
  private var old = (count: 0, money: LiveMoney())

  var count: Int { deals.count }

  func count(ofSegment code: Code) -> Int { segments.indices.contains(Int(code)) ? segments[Int(code)] : 0 }

  mutating func change(_ part: LivePart, _ run: CloseRun, _ sign: LiveSign) {
    let table = part.engine.dataset.opportunities
    for row in run.openRows.map({ Int($0) }) {
      let deal = Deal(order: part.order(ofOpportunity: row), amount: table.amount[row], currency: table.currency[row])
      if sign == .comes { insert(deal) } else { remove(deal) }
      let code = Int(table.segment[row])
      while segments.count <= code { segments.append(0) }
      segments[code] += sign.rawValue
    }
  }

  private mutating func insert(_ deal: Deal) {
    let place = deals.insert(deal)
    numbers.insert(deal.order.number, at: place)
    guard place < old.count else { return }
    old.count += 1
    old.money.change(deal.amount, deal.currency, .comes)
  }

  private mutating func remove(_ deal: Deal) {
    guard let place = deals.remove(deal) else { return }
    numbers.remove(at: place)
    guard place < old.count else { return }
    old.count -= 1
    old.money.change(deal.amount, deal.currency, .goes)
  }

  /// Those older than a number of days, and their money; none without a limit.
  mutating func older(than limit: Double?, at asOf: Instant, wholeDays: Bool, _ currencies: Vocabulary)
    -> (rows: RowList, money: MoneyByCurrency)
  {
    let count = deals.count(before: { deal in
      let seconds = asOf.seconds &- deal.order.created.seconds
      let age = wholeDays ? seconds - seconds % Instant.day : seconds
      return limit.map { Double(age) / Double(Instant.day) <= $0 } ?? true
    })
    for place in min(old.count, count)..<max(old.count, count) {
      guard let deal = deals.value(at: place) else { continue }
      old.money.change(deal.amount, deal.currency, place < count ? .comes : .goes)
    }
    old.count = count
    return (numbers.beginning(count), old.money.total(currencies))
  }
}
