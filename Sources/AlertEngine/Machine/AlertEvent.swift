/// What an instance says about one input. The names are those under which events are stored and handed out.
public enum AlertEvent: String, Sendable, Codable, CaseIterable {
  /// A breach of the warning level has lasted long enough.
  case firedWarning = "fired_warn"
  /// A breach of the critical level has lasted long enough, with no warning before.
  case firedCritical = "fired_crit"
  /// From warning to critical: speaks again, whatever was acknowledged.
  case escalated
  /// From critical to warning; silent.
  case deescalated
  /// Good for long enough.
  case resolved
  /// There has been no data for too long.
  case noData = "nodata"
  /// There is data again after ``noData``.
  case dataBack = "data_back"
  /// Ended because there has been no data for a week, not because anything got better.
  case resolvedWithoutData = "resolved_nodata"
  /// A snooze has ended and it is still firing.
  case raisedAfterSnooze = "raised_after_snooze"
  /// What was promised with an acknowledgement is due and it is still firing.
  case raisedWhenDue = "raised_when_due"
  /// Raised so often that it stays longer from now on, and is said once.
  case flapping
  /// Quiet enough to be told one by one again.
  case flappingEnded = "flapping_end"
  /// Somebody took note.
  case acknowledged
  /// Somebody wants it quiet.
  case snoozed
  /// Somebody wants to hear of it again.
  case unsnoozed
  /// Somebody remarked something.
  case noted
  /// Somebody took back what they had just done.
  case undone
  /// The rule is another than before: its memory was dropped.
  case ruleChanged = "rule_changed"
  /// What figures are defined by was changed: working hours, the limit for answers, the process.
  case definitionChanged = "definition_changed"
  /// Told of an earlier time than before; nothing was changed.
  case ignoredOutOfOrder = "ignored_out_of_order"
}

/// What an alert looks like from outside.
public enum AlertDisplay: String, Sendable, Codable {
  case firing, acknowledged, snoozed, pending, nodata, inactive
}
