import Domain

/// Computes every figure from a data set. It never changes: no clock, no files, no chance. A class, because whoever hands
/// it on, as happens many times for a single event, would otherwise copy all columns' references.
public final class Engine: Sendable {
  /// The rows.
  public let dataset: Dataset
  /// The organisation's process, hours and limits.
  public let profile: Profile
  /// The working hours over all of the data and some time after it.
  let calendar: BusinessCalendar
  /// What questions share.
  let prepared = Prepared()
  /// The weeks before instants.
  private let weeks: KnownWeeks

  /// An engine over a data set; building it prepares what queries share, such as the business calendar.
  public init(dataset: Dataset, profile: Profile) {
    self.dataset = dataset
    self.profile = profile
    let range = Self.range(of: dataset)
    calendar = BusinessCalendar(
      hours: profile.hours, from: range.first, through: range.last.adding(days: Self.daysAfterData))
    weeks = KnownWeeks()
  }

  /// An engine over some of the rows of another, or other versions of them.
  init(_ dataset: Dataset, of whole: Engine) {
    self.dataset = dataset
    profile = whole.profile
    calendar = whole.calendar
    weeks = whole.weeks
  }

  /// Old data looked at from today needs no calendar of its own for each figure.
  private static let daysAfterData = 4000

  /// The calendar, wide enough for a query at `asOf` with answers due after it.
  func calendar(asOf: Instant) -> BusinessCalendar {
    let wanted = asOf.adding(days: 60)
    guard wanted > calendar.through else { return calendar }
    return BusinessCalendar(hours: profile.hours, from: calendar.from, through: wanted)
  }

  /// The complete weeks before `asOf`: in the business time zone, or by plain dates where rows have no time of day.
  func weeks(asOf: Instant, precision: TimePrecision) -> WeekGrid {
    weeks.grid(asOf, precision) {
      WeekGrid(asOf: asOf, offsets: precision == .day ? .utc : calendar(asOf: asOf).offsets)
    }
  }

  /// First and last dated event; the tables are asked where the facts do not say.
  private static func range(of dataset: Dataset) -> (first: Instant, last: Instant) {
    let facts = dataset.facts
    if facts.oldestEvent.isKnown, facts.newestEvent.isKnown { return (facts.oldestEvent, facts.newestEvent) }
    let created = (dataset.leads.createdAt + dataset.opportunities.createdAt).filter(\.isKnown)
    return (created.min() ?? Instant(0), created.max() ?? Instant(0))
  }
}
