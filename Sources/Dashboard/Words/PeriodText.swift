import Domain

/// A query's period in words.
struct PeriodText {
  private let query: Query

  init(_ query: Query) { self.query = query }

  /// `28 days`, `quarter`, `year`.
  private var long: String {
    switch query.period.shape {
    case .days, .dates: "\(query.period.length) days"
    case .quarterToDate: "quarter"
    case .yearToDate: "year"
    }
  }

  /// `28 d`, `quarter`, `year`.
  var short: String {
    switch query.period.shape {
    case .days, .dates: "\(query.period.length) d"
    case .quarterToDate: "quarter"
    case .yearToDate: "year"
    }
  }

  /// `the 28 before`, `a year before`, `as much of the last quarter`.
  var compared: String {
    switch (query.period.shape, query.comparison) {
    case (.quarterToDate, .previous): "as much of the last one"
    case (.yearToDate, _): "as much of last year"
    case (.dates, .previous): query.period.length == 1 ? "the day before" : "the \(query.period.length) days before"
    case (.days, .previous): "the \(query.period.length) before"
    case (_, .lastYear): "a year before"
    }
  }

  /// `28 days to Sat 21 Nov`, `quarter from 1 Nov to Sat 21 Nov`; of dates `15 Jan to Tue 31 Mar 2025`, with the first
  /// one's year where it differs.
  func stretch(to day: String, _ snapshot: Snapshot, isShort: Bool = false) -> String {
    guard query.windows != nil, let first = Dates.date(query.window.after.adding(1), snapshot),
      let last = Dates.date(query.asOf, snapshot)
    else { return "\(isShort ? short : long) to \(day)" }
    let start = first.year == last.year ? Dates.day(first) : Dates.full(first)
    if query.period.isDates { return first == last ? day : "\(start) to \(day)" }
    return isShort ? "\(short) to \(day)" : "\(long) from \(start) to \(day)"
  }
}

extension Snapshot {
  /// True if it shows dates that ended before the data does.
  var endsBeforeItsData: Bool {
    readings.query.period.isDates && facts.newestEvent.isKnown && readings.query.asOf < facts.newestEvent
  }
}

extension Period {
  /// True if both ask for the same stretch; how long a quarter is so far is known only once the query is resolved.
  func asks(for other: Period) -> Bool { shape == .days ? self == other : shape == other.shape }

  /// True if it ends on a day of its own.
  var isDates: Bool {
    if case .dates = shape { return true }
    return false
  }
}
