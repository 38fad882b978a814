import AlertEngine
import Domain

/// The alerts that were announced and those that ended since an instant.
struct AlertChanges {
  var announced: [AlertEntry]
  var cleared: [(entry: AlertEntry, episode: AlertInstance.Episode)]

  init(_ board: AlertBoard, since: Instant) {
    announced = board.entries.filter { ($0.instance?.firedAt).map { $0 > since } ?? false }
    cleared = board.entries.compactMap { entry in
      guard let episode = entry.instance?.lastEpisode, episode.endedAt > since else { return nil }
      return (entry, episode)
    }.sorted { $0.episode.endedAt > $1.episode.endedAt }
  }

  var isEmpty: Bool { announced.isEmpty && cleared.isEmpty }

  /// "2 new: Leads answered in time, rep014: Open deals gone quiet"; nil if there are none.
  func newWords(_ snapshot: Snapshot) -> String? {
    announced.isEmpty
      ? nil
      : "\(Numbers.whole(announced.count)) new: "
        + announced.map { AlertText($0, snapshot).title }.joined(separator: ", ")
  }

  /// "1 cleared: Leads waiting too long, after 6 d"; nil if there are none.
  func clearedWords(_ snapshot: Snapshot) -> String? {
    cleared.isEmpty
      ? nil
      : "\(Numbers.whole(cleared.count)) cleared: "
        + cleared.map { "\(AlertText($0.entry, snapshot).title), after \(AlertText.length($0.episode))" }
        .joined(separator: ", ")
  }
}

extension Snapshot {
  /// What became of alerts since the instant that what changed begins with; nil where nothing did.
  var alertChanges: AlertChanges? {
    guard let since = changes?.beginning.after, alerts.basis == .remembered else { return nil }
    let changes = AlertChanges(alerts, since: since)
    return changes.isEmpty ? nil : changes
  }
}
