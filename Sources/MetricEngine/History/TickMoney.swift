import Domain

/// Sums of money at each of some instants, to which every opportunity adds its amount for as long as it counts.
struct TickMoney {
  private let ticks: Int
  private var changes: [Code: [Int64]] = [:]

  init(_ ticks: PastTicks) { self.ticks = ticks.count }

  /// Adds an amount at a stretch of instants; absurd ones wrap around rather than end the program.
  mutating func add(_ hundredths: Int64, _ currency: Code, at places: Range<Int>) {
    guard !places.isEmpty, hundredths != Money.none else { return }
    changes[currency, default: Array(repeating: 0, count: ticks + 1)][places.lowerBound] &+= hundredths
    changes[currency]?[places.upperBound] &-= hundredths
  }

  /// The sums at each instant.
  func totals(_ names: Vocabulary) -> [MoneyByCurrency] {
    var sums = changes.mapValues { _ in Int64(0) }
    return (0..<ticks).map { tick in
      for (currency, changes) in changes { sums[currency, default: 0] &+= changes[tick] }
      return MoneyByCurrency(sums.map { Money(hundredths: $1, currency: names[$0]) })
    }
  }
}
