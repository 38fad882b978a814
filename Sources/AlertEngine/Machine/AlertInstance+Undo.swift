import Domain

extension AlertInstance {
  /// This instance without what somebody has just done about it: as it was before where nothing has happened since,
  /// else as it is now but as loud as before.
  /// - Parameters:
  ///   - after: how that left it.
  ///   - before: how it was.
  /// - Returns: nil if somebody has done something else since, or if it has ended and there is nothing to take back.
  public func undoing(_ after: AlertInstance, to before: AlertInstance) -> AlertInstance? {
    if self == after { return before }
    guard acknowledgement == after.acknowledgement, snooze == after.snooze, firedAt == before.firedAt else {
      return nil
    }
    var restored = self
    restored.acknowledgement = before.acknowledgement
    restored.snooze = before.snooze
    return restored
  }
}
