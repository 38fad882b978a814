import Domain

/// "Forty-four in a hundred give up after one follow-up": among reps, and among deals that died.
enum GiveUpClaims {
  private static let fewestReps = 30
  private static let fewestDeals = 60
  private static let fields = [
    "opportunities.closed_at", "opportunities.outcome", "activities.occurred_at", "activities.opportunity_id",
  ]
  private static let published = Claim.Published(text: "44 %", value: 0.44)
  private static let provenance =
    "Marketing Donut; the 'National Sales Executive Association' behind its like never existed"

  private static let ownerField = "opportunities.rep"
  private static let meaningOfDead =
    "dead are lost deals and open ones silent longer than 9 in 10 silences of won deals"

  /// Both claims: the deals are looked at only once.
  static func claims(_ input: ClaimInput) -> [Claim] {
    let (deals, reps) = (input.missing(fields), input.missing(fields + [ownerField]))
    let dead = deals.isEmpty ? DeadDeals(input).byRep : []
    return [Self.reps(dead, missing: reps), Self.deals(dead, missing: deals, input.seed)]
  }

  private static func reps(_ dead: [DeadDeals.Rep], missing: [String]) -> Claim {
    var claim = Claim(
      "reps-giving-up", "Reps give up after one touch", published: published, unit: .share, noun: "reps",
      provenance: provenance,
      method:
        "reps whose middle dead deal had one touch or none; " + meaningOfDead,
      note: "A deal belongs to the rep who owns it now")
    guard missing.isEmpty else { return claim.lacking(missing) }
    let reps = dead.filter { $0.rep > 0 && $0.all > 0 }
    let share = Wilson.share(reps.count { $0.givesUp }, of: reps.count)
    claim.judge(
      Estimate(share), count: reps.count, shortfall: Shortfall.of(reps.count, fewestReps, "reps with a dead deal"))
    return claim
  }

  private static func deals(_ dead: [DeadDeals.Rep], missing: [String], _ seed: UInt64) -> Claim {
    var claim = Claim(
      "deals-given-up", "Dead deals were given up after one touch", published: published, unit: .share,
      noun: "dead deals", provenance: provenance,
      method:
        "dead deals with one touch or none; \(meaningOfDead); range by drawing reps again 1000 times",
      note: "Some deals are rightly dropped at once, such as wrong numbers")
    guard missing.isEmpty else { return claim.lacking(missing) }
    let reps = dead.filter { $0.all > 0 }
    let (stopped, all) = (reps.reduce(0) { $0 + $1.stopped }, reps.reduce(0) { $0 + $1.all })
    let share = Wilson.share(stopped, of: all)
    var estimate = Estimate(share)
    if reps.count > 1, let range = drawn(reps, seed) { (estimate.low, estimate.high) = range }
    claim.judge(estimate, count: all, shortfall: Shortfall.of(all, fewestDeals, "dead deals"))
    return claim
  }

  /// Deals of one rep are alike: reps are drawn, not deals.
  private static func drawn(_ reps: [DeadDeals.Rep], _ seed: UInt64) -> (low: Double, high: Double)? {
    let reps = reps.map { (stopped: $0.stopped, all: $0.all) }
    return ClaimChance.range(seed: seed) { chance in
      var (stopped, all) = (0, 0)
      for _ in reps.indices {
        let rep = reps[chance.below(reps.count)]
        stopped += rep.stopped
        all += rep.all
      }
      return Double(stopped) / Double(all)
    }
  }
}

/// Deals that died, by rep and by how often they were touched.
private struct DeadDeals {
  struct Rep {
    let rep: Int
    /// Dead deals by touches; the last place holds all beyond.
    var touches = [Int](repeating: 0, count: 8)

    var all: Int { touches.reduce(0, +) }
    /// With one touch or none.
    var stopped: Int { touches[0] + touches[1] }

    /// True if the median is one or less.
    var givesUp: Bool {
      let count = all
      return place((count - 1) / 2) + place(count / 2) <= 2
    }

    /// Touches of the deal at a place of the ascending order.
    private func place(_ index: Int) -> Int {
      var seen = 0
      for (count, deals) in touches.enumerated() {
        seen += deals
        if seen > index { return count }
      }
      return touches.count - 1
    }
  }

  private(set) var byRep: [Rep]

  init(_ input: ClaimInput) {
    let (table, trails, asOf) = (input.dataset.opportunities, input.facts.deals, input.query.asOf)
    let longGap = trails.longGap ?? .infinity
    let names = input.dataset.vocabulary(.rep).count
    let places = 8
    var counts = [Int](repeating: 0, count: names * places)
    counts.withUnsafeMutableBufferPointer { counts in
      input.selection.opportunitySet.forEach { row in
        if table.closedAt[row].happened {
          if table.outcome[row] == .won { return }
        } else {
          let last = trails.lastTouch[row]
          guard last.isKnown, Double(asOf.since(last)) > longGap else { return }
        }
        counts[Int(table.rep[row]) * places + min(places - 1, Int(trails.touches[row]))] &+= 1
      }
    }
    byRep = (0..<names).map { rep in Rep(rep: rep, touches: Array(counts[rep * places..<(rep + 1) * places])) }
  }
}
