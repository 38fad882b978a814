import AlertEngine
import Domain
import MetricEngine

/// Everything the screens show for one query at one moment: the only thing the dashboard knows of the world.
public struct Snapshot: Sendable, Equatable {
  /// What is shown: "maven_crm", "Acme".
  public var title: String
  public var readings: Readings
  /// All rules judged, worst first.
  public var findings: [Finding]
  public var facts: DatasetFacts
  public var profile: Profile
  /// Why the figures stand at this instant.
  public var clock: ClockOrigin
  public var sources: [SourceStatus]
  /// The unanswered leads most overdue, at most 20, for panels that show some.
  public var waiting: [LeadRow]
  /// The quiet open opportunities with most money, at most 20.
  public var quiet: [OpportunityRow]
  /// When it was computed.
  public var computedAt: Instant
  /// Time zone that instants are shown in; UTC where the data has only dates.
  public var displayTimeZone: String
  /// Names by dimension that a filter can take, most frequent first.
  public var names: [Dimension: [String]]
  /// Increases with every change of the data.
  public var generation: Int

  public init(
    title: String, readings: Readings, findings: [Finding], facts: DatasetFacts, profile: Profile, clock: ClockOrigin,
    sources: [SourceStatus], waiting: [LeadRow], quiet: [OpportunityRow], computedAt: Instant,
    displayTimeZone: String, names: [Dimension: [String]], generation: Int
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
    self.computedAt = computedAt
    self.displayTimeZone = displayTimeZone
    self.names = names
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
  public var name: String
  /// Rows taken, by table.
  public var rows: [String: Int]
  public var rejected: Int
  /// The first rejects, for the sources screen: place and reason.
  public var rejects: [String]
  public var lastRead: Instant
  public var newestEvent: Instant
  public var lastError: String?
  public var isLive: Bool

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
