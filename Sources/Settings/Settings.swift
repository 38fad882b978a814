import AlertEngine
import Cells
import Domain
import Ingest

/// Everything that files can say about how the program behaves. What nobody said is nil or empty.
public struct Settings: Sendable, Equatable {
  /// What the header calls the organisation.
  public var organisation: String?
  /// The defined process; more than one entry if it changed over time.
  public var process: [ProcessVersion] = []
  /// When the organisation works.
  public var hours = HoursSettings()
  /// Hours that only some teams or regions keep, by name; what they do not say is as in `hours`.
  public var calendars: [String: HoursSettings] = [:]
  /// Which of `calendars` a team or region keeps.
  public var calendarOf: [Scope: String] = [:]
  /// How the years are cut, as far as somebody said.
  public var fiscal = FiscalSettings()
  /// The instant that figures stand at.
  public var asOf: AsOf?
  /// Seconds to the first answer where the source has no limit of its own.
  public var responseLimit: Int?
  /// Seconds to the first answer by source.
  public var responseLimits: [String: Int] = [:]
  /// Where the CRM shows records whose data does not say it.
  public var links = RecordLinks()
  /// What files are and which column is which.
  public var mapping = MappingSpec()
  /// The default rules as changed and extended by the files.
  public var rules: [AlertRule] = DefaultRules.all
  /// Who is told of alerts outside the terminal.
  public var notifiers: [NotifierSettings] = []
  /// What is sent every day.
  public var digests: [DigestSettings] = []
  /// Name of a theme.
  public var theme: String?
  /// Which glyphs to draw; nil leaves that to locale and terminal.
  public var glyphs: GlyphSet?
  /// How numbers, money and dates are written on the screen; nil leaves that to the user's locale.
  public var conventions: Conventions?
  /// The period to start with.
  public var period: Period?
  /// What the period is compared with.
  public var comparison: Comparison?
  /// Whether the mouse is used.
  public var mouse: Bool?
  /// How many colours to use; nil leaves that to the terminal.
  public var colors: ColorChoice?
  /// How the terminal says that something became wrong; nil: not at all.
  public var terminalNotice: NoticeChoice?
  /// Keys in the place of the usual ones, in the order of the files.
  public var keys: [KeyChoice] = []

  /// Nothing but the default rules.
  public init() {}

  /// These settings with whatever `flags` says put over them. Rules of `flags` count if they differ from the default.
  public func merging(_ flags: Settings) -> Settings {
    var merged = self
    merged.organisation = flags.organisation ?? organisation
    merged.process = flags.process.isEmpty ? process : flags.process
    merged.hours = hours.merging(flags.hours)
    merged.calendars.merge(flags.calendars) { $1 }
    merged.calendarOf.merge(flags.calendarOf) { $1 }
    merged.fiscal.startMonth = flags.fiscal.startMonth ?? fiscal.startMonth
    merged.fiscal.pattern = flags.fiscal.pattern ?? fiscal.pattern
    merged.asOf = flags.asOf ?? asOf
    merged.responseLimit = flags.responseLimit ?? responseLimit
    merged.responseLimits.merge(flags.responseLimits) { $1 }
    merged.links = links.merging(flags.links)
    merged.mapping.files = flags.mapping.files + mapping.files
    merged.rules = flags.rules == DefaultRules.all ? rules : flags.rules
    merged.notifiers = flags.notifiers.isEmpty ? notifiers : flags.notifiers
    merged.digests = flags.digests.isEmpty ? digests : flags.digests
    merged.theme = flags.theme ?? theme
    merged.glyphs = flags.glyphs ?? glyphs
    merged.conventions = flags.conventions ?? conventions
    merged.period = flags.period ?? period
    merged.comparison = flags.comparison ?? comparison
    merged.mouse = flags.mouse ?? mouse
    merged.colors = flags.colors ?? colors
    merged.terminalNotice = flags.terminalNotice ?? terminalNotice
    merged.keys = keys + flags.keys
    return merged
  }
}

/// The instant that figures stand at.
public enum AsOf: Hashable, Sendable, Codable {
  /// The present.
  case now
  /// A moment of the past or the future.
  case at(Instant)
}

/// How many colours to use.
public enum ColorChoice: String, Sendable, CaseIterable {
  case truecolor, mono
  case palette256 = "256"
  case palette16 = "16"
}

/// How the terminal says that something became wrong.
public enum NoticeChoice: String, Sendable, CaseIterable {
  case off, bell, osc9, osc777
}

/// The defined process from a date on (statistics.md section 6).
public struct ProcessVersion: Sendable, Equatable {
  /// The first day it holds for opportunities created then; nil: always.
  public var from: CivilDate?
  /// The pipeline it holds for; nil: all.
  public var pipeline: String?
  /// In order.
  public var stages: [StageSetting]
  /// Pairs of stages that may be passed directly, besides a stage and the next.
  public var jumps: [[String]]
  /// Names of the stage or outcome that means won; empty leaves that to the data.
  public var won: [String]
  /// Names of the stage or outcome that means lost; empty leaves that to the data.
  public var lost: [String]

  /// A version of the process.
  public init(
    from: CivilDate? = nil, pipeline: String? = nil, stages: [StageSetting] = [], jumps: [[String]] = [],
    won: [String] = [], lost: [String] = []
  ) {
    self.from = from
    self.pipeline = pipeline
    self.stages = stages
    self.jumps = jumps
    self.won = won
    self.lost = lost
  }
}

/// One stage of the defined process.
public struct StageSetting: Sendable, Equatable {
  /// As the data names it.
  public var name: String
  /// True if passing it over is no deviation.
  public var optional: Bool
  /// True if the customer should have been met in it.
  public var customerFacing: Bool

  /// A stage; mandatory and internal unless said.
  public init(name: String, optional: Bool = false, customerFacing: Bool = false) {
    self.name = name
    self.optional = optional
    self.customerFacing = customerFacing
  }
}

/// How the organisation cuts its years, as far as somebody said.
public struct FiscalSettings: Sendable, Equatable {
  /// The month in which the year begins, 1 to 12.
  public var startMonth: Int?
  /// Quarters of months or of weeks.
  public var pattern: FiscalCalendar.Pattern?

  /// Nothing said.
  public init() {}
}

/// When the organisation works, as far as somebody said.
public struct HoursSettings: Sendable, Equatable {
  /// IANA name, or `UTC+01:00`.
  public var timeZone: String?
  /// Monday 1 to Sunday 7.
  public var weekdays: [Int]?
  /// Minutes after local midnight.
  public var opensAt: Int?
  /// Minutes after local midnight.
  public var closesAt: Int?
  /// Days without work.
  public var holidays: [CivilDate]?
  /// Where weekdays differ: seven lists of open spans, Monday first. Goes before weekdays, opening and closing.
  public var week: [[OpenSpan]]?

  /// Nothing said.
  public init() {}

  /// What a user corrected: everything said.
  public init(_ hours: BusinessHours) {
    timeZone = hours.timeZone
    holidays = hours.holidays
    week = hours.week
    guard week == nil else { return }
    weekdays = hours.weekdays
    opensAt = hours.opensAt
    closesAt = hours.closesAt
  }

  func merging(_ over: HoursSettings) -> HoursSettings {
    var merged = self
    merged.timeZone = over.timeZone ?? timeZone
    merged.weekdays = over.weekdays ?? weekdays
    merged.opensAt = over.opensAt ?? opensAt
    merged.closesAt = over.closesAt ?? closesAt
    merged.holidays = over.holidays ?? holidays
    merged.week = over.week ?? (over.saysOneDay ? nil : week)
    return merged
  }

  /// True if it says when every open day opens or closes, or which days are open.
  var saysOneDay: Bool { weekdays != nil || opensAt != nil || closesAt != nil }
}
