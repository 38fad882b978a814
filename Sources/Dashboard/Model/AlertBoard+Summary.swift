import AlertEngine
import Domain

extension AlertBoard {
  /// What is wrong, one line for each cause, worst first; what is snoozed is left out.
  func wrong(limit: Int = AlertLines.limit) -> AlertLines {
    entries.wrong(limit: limit)
  }

  /// What may be announced soon, about the organisation as a whole.
  var pending: [AlertEntry] { entries.pending }

  /// What was wrong last and is not any more; nil if nothing ever was.
  var lastCleared: (entry: AlertEntry, episode: AlertInstance.Episode)? {
    entries.compactMap { entry in
      guard entry.severity == .ok, let episode = entry.instance?.lastEpisode else { return nil }
      return (entry, episode)
    }.max { $0.episode.endedAt < $1.episode.endedAt }
  }

  /// True if alerts can be acknowledged here: what is only judged remembers nothing.
  var takesActions: Bool { basis == .remembered }
}

extension [AlertEntry] {
  fileprivate func wrong(limit: Int) -> AlertLines {
    AlertLines(filter { $0.display != .snoozed }.compactMap(\.raised), limit: limit)
  }

  fileprivate var pending: [AlertEntry] { filter { $0.display == .pending && $0.key.scope == .all } }
}

extension AlertEntry {
  /// An alert as it wants to be seen; nil unless it is raised.
  fileprivate var raised: RaisedAlert? {
    guard severity > .ok else { return nil }
    if let instance { return RaisedAlert(instance, of: key, finding: finding) }
    return RaisedAlert(
      key: key, metric: finding.rule.request.metric, direction: finding.rule.direction, severity: severity,
      isQuiet: false, excess: finding.excess, firedAt: .unknown)
  }
}

/// How many there are of each kind, a cause counting once.
struct AlertCounts: Equatable {
  var critical = 0
  var warnings = 0
  var seen = 0
  var snoozed = 0
  var pending = 0

  init(_ entries: [AlertEntry]) {
    for line in entries.wrong(limit: .max).shown {
      if line.isQuiet {
        seen += 1
      } else if line.loudest == .critical {
        critical += 1
      } else {
        warnings += 1
      }
    }
    snoozed = entries.count { $0.display == .snoozed }
    pending = entries.pending.count
  }

  /// True if nothing is wrong that nobody knows of.
  var isCalm: Bool { critical + warnings == 0 }
}

extension AlertLine {
  /// How bad the worst is that nobody took note of; of a line that somebody has, how bad the worst is.
  var loudest: Severity { (isQuiet ? alerts : alerts.filter { !$0.isQuiet }).map(\.severity).max() ?? .ok }
}

extension Snapshot {
  /// The lines of "What is wrong": what is raised, and where there is room what may be soon.
  /// - Parameter keys: those that "do next" names.
  func wrongRows(_ keys: KeyMap) -> [AlertRow] {
    let raised = alerts.wrong().shown.compactMap { AlertRow($0, self, keys) }
    return raised + alerts.pending.prefix(max(0, AlertLines.limit - raised.count)).map { AlertRow($0, self, keys) }
  }
}
