/// After how long without an activity an open opportunity is quieter than those were that were won, and what the ones
/// that are usually amount to: learned from the organisation's own past (statistics.md section 2, learned defaults).
public struct IdleLimits: Hashable, Sendable, Codable {
  /// Days where a stage or segment has no limit of its own.
  public var usual: Int
  /// Days by stage, then by segment.
  public var byStage: [String: [String: Int]]
  /// What opportunities beyond their limit amounted to on half of the days of the past; more is growing. Empty where
  /// nothing is known of money.
  public var usualMoney: MoneyByCurrency

  /// Limits in days.
  public init(
    usual: Int, byStage: [String: [String: Int]] = [:], usualMoney: MoneyByCurrency = MoneyByCurrency()
  ) {
    (self.usual, self.byStage, self.usualMoney) = (usual, byStage, usualMoney)
  }

  /// The limit of an opportunity in days.
  public func days(stage: String, segment: String) -> Int { byStage[stage]?[segment] ?? usual }

  /// True if money is more than usual in any currency, or if nothing is known of it.
  public func isGrowing(_ money: MoneyByCurrency) -> Bool {
    guard !usualMoney.isEmpty else { return true }
    return money.amounts.contains { amount in
      usualMoney.amounts.first { $0.currency == amount.currency }.map { amount.hundredths > $0.hundredths } ?? true
    }
  }
}
