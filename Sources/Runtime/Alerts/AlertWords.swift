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
    case .acknowledge: "acknowledged: quiet until it resolves or gets worse"
    case .snooze(let until, _, _): until == nil ? "snoozed until it resolves" : "snoozed"
    case .unsnooze: "speaks again"
    }
  }

  /// It could not be done.
  public static func vain(_ action: AlertAction) -> String {
    switch action {
    case .acknowledge: "not acknowledged: it does not fire"
    case .snooze: "not snoozed: it does not fire, so there is nothing to wait for"
    case .unsnooze: "it is not snoozed"
    }
  }
}
