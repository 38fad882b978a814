import Domain
import Foundation

/// "Answer within five minutes and a lead is 21 times as likely to qualify as after half an hour."
enum FastAnswerClaim {
  private static let fewest = 10
  /// Bands compared: up to 5 minutes, and 30 to 60.
  private static let (fast, slow) = (0, 2)

  static func claim(_ input: ClaimInput) -> Claim {
    var claim = blank
    let fields = ["leads.created_at", "leads.first_response_at", "leads.qualified_at"]
    let missing = input.missing(fields)
    guard missing.isEmpty else { return claim.lacking(missing) }
    let cells = AnswerCells(input)
    let table = cells.table(fast, slow)
    let least = Int(min(table.a, table.b, table.c, table.d))
    claim.judge(
      Woolf.odds(table), count: Int(table.total),
      shortfall: Shortfall.of(least, fewest, "leads in the smallest of the four groups"))
    claim.curveTitle = "qualified within 30 days, by time to the first answer"
    claim.curve = AnswerCode.names.indices.map {
      Claim.Band(name: AnswerCode.names[$0], share: Wilson.share(cells.qualified($0), of: cells.all($0)))
    }
    claim.figures = figures(cells, table)
    if !input.dataset.facts.gives("leads.kind") {
      claim.note += ". No field says which leads came in by themselves: all count"
    }
    if input.engine.profile.hours.assumed { claim.note += ". Working hours are assumed" }
    return claim
  }

  private static func figures(_ cells: AnswerCells, _ table: FourCounts) -> [Claim.Figure] {
    var figures: [Claim.Figure] = []
    if let pooled = MantelHaenszel(cells.strata(fast, slow))?.oddsRatio {
      figures.append(
        .init(
          name: "odds among leads of the same source and hours", estimate: pooled, unit: .odds, count: Int(table.total))
      )
    }
    if let risk = TwoByTwo(table).riskRatio {
      figures.append(.init(name: "as likely to qualify", estimate: risk, unit: .ratio, count: Int(table.total)))
    }
    return figures
  }

  private static let blank = Claim(
    "answer-in-5-minutes", "Answered in 5 min, leads qualify more often",
    published: .init(text: "21x the odds", value: 21), unit: .odds, noun: "leads",
    provenance: "Oldroyd, InsideSales.com and MIT, 2007: 6 firms, 15 000 leads, 100 000 calls; "
      + "odds at 5 against 30 minutes",
    method: "odds of qualifying within 30 days, answered in 5 min against 30 to 60 min; leads 30 days old or more",
    note: "Reps answer good leads faster: a difference need not come from speed")
}

/// The odds ratio where a cell may be empty: one half added to each (metrics.md section B).
enum Woolf {
  static func odds(_ table: FourCounts) -> Estimate {
    guard table.firstTotal > 0, table.secondTotal > 0 else { return Estimate(value: nil) }
    let (a, b, c, d) = (table.a + 0.5, table.b + 0.5, table.c + 0.5, table.d + 0.5)
    let half = Deviate.twoSided95 * (1 / a + 1 / b + 1 / c + 1 / d).squareRoot()
    let middle = log(a * d / (b * c))
    return Estimate(value: exp(middle), low: exp(middle - half), high: exp(middle + half))
  }
}

/// Mature leads by source, hours, time to the answer, and whether they qualified.
private struct AnswerCells {
  private static let bands = 8
  private let counts: [Int]
  private let sources: Int

  init(_ input: ClaimInput) {
    sources = input.dataset.vocabulary(.source).count
    var counts = [Int](repeating: 0, count: sources * 2 * Self.bands * 2)
    let facts = input.engine.qualifiedFacts
    let mature = TimeWindow(after: .unknown, through: input.query.asOf.adding(-QualifiedTally.horizon))
    let codes = input.dataset.leads.source
    counts.withUnsafeMutableBufferPointer { counts in
      input.facts.answers.withUnsafeBufferPointer { answers in
        codes.withUnsafeBufferPointer { codes in
          facts.forEachCreated(facts.placesCreated(in: mature), in: input.selection.leadSet) { row in
            let answer = answers[row]
            guard answer.counts else { return }
            let stratum = Int(codes[row]) * 2 + answer.offHours
            counts[(stratum * Self.bands + answer.band) * 2 + answer.qualified] &+= 1
          }
        }
      }
    }
    self.counts = counts
  }

  private func cell(_ stratum: Int, _ band: Int, _ qualified: Int) -> Int {
    counts[(stratum * Self.bands + band) * 2 + qualified]
  }

  func qualified(_ band: Int) -> Int { (0..<sources * 2).reduce(0) { $0 + cell($1, band, 1) } }

  func all(_ band: Int) -> Int { (0..<sources * 2).reduce(qualified(band)) { $0 + cell($1, band, 0) } }

  func strata(_ first: Int, _ second: Int) -> [FourCounts] {
    (0..<sources * 2).map {
      FourCounts(cell($0, first, 1), cell($0, first, 0), cell($0, second, 1), cell($0, second, 0))
    }
  }

  func table(_ first: Int, _ second: Int) -> FourCounts { strata(first, second).reduce(FourCounts(0, 0, 0, 0), +) }
}
