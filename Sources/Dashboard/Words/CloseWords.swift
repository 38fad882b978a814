import Domain
import MetricEngine

/// How long wins take.
enum CloseWords {
  static let half = "half of wins take over"
  static let halfWon = "half won"
  static let tooFew = "too few wins"
  static let toTell = "to tell how long they take"
  static let stillOpen = "still open"
  static let weeks = "half of each week's wins took longer"
  static let wonBy = "won by"
  static let laterThan90 = "wins later than 90 d"
  static let withoutDates = "without dates"
  static let closedBeforeOpened = "closed before opened"

  /// What a file of the curve is called.
  static let byAge = "Time to close by age"
  static var otherDays: String { KeyWords.lead(.left, .right, to: "other days") }
  static var theWeeks: String { KeyWords.lead(.up, .down, to: "the weeks") }
  static var theCurve: String { KeyWords.lead(.up, .down, to: "the curve") }
  static func after(_ days: String) -> String { "after \(days)" }

  static func basis(_ wins: Int) -> String { "of \(Counted.wins(wins)), all deals so far" }
  static func notTimed(_ deals: String) -> String {
    "\(deals): counted, not timed\(KeyWords.inBrackets(.explain))"
  }
  static func tooShort(for days: Int) -> String { "history too short for \(days) d" }
  static func fewLasted(_ days: Int, _ few: Int) -> String { "fewer than \(few) deals lasted \(days) d" }
  static func velocity(_ money: String) -> [Span] { [.dim("selling brings "), .plain("\(money) a day")] }

  static func crmAverage(_ days: String, open: String) -> (long: [Span], short: [Span]) {
    (
      [.dim("CRM average of won deals says "), .plain(days), .dim("; it leaves out \(open) open")],
      [.dim("CRM average of wins "), .plain(days), .dim(", leaves out \(open) open")]
    )
  }

  static func axis(hasBand: Bool, compares: Bool) -> String {
    "days since opened" + (hasBand ? ", dotted: likely range of won" : "") + (compares ? ", faint: won before" : "")
  }

  static func old(_ count: Int) -> [Span] {
    [.dim("too old  "), .plain("\(Numbers.whole(count)) open"), .dim(", older than 9 in 10 wins")]
  }

  /// "was 45 k, most by the win rate".
  static func was(_ money: String, mostBy factor: VelocityFactor?) -> String {
    "was \(money)" + (factor.map { ", most by \(name($0))" } ?? "")
  }

  private static func name(_ factor: VelocityFactor) -> String {
    switch factor {
    case .openDeals: "the number of open deals"
    case .winRate: "the win rate"
    case .averageAmount: "the amount of wins"
    case .daysToWin: "the time to win"
    }
  }
}

/// Whether deals really close faster or slower, and what to make of it. Only a confirmed change may ask for one.
extension CloseWords {
  static let verdict = "verdict"
  /// Left out where that saves a line.
  static let inTheMix = " in the mix"

  /// "leave the process alone: same speed, more enterprise deals in the mix (45 %, was 18)".
  static func verdict(_ snapshot: Snapshot) -> String? {
    guard let verdict = snapshot.readings.close.verdict, let text = VerdictText(.timeToClose, snapshot) else {
      return nil
    }
    let alone = "leave the process alone"
    switch verdict.judgement.verdict {
    case .tooEarly: return text.words
    case .noEvidence: return "\(alone): no real change"
    case .likely: return "\(text.words), not yet confirmed: \(alone) for now"
    case .realButSmall: return "\(alone): \(text.words)"
    case .mixShift: return "\(alone): same speed, \(mix(verdict))"
    case .confirmed:
      let isFaster = verdict.within.logHazardRatio ?? 0 > 0
      let next = isFaster ? "find out what changed, and keep it" : "worth a look at the process"
      return "\(text.words)\(medians(verdict)): \(next)"
    }
  }

  /// "more enterprise deals in the mix (45 %, was 18)".
  private static func mix(_ verdict: CloseVerdict) -> String {
    let moved = verdict.mix.filter { abs($0.move) >= 0.01 }
    guard let most = moved.first(where: { $0.move > 0 }) ?? moved.first, let now = most.now, let before = most.before
    else { return "different deals in the mix" }
    let name = most.name.isEmpty ? "other" : most.name
    let word = most.move > 0 ? "more" : "fewer"
    return "\(word) \(name) deals\(inTheMix) (\(Numbers.percent(now)), was \(Numbers.percentNumber(before)))"
  }

  private static func medians(_ verdict: CloseVerdict) -> String {
    guard let now = verdict.now.median.value, let before = verdict.before.median.value else { return "" }
    return " (half after \(Durations.days(now)), was \(Durations.days(before)))"
  }
}
