import Domain

/// "Who follows a defined process is a third likelier to be a top performer": own deals as a stand-in.
enum ProcessFollowersClaim {
  /// Closed deals in each group for four chances in five to see a ratio of 1.33 at three wins in ten.
  private static let fewest = 350

  static func claim(_ input: ClaimInput) -> Claim {
    var claim = blank
    var missing = input.missing(["opportunities.closed_at", "opportunities.outcome"])
    if input.engine.ownedRows.visitCount == 0 { missing.append("stage_history.stage") }
    guard missing.isEmpty else { return claim.lacking(missing) }
    let reps = byRep(input)
    let table = reps.reduce(FourCounts(0, 0, 0, 0), +)
    let smaller = Int(min(table.firstTotal, table.secondTotal))
    claim.judge(
      TwoByTwo(table).riskRatio ?? Estimate(value: nil), count: Int(table.total),
      shortfall: Shortfall.of(smaller, fewest, "closed deals in the smaller group"))
    if let risk = TwoByTwo(best(reps)).riskRatio {
      claim.figures = [
        .init(
          name: "the same for the quarter of reps who win most", estimate: risk, unit: .ratio,
          count: Int(best(reps).total))
      ]
    }
    claim.curveTitle = "won of closed deals"
    claim.curve = [
      .init(name: "followed the process", share: Wilson.share(Int(table.a), of: Int(table.firstTotal))),
      .init(name: "left it", share: Wilson.share(Int(table.c), of: Int(table.secondTotal))),
    ]
    if input.engine.profile.process.assumed { claim.note += ". The process itself is assumed from the data" }
    return claim
  }

  /// Won and not won of those that follow the process, and of the others, by rep.
  private static func byRep(_ input: ClaimInput) -> [FourCounts] {
    let (table, conforming) = (input.dataset.opportunities, input.facts.conforming)
    var counts = [Int](repeating: 0, count: input.dataset.vocabulary(.rep).count * 4)
    input.selection.opportunitySet.forEach { row in
      guard table.closedAt[row].happened, conforming[row] < 2 else { return }
      let cell = (conforming[row] == 1 ? 0 : 2) + (table.outcome[row] == .won ? 0 : 1)
      counts[Int(table.rep[row]) * 4 + cell] += 1
    }
    return stride(from: 0, to: counts.count, by: 4).map {
      FourCounts(counts[$0], counts[$0 + 1], counts[$0 + 2], counts[$0 + 3])
    }
  }

  /// The deals of the quarter of named reps with the highest share won.
  private static func best(_ reps: [FourCounts]) -> FourCounts {
    let named = reps.enumerated().filter { $0.offset > 0 && $0.element.total > 0 }
    func rate(_ table: FourCounts) -> Double { (table.a + table.c) / table.total }
    let sorted = named.sorted { (rate($1.element), $0.offset) < (rate($0.element), $1.offset) }
    return sorted.prefix((named.count + 3) / 4).map(\.element).reduce(FourCounts(0, 0, 0, 0), +)
  }

  private static let blank = Claim(
    "process-followers-win", "Who follows the process does better",
    published: .init(text: "33 % likelier", value: 1.33), unit: .ratio, noun: "closed deals",
    provenance: "TAS Group; the study itself was not found",
    method: "share won of closed deals that followed the defined process, against that of the others",
    note: "The claim compares firms, which one firm's data cannot test; this compares its deals. "
      + "Lost deals end early and have fewer chances to leave the process"
  )
}
