/// How fast leads are answered.
enum ResponseWords {
  static let theirLimit = "their limit"
  /// The same behind a sign: ">own".
  static let own = "own"
  static let fewerThanHalf = "fewer than half are answered yet"
  static let inWorkTime = "in work time"
  static let unanswered = "not answered after a day"

  static func answered(in limit: String) -> String { "answered in \(limit)" }
  static func short(in limit: String) -> String { "in \(limit)" }
  static func disqualified(_ count: String) -> String { ", \(count) of them disqualified" }
  static func assumed(_ hours: String) -> String { "assumed: \(hours)\(KeyWords.inBrackets(.sources))" }
  static func calendars(_ count: Int) -> String {
    "working time by \(count) calendars\(KeyWords.inBrackets(.sources))"
  }

  /// "half wait over 58 min, 1 in 10 over 9 h", and the same with the kind of time.
  static func waits(half: String, tenth: String?) -> (long: [Span], short: [Span]) {
    let rest = [Span.plain(half)] + (tenth.map { [.dim(", 1 in 10 over "), .plain($0)] } ?? [])
    return ([.dim("half wait over ")] + rest, [.dim("work time: half over ")] + rest)
  }

  static func likelyWaits(half: String, tenth: String?) -> String {
    "likely half over \(half)" + (tenth.map { ", 1 in 10 over \($0)" } ?? "")
  }

  /// "middle lead: 41 min to get an owner, then 9 min"; without the first where it had one at once.
  static func middleLead(owner: String?, answer: String) -> [Span] {
    let first = owner.map { "\($0) to get an owner" } ?? "an owner at once"
    return [.dim("middle lead: "), .plain(first), .dim(", then "), .plain(answer)]
  }

  /// "waiting: 7 late, oldest 2 h 10".
  static func waiting(late: Int, oldest: String?) -> [Span] {
    guard let oldest else { return [.dim("waiting: "), .plain("none late")] }
    return [.dim("waiting: "), .plain("\(Numbers.whole(late)) late"), .dim(", oldest \(oldest)")]
  }
}
