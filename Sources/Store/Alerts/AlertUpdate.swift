import AlertEngine
import Domain

/// What is to be written about alerts, all of it or nothing.
public struct AlertUpdate: Sendable {
  /// Something to be said of an alert that leaves its state as it is.
  public struct Remark: Sendable {
    var key: AlertKey
    var at: Instant
    var event: AlertEvent
    var actor: String
    var note: String
    var until: Instant?

    /// A remark; without actor or note where they are empty.
    public init(_ event: AlertEvent, of key: AlertKey, at instant: Instant, actor: String = "", note: String = "") {
      self.key = key
      at = instant
      self.event = event
      self.actor = actor
      self.note = note
    }
  }

  /// What inputs did to instances.
  public var changes: [AlertChange]
  /// Instances to drop; what they said stays.
  public var dropped: [AlertKey]
  /// What is said besides, after the dropping and before the changes.
  public var remarks: [Remark]
  /// Who acted, where an action does not say.
  public var actor: String

  /// What is to be written.
  public init(
    changes: [AlertChange] = [], dropped: [AlertKey] = [], remarks: [Remark] = [], actor: String = ""
  ) {
    self.changes = changes
    self.actor = actor
    self.dropped = dropped
    self.remarks = remarks
  }

  /// True if there is nothing to write.
  public var isEmpty: Bool { changes.isEmpty && dropped.isEmpty && remarks.isEmpty }
}
