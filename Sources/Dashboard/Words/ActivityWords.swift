/// How much is done for open opportunities.
enum ActivityWords {
  static let noOpenDeals = "no open deals"
  static let quiet = "quiet"
  static let underFloor = "under the floor of your own wins"
  static let noNextStep = "no next step booked"
  static let bands = "activities, open deals"
  static let gaveUp = "one touch or none"

  static func quiet(_ count: Int, over days: Int) -> String { "open \(Counted.dealNoun(count)) quiet over \(days) d" }
  static func openDeals(_ count: Int) -> String { "\(Numbers.whole(count)) open deals" }
  static func ofAllLost(_ count: Int) -> String { "of all \(Numbers.whole(count)) lost so far" }

  static func quietSoon(_ count: Int, by day: String) -> [Span] {
    [.plain("\(Numbers.whole(count)) more"), .dim(" turn quiet by \(day) unless touched")]
  }

  static func touches(_ mean: String, days: Int) -> [Span] {
    [.plain(mean), .dim(" activities per open deal in \(days) d")]
  }

  static func ended(won: String, lost: String) -> [Span] {
    [.dim("won deals had "), .plain(won), .dim(", lost deals "), .plain(lost)]
  }

  static func open(_ mean: String) -> [Span] { [.dim("open ones have "), .plain(mean)] }
}
