import AlertEngine
import Domain
import Store

// What people do about alerts.
extension AlertMemory {
  /// What was done about an alert, so that it can be taken back.
  public struct Deed: Sendable, Equatable {
    /// Which alert.
    public var key: AlertKey
    /// What came of it; empty if it could not be done.
    public var events: [AlertEvent]
    /// The instance before it.
    var before: AlertInstance
    /// The instance after it.
    var after: AlertInstance
  }

  /// Does something about an alert.
  /// - Returns: what came of it; nil if there is no such alert.
  public func act(_ action: AlertAction, on key: AlertKey, at now: Instant) throws(StoreError) -> Deed? {
    var deed: Deed?
    try update { known in
      var book = known
      deed = nil
      guard let before = book.instances[key] else { return AlertUpdate() }
      var change = book.take(
        .action(action.by(actor)), at: before.hears(at: now), for: key, under: before.policy)
      deed = Deed(key: key, events: change.events, before: before, after: change.instance)
      guard !change.events.isEmpty, change.events != [.ignoredOutOfOrder] else { return AlertUpdate() }
      change.at = max(now, before.lastHeard ?? now)
      return AlertUpdate(changes: [change], actor: actor)
    }
    return deed
  }

  /// Remarks something about an alert; false if there is none.
  public func note(_ text: String, on key: AlertKey, at now: Instant) throws(StoreError) -> Bool {
    try update { book in
      guard book.instances[key] != nil else { return AlertUpdate() }
      return AlertUpdate(remarks: [AlertUpdate.Remark(.noted, of: key, at: now, actor: actor, note: text)])
    }.isEmpty == false
  }

  /// Takes back a remark: it stays on record, and that it was taken back.
  public func undo(note text: String, on key: AlertKey, at now: Instant) throws(StoreError) -> Bool {
    try update { book in
      guard book.instances[key] != nil else { return AlertUpdate() }
      return AlertUpdate(remarks: [AlertUpdate.Remark(.undone, of: key, at: now, actor: actor, note: text)])
    }.isEmpty == false
  }

  /// Takes back what was done, and says so in the log.
  /// - Returns: false if something else has been done about the alert since.
  public func undo(_ deed: Deed, at now: Instant) throws(StoreError) -> Bool {
    try update { book in
      guard let instance = book.instances[deed.key], let restored = instance.undoing(deed.after, to: deed.before)
      else { return AlertUpdate() }
      return AlertUpdate(
        changes: [AlertChange(key: deed.key, at: now, instance: restored)],
        remarks: [AlertUpdate.Remark(.undone, of: deed.key, at: now, actor: actor)])
    }.isEmpty == false
  }
}

extension AlertInstance {
  /// When an action of now is to be heard. While hours are still being made up for, it must not lie behind them, or
  /// they could not be taken in any more.
  fileprivate func hears(at now: Instant) -> Instant {
    guard let lastHeard else { return now }
    let isCaughtUp = lastTick.map { $0 >= CatchUp.grid.tick(upTo: now) } ?? false
    return isCaughtUp ? max(now, lastHeard) : lastHeard
  }
}

extension AlertAction {
  /// The same, done by somebody unless it says by whom.
  fileprivate func by(_ actor: String) -> AlertAction {
    switch self {
    case .acknowledge(let by, let note, let due): .acknowledge(by: by.isEmpty ? actor : by, note: note, due: due)
    case .snooze(let until, let by, let reason): .snooze(until: until, by: by.isEmpty ? actor : by, reason: reason)
    case .unsnooze: .unsnooze
    }
  }
}
