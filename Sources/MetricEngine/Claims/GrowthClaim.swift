import Domain
import Foundation

/// "Sales grow by ten in a hundred each month": the own wins by month, for as many working hours.
enum GrowthClaim {
  private static let fewestMonths = 6
  private static let mostMonths = 24

  static func claim(_ input: ClaimInput) -> Claim {
    var claim = blank
    let missing = input.missing(["opportunities.closed_at", "opportunities.outcome"])
    guard missing.isEmpty else { return claim.lacking(missing) }
    let sales = MonthlySales(input)
    let values = Array(sales.paces.suffix(mostMonths))
    let logs = values.map { log($0) }
    claim.count = values.count
    var shortfall = Shortfall.of(values.count, fewestMonths, "complete months with sales")
    if shortfall == nil, values.contains(where: { $0 <= 0 }) { shortfall = "a month without any sale among them" }
    let line = TheilSen(logs)
    let growth = Estimate(
      value: line.map { exp($0.slope) - 1 }, low: line.map { exp($0.low) - 1 }, high: line.map { exp($0.high) - 1 })
    claim.judge(growth, count: values.count, shortfall: shortfall)
    if let pace = sales.paceOfTarget(growth: 1 + claim.published.value) {
      claim.figures = [
        .init(
          name: "this month so far, of 10 % more than last month's pace a working day", estimate: Estimate(value: pace),
          unit: .share, count: sales.paces.count)
      ]
    }
    if !sales.isMoney { claim.note += ". Without amounts the wins are counted" }
    return claim
  }

  private static let blank = Claim(
    "monthly-growth", "Sales grow month by month", published: .init(text: "+10 % a month", value: 0.1),
    unit: .growth, noun: "months", provenance: "Unleashed, a blog: an example of a target, not a finding",
    method:
      "the middle of all slopes between months of what was won for each working hour, complete months, at most 24",
    note: "A target, not a law: ten in a hundred a month is more than threefold in a year")
}

/// What was won in each month, for each open second.
private struct MonthlySales {
  /// Complete months from the first with a win.
  private(set) var paces: [Double] = []
  /// Of the month that runs; nil where it has no working time yet.
  private var running: Double?
  let isMoney: Bool

  init(_ input: ClaimInput) {
    let (table, facts, asOf) = (input.dataset.opportunities, input.facts, input.query.asOf)
    let (months, currency) = (facts.months, CommonCurrency.of(input))
    let hasAmounts = input.dataset.facts.has("opportunities.amount")
    isMoney = hasAmounts
    var sums = [Double](repeating: 0, count: months.count)
    input.selection.opportunitySet.forEach { row in
      let month = Int(facts.closedMonth[row])
      guard month >= 0, table.outcome[row] == .won, table.closedAt[row] <= asOf else { return }
      guard hasAmounts else {
        sums[month] += 1
        return
      }
      let amount = table.amount[row]
      if amount != Money.none, table.currency[row] == currency { sums[month] += Double(amount) }
    }
    let calendar = input.engine.calendar(asOf: asOf)
    guard let first = sums.firstIndex(where: { $0 > 0 }) else { return }
    for month in first..<months.count {
      let isComplete = months.boundaries[month + 1] <= asOf
      let end = isComplete ? months.boundaries[month + 1] : asOf
      let seconds = calendar.openSeconds(from: months.boundaries[month], to: end)
      guard seconds > 0 else { continue }
      let pace = sums[month] / Double(seconds)
      if isComplete { paces.append(pace) } else { running = pace }
    }
  }

  /// The pace of the month that runs against the last month's times `growth`.
  func paceOfTarget(growth: Double) -> Double? {
    guard let running, let last = paces.last, last > 0 else { return nil }
    return running / (last * growth)
  }
}
