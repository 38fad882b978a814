import Domain

/// Rows of a list in their order, with their money, that come and go.
struct LiveRanking: Sendable {
  private struct Place: Comparable, Sendable {
    var rank: Int64
    var order: LiveOrder

    static func < (left: Place, right: Place) -> Bool {
      left.rank == right.rank ? left.order < right.order : left.rank < right.rank
    }
  }

  private var places = SortedBag<Place>()
  /// The numbers of the rows, in their order.
  private(set) var numbers = RowList()
  private var sums = LiveMoney()

  /// Of all rows.
  func money(_ names: Vocabulary) -> MoneyByCurrency { sums.total(names) }

  /// Of the rows of several.
  static func money(_ rankings: [LiveRanking], _ names: Vocabulary) -> MoneyByCurrency {
    var all = LiveMoney()
    for ranking in rankings { all.add(ranking.sums) }
    return all.total(names)
  }

  /// - Parameters:
  ///   - rank: lower ones come first, equal ones by `order`.
  ///   - number: of the row; that of the order unless given.
  mutating func change(_ rank: Int64, _ order: LiveOrder, number: Int32? = nil, _ sign: LiveSign) {
    let place = Place(rank: rank, order: order)
    if sign == .comes {
      numbers.insert(number ?? order.number, at: places.insert(place))
    } else if let old = places.remove(place) {
      numbers.remove(at: old)
    }
  }

  /// The same with an opportunity of a part: most money first.
  mutating func change(opportunity row: Int, of part: LivePart, _ sign: LiveSign) {
    let table = part.engine.dataset.opportunities
    // Complemented, ascending is most first; those without an amount come last.
    change(~table.amount[row], part.order(ofOpportunity: row), sign)
    sums.change(table.amount[row], table.currency[row], sign)
  }
}
