import AlertEngine
import Dashboard
import Domain

/// Alerts and what was ever said about them as JSON.
public enum AlertsJSON {
  /// How all alerts stand, the worst first.
  public static func alerts(_ snapshot: Snapshot) -> JSONValue {
    .array(snapshot.alerts.entries.map { alert($0, snapshot) })
  }

  /// `as_of` and all `alerts`.
  public static func list(_ snapshot: Snapshot) -> JSONValue {
    .object([("as_of", snapshot.readings.query.asOf.json), ("alerts", alerts(snapshot))])
  }

  /// One alert; null if there is none.
  public static func one(_ key: AlertKey, _ snapshot: Snapshot) -> JSONValue {
    snapshot.alerts[key].map { alert($0, snapshot) } ?? .null
  }

  /// Everything said and done, in order.
  public static func history(_ entries: some Sequence<AlertHistoryEntry>) -> JSONValue {
    .object([
      (
        "events",
        .array(
          entries.map { entry in
            .object([
              ("id", .int(Int(entry.number))), ("at", entry.line.at.json), ("rule", .string(entry.key.rule)),
              ("scope", .string(entry.key.scopeText)), ("event", .string(entry.line.event)),
              ("by", entry.line.actor.map { .string($0) } ?? .null), ("until", entry.line.until?.json ?? .null),
              ("note", entry.line.note.map { .string($0) } ?? .null),
            ])
          })
      )
    ])
  }

  private static func alert(_ entry: AlertEntry, _ snapshot: Snapshot) -> JSONValue {
    let instance = entry.instance
    return .object([
      ("rule", .string(entry.key.rule)), ("scope", .string(entry.key.scopeText)),
      ("state", .string(entry.display.rawValue)), ("severity", severity(entry.severity)),
      ("fired_at", instance?.firedAt?.json ?? .null), ("flapping", .bool(instance?.isFlapping ?? false)),
      ("evaluated_at", instance?.lastTick?.json ?? .null), ("no_data_since", instance?.gap?.since.json ?? .null),
      ("acknowledged", instance?.acknowledgement.map(acknowledgement) ?? .null),
      ("snoozed", instance?.snooze.map(snooze) ?? .null),
      ("last_episode", instance?.lastEpisode.map(episode) ?? .null),
      ("finding", FindingJSON.value(entry.finding, reason: entry.reason, snapshot)),
    ])
  }

  private static func acknowledgement(_ said: AlertInstance.Acknowledgement) -> JSONValue {
    .object([
      ("at", said.at.json), ("by", .string(said.by)), ("note", .string(said.note)), ("due", said.due?.json ?? .null),
    ])
  }

  private static func snooze(_ said: AlertInstance.Snooze) -> JSONValue {
    .object([("until", said.until?.json ?? .null), ("by", .string(said.by)), ("reason", .string(said.reason))])
  }

  private static func episode(_ episode: AlertInstance.Episode) -> JSONValue {
    .object([
      ("fired_at", episode.firedAt.json), ("ended_at", episode.endedAt.json), ("worst", severity(episode.worst)),
      ("without_data", .bool(episode.isWithoutData)),
    ])
  }

  private static func severity(_ severity: Severity) -> JSONValue {
    switch severity {
    case .ok: .null
    case .warning: .string("warning")
    case .critical: .string("critical")
    }
  }
}
