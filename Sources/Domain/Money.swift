/// Money in hundredths of one currency. Amounts in several currencies are never added.
public struct Money: Hashable, Sendable, Codable {
  /// Hundredths of the currency's unit.
  public var hundredths: Int64
  /// ISO 4217 code or whatever the source calls it; empty if the source has no currency.
  public var currency: String

  /// An amount in one currency.
  public init(hundredths: Int64, currency: String) {
    self.hundredths = hundredths
    self.currency = currency
  }

  /// How a column marks an opportunity without an amount.
  public static let none = Int64.min
}

/// Sums of money, one for each currency, greatest first.
public struct MoneyByCurrency: Hashable, Sendable, Codable {
  /// One entry a currency, sorted by amount, greatest first, then by code.
  public var amounts: [Money]

  /// Sums in any order, one for each currency.
  public init(_ amounts: [Money] = []) {
    self.amounts = amounts.sorted { ($1.hundredths, $0.currency) < ($0.hundredths, $1.currency) }
  }

  /// True if there is no money in any currency.
  public var isEmpty: Bool { amounts.isEmpty }
}
