import MetricEngine

/// What a line of a history says.
enum EventWords {
  static func text(_ event: TimelineEvent, _ snapshot: Snapshot) -> String {
    switch event.kind {
    case .created: event.text.isEmpty ? "created" : event.text
    case .assigned: "given an owner"
    case .answered: "first answer"
    case .qualified: "qualified"
    case .disqualified: "disqualified"
    case .stage: event.text
    case .activity: event.text
    case .won, .lost: ending(event)
    case .changed: event.change.map { ChangeWords.change($0, snapshot) } ?? event.text
    }
  }

  /// "won", "lost: no budget", "Closed Won": the end in the data's words, where they say that it is one.
  private static func ending(_ event: TimelineEvent) -> String {
    let word = event.kind.rawValue
    if event.text.isEmpty { return word }
    return event.text.lowercased().contains(word) ? event.text : "\(word): \(event.text)"
  }
}
