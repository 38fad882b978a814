import Domain

extension Engine {
  /// The query with the windows of a period that follows the calendar: fiscal quarters and years so far, custom dates.
  /// Such a window ends where it would have ended: custom dates in the past stand at the end of their last day.
  ///
  /// Days begin at midnight of the organisation's zone, plain dates where the data knows no time of day.
  public func resolved(_ query: Query) -> Query {
    guard query.period.shape != .days, query.asOf.isKnown else { return query }
    var resolved = query
    let offsets = dataset.facts.opportunityPrecision == .day ? ZoneOffsets.utc : calendar(asOf: query.asOf).offsets
    let days = PeriodDays(query.period.shape, today: day(of: query.asOf, offsets), profile.fiscal, query.comparison)
    func midnight(_ day: CivilDate) -> Instant { offsets.instant(day: day.daysSinceEpoch, secondsAfterMidnight: 0) }
    let start = midnight(days.first).adding(-1)
    resolved.asOf = min(query.asOf, days.last.map { midnight($0.adding(days: 1)).adding(-1) } ?? query.asOf)
    let elapsed = resolved.asOf.since(start)
    let previousStart = midnight(days.previous).adding(-1)
    // Days before days end where these begin, whatever the clocks did in between.
    let isAdjacent = days.last != nil && query.comparison == .previous
    resolved.windows = Query.Windows(
      current: TimeWindow(after: start, through: resolved.asOf),
      previous: TimeWindow(
        after: previousStart, through: isAdjacent ? start : min(previousStart.adding(elapsed), start)))
    resolved.period.length = max(1, Int((elapsed + Instant.day / 2) / Instant.day))
    return resolved
  }

  /// The days of a stretch of the calendar as seen at an instant.
  func days(of stretch: CalendarStretch, asOf: Instant) -> DateRange {
    let offsets = dataset.facts.opportunityPrecision == .day ? ZoneOffsets.utc : calendar(asOf: asOf).offsets
    return stretch.days(around: day(of: asOf, offsets), profile.fiscal)
  }

  private func day(of instant: Instant, _ offsets: ZoneOffsets) -> CivilDate {
    CivilDate(daysSinceEpoch: offsets.localDay(of: BusinessCalendar.bounded(instant)))
  }
}

/// The days at which the windows of a calendar period begin and end.
private struct PeriodDays {
  var first: CivilDate
  /// The last day; nil for today.
  var last: CivilDate?
  /// The first day of what it is compared with.
  var previous: CivilDate

  init(_ shape: Period.Shape, today: CivilDate, _ fiscal: FiscalCalendar, _ comparison: Comparison) {
    switch shape {
    case .days, .quarterToDate:
      first = fiscal.quarterStart(of: today)
      previous =
        comparison == .previous ? fiscal.previousQuarterStart(of: today) : Self.aYearBefore(first, fiscal)
    case .yearToDate:
      first = fiscal.yearStart(of: today)
      previous = fiscal.previousYearStart(of: today)
    case .dates(let range):
      let end = min(range.through ?? today, today)
      first = min(range.from ?? fiscal.yearStart(of: end), end)
      last = end
      let length = end.daysSinceEpoch - first.daysSinceEpoch + 1
      previous = first.adding(days: comparison == .previous ? -length : -364)
    }
  }

  /// The first day of the same quarter of the year before.
  private static func aYearBefore(_ quarter: CivilDate, _ fiscal: FiscalCalendar) -> CivilDate {
    (0..<4).reduce(quarter) { day, _ in fiscal.quarterStart(of: day.adding(days: -1)) }
  }
}
