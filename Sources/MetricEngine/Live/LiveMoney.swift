import Domain

/// Money by currency that comes and goes; exact however large it grows on the way.
struct LiveMoney: Sendable, Equatable {
  private struct Sum: Equatable {
    var hundredths: Int128 = 0
    var amounts = 0
  }

  private var sums: [Code: Sum] = [:]

  /// Adds an amount or takes one away that was added.
  mutating func change(_ hundredths: Int64, _ currency: Code, _ sign: LiveSign) {
    guard hundredths != Money.none else { return }
    var sum = sums[currency] ?? Sum()
    sum.hundredths += Int128(hundredths) * Int128(sign.rawValue)
    sum.amounts += sign.rawValue
    sums[currency] = sum.amounts == 0 ? nil : sum
  }

  /// One amount for each currency there is; sums stop at the largest number.
  func total(_ names: Vocabulary) -> MoneyByCurrency {
    MoneyByCurrency(
      sums.sorted { $0.key < $1.key }.map { currency, sum in
        Money(hundredths: Int64(clamping: max(sum.hundredths, Int128(Int64.min + 1))), currency: names[currency])
      })
  }
}
