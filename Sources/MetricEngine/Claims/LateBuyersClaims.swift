import Domain

/// "Of those who enquire and buy, 63 in a hundred do not buy within three months, and 20 take over a year."
enum LateBuyersClaims {
  private static let fewestBuyers = 60
  /// Buyers count up to 24 months after they enquired.
  private static let end = 730
  private static let fields = ["leads.created_at", "leads.opportunity_id", "opportunities.closed_at"]
  private static let provenance = "Robert Clay, Marketing Wizdom; the study itself was not found"

  /// Both claims: the leads are looked at and drawn again only once.
  static func claims(_ input: ClaimInput) -> [Claim] {
    let missing = missing(input)
    guard missing.isEmpty else { return marks.map { blank($0).lacking(missing) } }
    let log = EnquiryLog(input, days: end)
    let coarse = log.coarse
    let ranges = coarse.ranges(later: marks.map { $0.days / EnquiryLog.step }, input.seed)
    return zip(marks, ranges).map { mark, range in
      var claim = blank(mark)
      var estimate = Estimate(value: log.later(than: mark.days))
      if let point = estimate.value, let rough = coarse.later(than: mark.days / EnquiryLog.step), let range {
        (estimate.low, estimate.high) = (max(0, range.low + point - rough), min(1, range.high + point - rough))
      }
      claim.judge(estimate, count: log.buyers, shortfall: tooShort(log, input))
      claim.figures = [
        .init(
          name: "of all who enquired, not bought within \(mark.days) days",
          estimate: Estimate(value: log.total > 0 ? 1 - log.bought(by: mark.days) : nil), unit: .share,
          count: log.total)
      ]
      return claim
    }
  }

  /// A claim about buying after so many days.
  private struct Mark {
    let id: String
    let title: String
    let published: Claim.Published
    let days: Int
  }

  private static let marks = [
    Mark(
      id: "not-bought-in-3-months", title: "Buyers took over three months to buy",
      published: .init(text: "63 %", value: 0.63), days: 90),
    Mark(
      id: "bought-after-12-months", title: "Buyers took over twelve months to buy",
      published: .init(text: "20 %", value: 0.2), days: 365),
  ]

  private static func blank(_ mark: Mark) -> Claim {
    Claim(
      mark.id, mark.title, published: mark.published, unit: .share, noun: "buyers", provenance: provenance,
      method:
        "of leads won within 24 months, those won after more than \(mark.days) days; leads that are still open count "
        + "for as long as they were watched; range by drawing leads again 1000 times",
      note: "Leads that will buy after 24 months are not among the buyers")
  }

  private static func missing(_ input: ClaimInput) -> [String] {
    let isLinked = input.dataset.leads.opportunity.contains { $0 >= 0 }
    return input.missing(fields).filter { $0 != fields[1] || !isLinked }
  }

  private static func tooShort(_ log: EnquiryLog, _ input: ClaimInput) -> String? {
    let oldest = input.engine.qualifiedFacts.oldest(in: input.selection.leadSet)
    if oldest > input.query.asOf.adding(days: -end) {
      return "history too short: the oldest lead must be 24 months old"
    }
    return Shortfall.of(log.buyers, fewestBuyers, "buyers within 24 months")
  }
}

/// Leads by how they ended and after how many steps of time: enough for Aalen and Johansen's curve of winning, with
/// losing as the competing end (statistics.md section 6), in whole days or coarser.
struct EnquiryLog {
  /// Days in a step of the coarse log; 90, 365 and 730 are whole steps.
  static let step = 5

  private var won: [Double]
  private var lost: [Double]
  private var open: [Double]
  /// Leads that were watched longer than the log reaches.
  private var beyond = 0.0

  /// In whole days, up to so many.
  init(_ input: ClaimInput, days: Int) {
    var counts = [Int](repeating: 0, count: 4 * (days + 1))
    let (created, asOf) = (input.dataset.leads.createdAt, input.query.asOf)
    counts.withUnsafeMutableBufferPointer { counts in
      input.facts.ends.withUnsafeBufferPointer { ends in
        input.facts.answers.withUnsafeBufferPointer { answers in
          input.selection.leadSet.forEach { row in
            guard answers[row].isInbound else { return }
            let end = ends[row]
            if end.bits & 3 == LeadEnd.Kind.undated.rawValue { return }
            let isOpen = end.bits & 3 == LeadEnd.Kind.open.rawValue
            let length = isOpen ? Int(clamping: asOf.since(created[row]) / Instant.day) : end.days
            counts[Int(end.bits & 3) * (days + 1) + min(days, max(0, length))] &+= 1
          }
        }
      }
    }
    func column(_ kind: LeadEnd.Kind) -> [Double] {
      counts[(Int(kind.rawValue) * (days + 1))...].prefix(days).map(Double.init)
    }
    (won, lost, open) = (column(.won), column(.lost), column(.open))
    beyond = (0..<3).reduce(0) { $0 + Double(counts[$1 * (days + 1) + days]) }
  }

  private init(won: [Double], lost: [Double], open: [Double], beyond: Double) {
    (self.won, self.lost, self.open, self.beyond) = (won, lost, open, beyond)
  }

  /// Leads.
  var total: Int { Int((won + lost + open).reduce(beyond, +)) }
  /// Leads won within the log.
  var buyers: Int { Int(won.reduce(0, +)) }

  /// Share of all leads won before so many steps had passed.
  func bought(by steps: Int) -> Double { incidence(at: [steps])[0] }

  /// Of the leads won within the log, the share won after so many steps; nil without any.
  func later(than steps: Int) -> Double? { later(than: [steps])[0] }

  private func later(than marks: [Int]) -> [Double?] {
    let curve = incidence(at: marks + [won.count])
    let end = curve[marks.count]
    return curve.dropLast().map { end > 0 ? 1 - $0 / end : nil }
  }

  private func incidence(at marks: [Int]) -> [Double] {
    var atRisk = beyond
    for step in won.indices { atRisk += won[step] + lost[step] + open[step] }
    var (alive, sum, result) = (1.0, 0.0, [Double](repeating: 0, count: marks.count))
    for step in won.indices where atRisk > 0 {
      sum += alive * won[step] / atRisk
      alive *= 1 - (won[step] + lost[step]) / atRisk
      atRisk -= won[step] + lost[step] + open[step]
      for (index, mark) in marks.enumerated() where step < mark { result[index] = sum }
    }
    return result
  }

  /// The same in steps of five days.
  var coarse: EnquiryLog {
    func sums(_ days: [Double]) -> [Double] {
      stride(from: 0, to: days.count, by: Self.step).map { days[$0..<min($0 + Self.step, days.count)].reduce(0, +) }
    }
    return EnquiryLog(won: sums(won), lost: sums(lost), open: sums(open), beyond: beyond)
  }

  /// The ranges of `later(than:)` when leads are drawn again: each count as often as a Poisson number says.
  func ranges(later marks: [Int], _ seed: UInt64) -> [(low: Double, high: Double)?] {
    var drawn = self
    return ClaimChance.ranges(marks.count, seed: seed) { chance in
      for step in won.indices {
        drawn.won[step] = chance.poisson(won[step])
        drawn.lost[step] = chance.poisson(lost[step])
        drawn.open[step] = chance.poisson(open[step])
      }
      drawn.beyond = chance.poisson(beyond)
      return drawn.later(than: marks)
    }
  }
}
