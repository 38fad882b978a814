import AlertEngine
import Domain
import MetricEngine

/// Everything the screens show for one query at one moment: the only thing the dashboard knows of the world.
public struct Snapshot: Sendable, Equatable {
  /// What is shown: "maven_crm", "Acme".
  public var title: String
  /// The figures.
  public var readings: Readings
  /// All rules judged, worst first.
  public var findings: [Finding]
  /// Since when broken rules are broken and what stands behind them, by rule.
  public var reasons: [String: FindingReason] = [:]
  /// How alerts stand: what they remember of what rules found; judged without memory until somebody knows more.
  public var alerts: AlertBoard
  /// What is known of the rows as a whole.
  public var facts: DatasetFacts
  /// The process, the hours, the limits they were computed with.
  public var profile: Profile
  /// Why the figures stand at this instant.
  public var clock: ClockOrigin
  /// How each source is doing.
  public var sources: [SourceStatus]
  /// The unanswered leads most overdue, at most 20, for panels that show some.
  public var waiting: [LeadRow]
  /// The quiet open opportunities with most money, at most 20.
  public var quiet: [OpportunityRow]
  /// What became different since the instant chosen; nil where the figures stand at no time.
  public var changes: WhatChanged?
  /// When it was computed.
  public var computedAt: Instant
  /// Time zone that instants are shown in; UTC where the data has only dates.
  public var displayTimeZone: String
  /// Names by dimension that a filter can take, most frequent first.
  public var names: [Dimension: [String]]
  /// Names of columns beyond the known ones, which a filter can take too.
  public var attributes: [String]
  /// Where the CRM shows records whose data does not say it.
  public var links = RecordLinks()
  /// Increases with every change of the data.
  public var generation: Int

  /// All of it.
  public init(
    title: String, readings: Readings, findings: [Finding], facts: DatasetFacts, profile: Profile, clock: ClockOrigin,
    sources: [SourceStatus], waiting: [LeadRow], quiet: [OpportunityRow], changes: WhatChanged? = nil,
    computedAt: Instant, displayTimeZone: String, names: [Dimension: [String]], attributes: [String] = [],
    generation: Int
  ) {
    self.title = title
    self.readings = readings
    self.findings = findings
    self.facts = facts
    self.profile = profile
    self.clock = clock
    self.sources = sources
    self.waiting = waiting
    self.quiet = quiet
    self.changes = changes
    alerts = AlertBoard(judging: findings, at: readings.query.asOf)
    self.computedAt = computedAt
    self.displayTimeZone = displayTimeZone
    self.names = names
    self.attributes = attributes
    self.generation = generation
  }
}

/// Why the figures stand at their instant.
public enum ClockOrigin: String, Sendable, Codable {
  /// The present.
  case now
  /// `--as-of`, or a day the user travelled to.
  case chosen
  /// `as_of` of the data's own settings.
  case settings
  /// The data ends long ago and is shown as of then, under a band.
  case dataEnd
  /// The demo's own fast clock.
  case demo
}

/// How one source is doing.
public struct SourceStatus: Sendable, Equatable {
  /// A file, a folder, a connection.
  public var name: String
  /// Rows taken, by table.
  public var rows: [String: Int]
  /// Rows set aside.
  public var rejected: Int
  /// The first rejects, for the sources screen: place and reason.
  public var rejects: [String]
  /// When it was last read.
  public var lastRead: Instant
  /// The latest event in it.
  public var newestEvent: Instant
  /// Why it could not be read the last time, in one line.
  public var lastError: String?
  /// True if it is watched for changes.
  public var isLive: Bool

  /// The state of one source.
  public init(
    name: String, rows: [String: Int], rejected: Int, rejects: [String], lastRead: Instant, newestEvent: Instant,
    lastError: String?, isLive: Bool
  ) {
    self.name = name
    self.rows = rows
    self.rejected = rejected
    self.rejects = rejects
    self.lastRead = lastRead
    self.newestEvent = newestEvent
    self.lastError = lastError
    self.isLive = isLive
  }
}
