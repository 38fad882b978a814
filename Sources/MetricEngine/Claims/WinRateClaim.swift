import Domain

/// "Two thirds of firms with a defined process win more than half of their deals": own teams' quarters as a stand-in.
enum WinRateClaim {
  private static let fewestClosed = 30
  private static let fewestUnits = 12

  static func claim(_ input: ClaimInput) -> Claim {
    var claim = blank
    let missing = input.missing(["opportunities.closed_at", "opportunities.outcome"])
    guard missing.isEmpty else { return claim.lacking(missing) }
    let count = Count(input)
    let units = count.units.filter { $0.closed >= fewestClosed }
    let share = Wilson.share(units.count { $0.won * 2 > $0.closed }, of: units.count)
    claim.judge(
      Estimate(share), count: units.count,
      shortfall: Shortfall.of(units.count, fewestUnits, "quarters of a team with \(fewestClosed) closed deals"))
    let byCount = Wilson.share(count.won, of: count.closed)
    claim.figures = [.init(name: "won of closed deals", estimate: Estimate(byCount), unit: .share, count: count.closed)]
    if let byAmount = count.byAmount {
      claim.figures.append(
        .init(name: "won of closed amount", estimate: byAmount, unit: .share, count: count.withAmount))
    }
    return claim
  }

  /// Closed deals by team and quarter, and their amounts in the commonest currency.
  private struct Count {
    private(set) var units: [(won: Int, closed: Int)]
    private(set) var won = 0
    private(set) var closed = 0
    private(set) var withAmount = 0
    private var (sum, wonSum, squares) = (0.0, 0.0, 0.0)

    init(_ input: ClaimInput) {
      let (table, facts) = (input.dataset.opportunities, input.facts)
      let months = facts.months
      let quarters = (0..<months.count).map { months.quarter($0) }
      let width = (quarters.last ?? 0) + 1
      let currency = CommonCurrency.of(input)
      units = Array(repeating: (0, 0), count: input.dataset.vocabulary(.team).count * width)
      input.selection.opportunitySet.forEach { row in
        guard table.closedAt[row].happened else { return }
        let one = table.outcome[row] == .won ? 1 : 0
        closed += 1
        won += one
        if facts.closedMonth[row] >= 0 {
          let unit = Int(table.team[row]) * width + quarters[Int(facts.closedMonth[row])]
          units[unit] = (units[unit].won + one, units[unit].closed + 1)
        }
        let amount = table.amount[row]
        guard amount != Money.none, amount > 0, table.currency[row] == currency else { return }
        withAmount += 1
        sum += Double(amount)
        squares += Double(amount) * Double(amount)
        if one == 1 { wonSum += Double(amount) }
      }
    }

    /// Wilson's interval of as many equal deals as would vary like these amounts (Kish).
    var byAmount: Estimate? {
      guard squares > 0 else { return nil }
      let share = wonSum / sum
      let equal = sum * sum / squares
      let square = Deviate.twoSided95 * Deviate.twoSided95
      let centre = (share + square / (2 * equal)) / (1 + square / equal)
      let half =
        Deviate.twoSided95 / (1 + square / equal)
        * (share * (1 - share) / equal + square / (4 * equal * equal)).squareRoot()
      return Estimate(value: share, low: max(0, centre - half), high: min(1, centre + half))
    }
  }

  private static let blank = Claim(
    "over-half-won", "Teams' quarters with over half won",
    published: .init(text: "two thirds over 50 %", value: 2.0 / 3), unit: .share, noun: "quarters",
    provenance: "TAS Group; the study itself was not found",
    method: "teams' calendar quarters with 30 closed deals or more in which won / (won + lost) is over 50 %",
    note:
      "The claim counts firms; this counts the own teams' quarters. Others divide by all deals or by those overdue too, and get less"
  )
}

/// Amounts of several currencies are never added: figures of money take the currency of most opportunities.
enum CommonCurrency {
  static func of(_ input: ClaimInput) -> Code {
    let (table, names) = (input.dataset.opportunities, input.dataset.vocabulary(.currency).count)
    guard names > 1 else { return 0 }
    var counts = [Int](repeating: 0, count: names)
    input.selection.opportunitySet.forEach { counts[Int(table.currency[$0])] += 1 }
    return Code(counts.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0)
  }
}
