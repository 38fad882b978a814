import AlertEngine

/// What is said about what people do about alerts.
public enum AlertWords {
  static let nothingYet = "alerts are not there yet: wait for the figures"

  /// There is no such alert.
  public static func unknown(_ key: AlertKey) -> String {
    "there is no alert of \(key.rule)\(key.scope == .all ? "" : " for \(key.scopeText)")"
  }

  /// It was done.
  public static func done(_ action: AlertAction) -> String {
    switch action {
    case .acknowledge(_, _, let due):
      "acknowledged: quiet until it resolves\(due == nil ? " or gets worse" : ", gets worse or is due")"
    case .snooze(let until, _, _): until == nil ? "snoozed until it resolves" : "snoozed"
    case .unsnooze: "speaks again"
    }
  }

  /// A remark was kept.
  public static let noted = "note kept"
  static let notRemembered = "alerts are not remembered here"
  static func inMemoryOnly(_ why: String) -> String { "alerts are remembered in memory only: \(why)" }
  static let tooLate = "not taken back: that is possible for \(AlertDesk.undoable) s only"
  static let overtaken = "not taken back: somebody did something else about it since"

  /// It could not be done, and why.
  public static func vain(_ action: AlertAction, on deed: AlertMemory.Deed) -> String {
    switch action {
    case .acknowledge: "not acknowledged: \(deed.whyQuiet)"
    case .snooze: "not snoozed: \(deed.whyQuiet), so there is nothing to wait for"
    case .unsnooze: "it is not snoozed"
    }
  }
}

extension AlertMemory.Deed {
  /// Why nothing can be done about an alert that says nothing.
  fileprivate var whyQuiet: String {
    switch before.display {
    case .pending: "it is beyond its limit, but not yet for long enough to be announced"
    case .nodata: "it has no data to be judged by"
    case .firing, .acknowledged, .snoozed, .inactive:
      before.lastEpisode == nil ? "it does not fire" : "it does not fire any more"
    }
  }
}
