import Domain

/// A query's period in words.
struct PeriodText {
  private let query: Query

  init(_ query: Query) { self.query = query }

  /// `28 days`, `quarter`, `year`.
  var long: String {
    switch query.period.shape {
    case .days: "\(query.period.length) days"
    case .quarterToDate: "quarter"
    case .yearToDate: "year"
    case .dates: "\(query.period.length) days"
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
    case (_, .previous): "the \(query.period.length) before"
    case (_, .lastYear): "a year before"
    }
  }
}

extension Period {
  /// True if both ask for the same stretch; how long a quarter is so far is known only once the query is resolved.
  func asks(for other: Period) -> Bool { shape == .days ? self == other : shape == other.shape }
}
