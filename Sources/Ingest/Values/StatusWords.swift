import Domain

/// The words that CRMs use for how an opportunity stands, for yes and no, and for directions.
public enum StatusWords {
  /// How an opportunity stands by the words of a status column; nil for words that say none of the three.
  public static func outcome(status: String) -> Outcome? {
    WellKnownStages.outcome(ofStatus: withoutBracket(status))
  }

  /// Won or lost by the name of a stage, such as `Closed Won (Sales Pipeline)`; nil for stages under way.
  public static func outcome(stage: String) -> Outcome? {
    WellKnownStages.outcome(ofStage: withoutBracket(stage))
  }

  private static func withoutBracket(_ text: String) -> String {
    text.last == ")" ? String(text.prefix { $0 != "(" }) : text
  }

  /// Yes or no; nil if the word is neither.
  public static func flag(_ text: String, done: Bool = false) -> Bool? {
    let key = HeaderName.key(text)
    if yes.contains(key) || done && finished.contains(key) { return true }
    if no.contains(key) || done && unfinished.contains(key) { return false }
    return nil
  }

  /// `in` or `out`; other words as they are.
  public static func direction(_ text: String) -> String {
    switch HeaderName.key(text) {
    case "in", "inbound", "incoming", "incomingemail", "received", "inboundemail": "in"
    case "out", "outbound", "outgoing", "outgoingemail", "email", "sent", "outboundemail": "out"
    default: text
    }
  }

  private static let yes: Set<String> = ["true", "1", "yes", "y", "t", "x"]
  private static let no: Set<String> = ["false", "0", "no", "n", "f"]
  private static let finished: Set<String> = ["done", "completed", "complete", "closed", "held", "finished", "sent"]
  private static let unfinished: Set<String> = [
    "todo", "open", "planned", "notstarted", "inprogress", "deferred", "waiting", "waitingonsomeoneelse",
    "scheduled", "canceled", "cancelled", "noshow", "rescheduled", "notdone", "pending",
  ]
}
