/// How opportunities follow the defined process, and where they are lost.
enum ProcessWords {
  static let follow = "follow the process"
  static let followShort = "follow it"
  static let wentBack = "went back"
  static let repeated = "repeated"
  static var assumedOrder: String {
    "assumed: the order of stages, from the histories\(KeyWords.inBrackets(.sources))"
  }

  static func basis(_ deals: Int, isRecent: Bool) -> String {
    "\(Counted.deals(deals)) \(isRecent ? "opened in 90 d" : "with a history")"
  }

  static func skipped(_ stage: String) -> String { "skipped \(stage)" }
  static func ofAll(_ deals: Int) -> String { "of all \(Counted.deals(deals))" }
  static func wins(_ share: String, others: String) -> String { "win \(share), others \(others)" }

  static func heldLongest(in stage: String, half: String) -> [Span] {
    [.dim("held longest in "), .plain(stage), .dim(", half over \(half)")]
  }

  static func mostDays(in stage: String) -> [Span] { [.dim("most days of all deals in "), .plain(stage)] }
}

/// Rows of the table of stages.
extension ProcessWords {
  static let openNow = "open now"
  static let goOn = "go on to next"
  static let daysNow = "days now"
  static let daysUsual = "days usual"
  static let stuck = "stuck deals"
  static let moneyGoesOn = "money goes on"
  static let leftUnmet = "left unmet"
}

/// Losses.
extension ProcessWords {
  static let noReason = "no reason given"

  static func lost(in days: Int) -> String { "lost in \(days) d" }
  static func lossStage(_ stage: String?) -> String { stage.map { "in \($0)" } ?? "before any stage" }

  static func reasons(areKnown: Bool, areAll: Bool) -> String {
    areKnown ? areAll ? "reasons" : "commonest reasons" : "the data gives no reasons"
  }
}
