import AlertEngine
import Domain

/// How all alerts stand at one moment: what they remember, beside what their rules find.
public struct AlertBoard: Sendable, Equatable {
  /// What the board speaks of.
  public enum Basis: Sendable, Equatable {
    /// The whole organisation at its present, with everything that alerts remember.
    case remembered
    /// Another day, or a part of the organisation: its rules are judged as of then, without memory.
    case judged
  }

  /// What it speaks of.
  public var basis: Basis
  /// Every alert that a rule has, and those that ended lately; the worst first.
  public var entries: [AlertEntry] { didSet { counts = AlertCounts(entries) } }
  /// How many there are of each kind.
  private(set) var counts: AlertCounts
  /// What is raised, one line for each cause.
  public var lines: AlertLines
  /// When somebody changed what figures are defined by, newest first.
  public var definitions: [AlertLogLine]

  /// A board of these alerts.
  public init(
    basis: Basis = .judged, entries: [AlertEntry] = [], lines: AlertLines = AlertLines([]),
    definitions: [AlertLogLine] = []
  ) {
    self.definitions = definitions
    self.basis = basis
    self.entries = entries
    counts = AlertCounts(entries)
    self.lines = lines
  }

  /// The alert of a rule for a part of the organisation; nil if there is none.
  public subscript(key: AlertKey) -> AlertEntry? { entries.first { $0.key == key } }
}

/// One rule about one part of the organisation, as screens show it.
public struct AlertEntry: Sendable, Equatable, Identifiable {
  /// Which one it is.
  public var key: AlertKey
  /// What the rule finds now, with the levels in force.
  public var finding: Finding
  /// What is remembered; nil on a board that is only judged.
  public var instance: AlertInstance?
  /// Since when and why.
  public var reason: FindingReason?
  /// Where its levels come from.
  public var limit: LimitOrigin
  /// What is to be expected.
  public var forecast: BreachForecast?
  /// What it said and what was done about it lately, newest first.
  public var log: [AlertLogLine]

  /// An alert; what is left out is not known. Its levels come from where its rule says, unless said otherwise.
  public init(
    key: AlertKey, finding: Finding, instance: AlertInstance? = nil, reason: FindingReason? = nil,
    limit: LimitOrigin? = nil, forecast: BreachForecast? = nil, log: [AlertLogLine] = []
  ) {
    self.key = key
    self.finding = finding
    self.instance = instance
    self.reason = reason
    self.limit = limit ?? finding.rule.limit
    self.forecast = forecast
    self.log = log
  }

  /// Its name.
  public var id: AlertKey { key }
  /// How it is to be shown: what it remembers, else what its rule says.
  public var display: AlertDisplay { instance?.display ?? (finding.severity > .ok ? .firing : .inactive) }
  /// How bad it is.
  public var severity: Severity { instance?.severity ?? finding.severity }
}

/// Something an alert said, or somebody did about it.
public struct AlertLogLine: Sendable, Equatable {
  /// When.
  public var at: Instant
  /// What: the name of an event.
  public var event: String
  /// Who; nil if nobody did.
  public var actor: String?
  /// In their words.
  public var note: String?
  /// Until when they wanted it quiet, or wanted it done.
  public var until: Instant?

  /// One line.
  public init(at: Instant, event: String, actor: String? = nil, note: String? = nil, until: Instant? = nil) {
    self.until = until
    self.at = at
    self.event = event
    self.actor = actor
    self.note = note
  }
}

extension AlertEntry {
  /// The log as it stands, newest first: without remarks that were taken back, and without what a rule that was edited
  /// since has found again. Who exports it finds everything.
  var standingLog: [AlertLogLine] {
    var takenBack: [AlertLogLine] = []
    var found: [AlertLogLine] = []
    let standing = log.filter { line in
      guard line.actor != nil else {
        defer { found.append(line) }
        return !found.contains(line)
      }
      if line.event == AlertEvent.undone.rawValue, line.note != nil {
        takenBack.append(line)
        return false
      }
      let place = takenBack.firstIndex { $0.note == line.note && $0.actor == line.actor }
      guard line.event == AlertEvent.noted.rawValue, let place else { return true }
      takenBack.remove(at: place)
      return false
    }
    return standing.enumerated().sorted { ($1.element.at, $0.offset) < ($0.element.at, $1.offset) }.map(\.element)
  }
}

/// A line of the log of all alerts.
public struct AlertHistoryEntry: Sendable, Equatable {
  /// Grows with each line.
  public var number: Int64
  /// Of which alert.
  public var key: AlertKey
  /// What was said or done.
  public var line: AlertLogLine

  /// One line.
  public init(number: Int64, key: AlertKey, line: AlertLogLine) {
    self.number = number
    self.key = key
    self.line = line
  }
}
