import Domain

/// "Eighty in a hundred sales need five follow-up calls after the meeting."
enum FollowUpClaim {
  private static let fewestWins = 60
  private static let leastLogged = 0.8
  private static let calls = 5
  private static let longestCurve = 8

  static func claim(_ input: ClaimInput) -> Claim {
    var claim = blank
    let missing = input.missing([
      "opportunities.closed_at", "opportunities.outcome", "activities.occurred_at", "activities.kind",
    ])
    guard missing.isEmpty else { return claim.lacking(missing) }
    let count = Count(input)
    let share = Wilson.share(count.won[calls...].reduce(0, +), of: count.won.reduce(0, +))
    claim.judge(
      Estimate(share), count: share.trials,
      shortfall: thinness(count) ?? Shortfall.of(share.trials, fewestWins, "won deals with a meeting"))
    claim.curveTitle = "won, by calls that were reached after the first meeting"
    claim.curve = (1...longestCurve).map { reached in
      let (won, closed) = (count.won[reached...].reduce(0, +), count.closed[reached...].reduce(0, +))
      return Claim.Band(
        name: "\(reached) \(reached == 1 ? "call" : "calls") or more", share: Wilson.share(won, of: closed))
    }
    let trails = input.facts.deals
    claim.note += ". Meetings are: \(names(trails.meetingKinds)). Calls are: \(names(trails.callKinds))"
    return claim
  }

  private static func names(_ kinds: [String]) -> String {
    kinds.isEmpty ? "none logged" : kinds.prefix(6).joined(separator: ", ")
  }

  private static func thinness(_ count: Count) -> String? {
    guard count.wins > 0, Double(count.called) < leastLogged * Double(count.wins) else { return nil }
    let share = Int((100 * Double(count.called) / Double(count.wins)).rounded(.down))
    return "logging too thin: \(share) % of won deals have any call logged, 80 % it takes"
  }

  /// Closed deals with a meeting, by calls after the first one.
  private struct Count {
    var wins = 0
    var called = 0
    var won = [Int](repeating: 0, count: 255)
    var closed = [Int](repeating: 0, count: 255)

    init(_ input: ClaimInput) {
      let (table, trails) = (input.dataset.opportunities, input.facts.deals)
      input.selection.opportunitySet.forEach { row in
        guard table.closedAt[row].happened else { return }
        let (isWon, calls) = (table.outcome[row] == .won, trails.callsAfterMeeting[row])
        if isWon {
          wins += 1
          called += Int(trails.called[row])
        }
        guard calls != DealTrails.noMeeting else { return }
        closed[Int(calls)] += 1
        if isWon { won[Int(calls)] += 1 }
      }
    }
  }

  private static let blank = Claim(
    "five-follow-up-calls", "Won deals took five calls after the meeting",
    published: .init(text: "80 % of sales", value: 0.8), unit: .share, noun: "won deals with a meeting",
    provenance:
      "Marketing Donut; the 'National Sales Executive Association' behind its like never existed",
    method: "won deals with five or more outbound calls from the first meeting to the win",
    note: "Deals that live longer collect more calls: many calls need not be what won them")
}
