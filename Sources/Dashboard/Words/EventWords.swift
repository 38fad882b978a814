import Domain
import MetricEngine

/// What a line of a history says.
enum EventWords {
  static func text(_ event: TimelineEvent, _ snapshot: Snapshot) -> String {
    switch event.kind {
    case .created: joined("created", event.text)
    case .came: joined("came", event.text)
    case .became: "became opportunity \(event.text)"
    case .assigned: "given an owner"
    case .answered: "first answer"
    case .qualified: "qualified"
    case .disqualified: "disqualified"
    case .stage: event.text
    case .activity: joined(event.text.isEmpty ? RecordWords.activity : event.text, uncounted(event.traits))
    case .won, .lost: ending(event)
    case .changed: event.change.map { ChangeWords.change($0, snapshot) } ?? event.text
    }
  }

  /// What keeps an activity from counting; empty where it counts.
  private static func uncounted(_ traits: ActivityTraits) -> String {
    if traits.contains(.automatic) { return "automatic" }
    if traits.contains(.inbound) { return "from the customer" }
    if traits.contains(.missed) { return "did not take place" }
    if traits.contains(.undone) { return "not done" }
    return traits.contains(.noTouch) ? "no touch" : ""
  }

  private static func joined(_ parts: String...) -> String { parts.filter { !$0.isEmpty }.joined(separator: ", ") }

  /// "won", "lost: no budget", "Closed Won": the end in the data's words, where they say that it is one.
  private static func ending(_ event: TimelineEvent) -> String {
    let word = event.kind.rawValue
    if event.text.isEmpty { return word }
    return event.text.lowercased().contains(word) ? event.text : "\(word): \(event.text)"
  }
}
