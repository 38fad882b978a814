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
    change(Int128(hundredths), amounts: 1, currency, sign)
  }

  /// Adds what so many amounts add up to, or takes it away.
  mutating func change(_ hundredths: Int128, amounts: Int, _ currency: Code, _ sign: LiveSign) {
    guard amounts != 0 else { return }
    var sum = sums[currency] ?? Sum()
    sum.hundredths += hundredths * Int128(sign.rawValue)
    sum.amounts += amounts * sign.rawValue
    sums[currency] = sum.amounts == 0 ? nil : sum
  }

  /// Adds all of another.
  mutating func add(_ other: LiveMoney) {
    for (currency, sum) in other.sums { change(sum.hundredths, amounts: sum.amounts, currency, .comes) }
  }

  /// Adds the money of a stage or takes it away.
  mutating func change(_ money: StageMoney, stage: Int, _ sign: LiveSign) {
    money.forEach(ofStage: stage) { change($1.amount, amounts: Int($1.priced), $0, sign) }
  }

  /// One amount for each currency there is; sums stop at the largest number.
  func total(_ names: Vocabulary) -> MoneyByCurrency {
    MoneyByCurrency(
      sums.sorted { $0.key < $1.key }.map { currency, sum in
        Money(hundredths: Int64(clamping: max(sum.hundredths, Int128(Int64.min + 1))), currency: names[currency])
      })
  }
}
