import Domain

/// Adds amounts up by currency, never across. Sums stop at the largest number instead of overflowing.
struct MoneySum {
  private var sums: [Int64]
  private var seen: [Bool]

  /// An empty sum over the currencies of a data set.
  init(currencies: Int) {
    sums = Array(repeating: 0, count: max(1, currencies))
    seen = Array(repeating: false, count: max(1, currencies))
  }

  mutating func add(_ hundredths: Int64, _ currency: Code) {
    guard hundredths != Money.none else { return }
    let (sum, overflow) = sums[Int(currency)].addingReportingOverflow(hundredths)
    sums[Int(currency)] = overflow ? (hundredths > 0 ? .max : .min + 1) : sum
    seen[Int(currency)] = true
  }

  /// One amount for each currency met.
  func total(_ names: Vocabulary) -> MoneyByCurrency {
    MoneyByCurrency(
      seen.indices.filter { seen[$0] }.map { Money(hundredths: sums[$0], currency: names[Code($0)]) })
  }
}

extension Engine {
  /// An empty sum over this data's currencies.
  func moneySum() -> MoneySum { MoneySum(currencies: dataset.vocabulary(.currency).count) }

  /// The money of these opportunities, by currency.
  public func money(_ rows: [Int32]) -> MoneyByCurrency {
    var sum = moneySum()
    let (amounts, currencies) = (dataset.opportunities.amount, dataset.opportunities.currency)
    for row in rows { sum.add(amounts[Int(row)], currencies[Int(row)]) }
    return sum.total(dataset.vocabulary(.currency))
  }

  /// Opportunities with most money first, those without an amount last, ties in the order of the table.
  func mostMoneyFirst(_ rows: [Int32]) -> [Int32] {
    let amounts = dataset.opportunities.amount
    let ordered = zip(rows, rows.dropFirst()).allSatisfy { $0 < $1 } ? rows : rows.sorted()
    return RowOrder.descending(ordered.map { amounts[Int($0)] }).map { ordered[Int($0)] }
  }
}
