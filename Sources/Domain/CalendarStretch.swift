extension CalendarStretch {
  /// The days it means as seen from one of them; weeks begin on Monday.
  public func days(around today: CivilDate, _ fiscal: FiscalCalendar) -> DateRange {
    switch self {
    case .today: DateRange(from: today, through: today)
    case .yesterday: Self.day(today.adding(days: -1))
    case .tomorrow: Self.day(today.adding(days: 1))
    case .thisWeek: Self.week(today)
    case .nextWeek: Self.week(today.adding(days: 7))
    case .lastWeek: Self.week(today.adding(days: -7))
    case .thisMonth: Self.month(today)
    case .nextMonth: Self.month(Self.monthStart(today).adding(days: 31))
    case .lastMonth: Self.month(Self.monthStart(today).adding(days: -1))
    case .thisQuarter: Self.quarter(today, fiscal)
    case .nextQuarter: Self.quarter(fiscal.nextQuarterStart(of: today), fiscal)
    case .lastQuarter: Self.quarter(fiscal.previousQuarterStart(of: today), fiscal)
    case .thisYear: Self.year(today, fiscal)
    case .lastYear: Self.year(fiscal.previousYearStart(of: today), fiscal)
    }
  }

  private static func day(_ day: CivilDate) -> DateRange { DateRange(from: day, through: day) }

  private static func week(_ day: CivilDate) -> DateRange {
    DateRange(from: day.monday, through: day.monday.adding(days: 6))
  }

  private static func monthStart(_ day: CivilDate) -> CivilDate {
    CivilDate(year: day.year, month: day.month, day: 1)
  }

  private static func month(_ day: CivilDate) -> DateRange {
    let start = monthStart(day)
    return DateRange(from: start, through: monthStart(start.adding(days: 31)).adding(days: -1))
  }

  private static func quarter(_ day: CivilDate, _ fiscal: FiscalCalendar) -> DateRange {
    DateRange(from: fiscal.quarterStart(of: day), through: fiscal.nextQuarterStart(of: day).adding(days: -1))
  }

  private static func year(_ day: CivilDate, _ fiscal: FiscalCalendar) -> DateRange {
    let start = fiscal.yearStart(of: day)
    // A fiscal year has 52 or 53 weeks, or twelve months: 380 days on is the next one.
    return DateRange(from: start, through: fiscal.yearStart(of: start.adding(days: 380)).adding(days: -1))
  }
}
