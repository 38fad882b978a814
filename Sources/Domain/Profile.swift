/// What belongs to the organisation rather than to a row: its process, its working hours, its clock.
public struct Profile: Sendable, Equatable {
  /// Its stages and their ends.
  public var process: SalesProcess
  /// The defined process over time and by pipeline; empty: ``process`` holds always and everywhere.
  public var processVersions: [DatedProcess] = []
  /// When it works.
  public var hours: BusinessHours
  /// Limits for the first answer in working time, in seconds, by source name; others have ``responseLimit``.
  public var responseLimits: [String: Int]
  /// Sources among ``responseLimits`` whose limit nobody set: it was told by their names.
  public var assumedLimits: Set<String> = []
  /// Limit where the source has none of its own.
  public var responseLimit: Int
  /// How its years are cut.
  public var fiscal = FiscalCalendar()
  /// Hours of parts of the organisation that do not keep ``hours``.
  public var calendars: [NamedCalendar] = []
  /// Which of ``calendars`` a team or region keeps, by name; a team's goes before its region's, all others keep
  /// ``hours``.
  public var calendarOf: [Scope: String] = [:]

  /// A profile; a lead is due after five minutes unless said.
  public init(
    process: SalesProcess, hours: BusinessHours, responseLimits: [String: Int] = [:], responseLimit: Int = 300
  ) {
    self.process = process
    self.hours = hours
    self.responseLimits = responseLimits
    self.responseLimit = responseLimit
  }
}

/// The defined process: its stages in order and the names of the two ends.
public struct SalesProcess: Sendable, Equatable, Codable {
  /// In order.
  public var stages: [String]
  /// Names that mean won.
  public var won: [String]
  /// Names that mean lost.
  public var lost: [String]
  /// True if nobody configured it and it was worked out from the histories.
  public var assumed: Bool

  /// A process; `assumed` if nobody configured it.
  public init(stages: [String], won: [String], lost: [String], assumed: Bool) {
    self.stages = stages
    self.won = won
    self.lost = lost
    self.assumed = assumed
  }
}

/// A version of the defined process (statistics.md section 6): it judges the opportunities created while it is in force.
public struct DatedProcess: Sendable, Equatable {
  /// The first day it holds for opportunities created then; nil: always.
  public var from: CivilDate?
  /// The pipeline it holds for; nil: all that have none of their own.
  public var pipeline: String?
  /// Stages and ends.
  public var process: SalesProcess
  /// Stages that may be passed over.
  public var optional: [String]
  /// Stages in which the customer should have been met.
  public var customerFacing: [String]
  /// Pairs of stages of which the second may follow the first directly, besides a stage and the next.
  public var jumps: [[String]]

  /// A version; always in force, for all pipelines, without exceptions unless said.
  public init(
    from: CivilDate? = nil, pipeline: String? = nil, process: SalesProcess, optional: [String] = [],
    customerFacing: [String] = [], jumps: [[String]] = []
  ) {
    self.from = from
    self.pipeline = pipeline
    self.process = process
    self.optional = optional
    self.customerFacing = customerFacing
    self.jumps = jumps
  }
}

extension Profile {
  /// The versions that opportunities are judged by: at least one. A single one has the stages of ``process``, which
  /// may have been corrected since it was read.
  public var judgedVersions: [DatedProcess] {
    guard processVersions.count < 2 else { return processVersions }
    var version = processVersions.first ?? DatedProcess(process: process)
    version.process = process
    return [version]
  }
}

/// When the organisation works.
public struct BusinessHours: Sendable, Equatable, Codable {
  /// IANA name, or `UTC+01:00` for a fixed offset.
  public var timeZone: String
  /// Monday 1 to Sunday 7.
  public var weekdays: [Int] { didSet { if weekdays != oldValue { week = nil } } }
  /// Minutes after local midnight.
  public var opensAt: Int { didSet { if opensAt != oldValue { week = nil } } }
  /// Minutes after local midnight; greater than `opensAt`.
  public var closesAt: Int { didSet { if closesAt != oldValue { week = nil } } }
  /// Days without work.
  public var holidays: [CivilDate]
  /// True if nobody configured it.
  public var assumed: Bool
  /// Where weekdays differ: the open spans of Monday to Sunday, seven lists. Then the fields above only summarise them:
  /// the days with any span, the earliest opening, the latest closing. Nil where every weekday is alike, as again after
  /// one of those is changed.
  public var week: [[OpenSpan]]?

  /// Hours; Monday to Friday, nine to five, unless said.
  public init(
    timeZone: String, weekdays: [Int] = [1, 2, 3, 4, 5], opensAt: Int = 540, closesAt: Int = 1020,
    holidays: [CivilDate] = [], assumed: Bool
  ) {
    self.timeZone = timeZone
    self.weekdays = weekdays
    self.opensAt = opensAt
    self.closesAt = closesAt
    self.holidays = holidays
    self.assumed = assumed
  }

  /// Hours by weekday, Monday first, seven lists.
  public init(timeZone: String, week: [[OpenSpan]], holidays: [CivilDate] = [], assumed: Bool = false) {
    let spans = week.flatMap { $0 }
    self.init(
      timeZone: timeZone, weekdays: week.indices.filter { !week[$0].isEmpty }.map { $0 + 1 },
      opensAt: spans.map(\.opensAt).min() ?? 0, closesAt: spans.map(\.closesAt).max() ?? 0, holidays: holidays,
      assumed: assumed)
    self.week = week
  }

  /// When a weekday, Monday 1 to Sunday 7, is open: in order, none touching another.
  public func spans(weekday: Int) -> [OpenSpan] {
    guard let week else {
      return weekdays.contains(weekday) && closesAt > opensAt ? [OpenSpan(opensAt: opensAt, closesAt: closesAt)] : []
    }
    guard week.indices.contains(weekday - 1) else { return [] }
    var spans: [OpenSpan] = []
    for span in week[weekday - 1].sorted(by: { ($0.opensAt, $0.closesAt) < ($1.opensAt, $1.closesAt) })
    where span.closesAt > span.opensAt {
      if let last = spans.last, span.opensAt <= last.closesAt {
        spans[spans.count - 1].closesAt = max(last.closesAt, span.closesAt)
      } else {
        spans.append(span)
      }
    }
    return spans
  }
}

/// A stretch of a day.
public struct OpenSpan: Sendable, Equatable, Codable {
  /// Minutes after local midnight.
  public var opensAt: Int
  /// Minutes after local midnight; greater than `opensAt`.
  public var closesAt: Int

  /// From one minute of the day to another.
  public init(opensAt: Int, closesAt: Int) {
    self.opensAt = opensAt
    self.closesAt = closesAt
  }
}

/// Hours that only a part of the organisation keeps.
public struct NamedCalendar: Sendable, Equatable, Codable {
  /// As the settings call it.
  public var name: String
  /// When that part works.
  public var hours: BusinessHours

  /// A calendar of its own.
  public init(name: String, hours: BusinessHours) {
    self.name = name
    self.hours = hours
  }
}
