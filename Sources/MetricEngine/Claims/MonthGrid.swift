import Domain

/// Calendar months of the organisation's time zone.
struct MonthGrid: Sendable, Equatable {
  /// The first month counts from year 0: year·12 + month - 1.
  private(set) var first = 0
  /// Local midnights: month i is `boundaries[i]..<boundaries[i + 1]`.
  private(set) var boundaries: [Instant] = []

  init() {}

  /// The months from the earliest to the latest known moment, within the years that calendars know.
  init(_ moments: Series<Instant>, offsets: ZoneOffsets) {
    var (least, greatest) = (Instant.never, Instant.unknown)
    for moment in moments where moment.isKnown { (least, greatest) = (min(least, moment), max(greatest, moment)) }
    guard least <= greatest else { return }
    let from = Self.month(of: BusinessCalendar.bounded(least), offsets)
    let through = Self.month(of: BusinessCalendar.bounded(greatest), offsets)
    first = from
    boundaries = (from...through + 1).map { month in
      let date = CivilDate(year: month / 12, month: month % 12 + 1, day: 1)
      return offsets.instant(day: date.daysSinceEpoch, secondsAfterMidnight: 0)
    }
  }

  var count: Int { max(0, boundaries.count - 1) }

  /// Which month a moment is in; nil outside.
  func index(of moment: Instant) -> Int? {
    guard let start = boundaries.first, let end = boundaries.last, moment >= start, moment < end else { return nil }
    return boundaries.partitioningIndex { $0 > moment } - 1
  }

  /// The quarter of a month, numbered on from that of the first month.
  func quarter(_ index: Int) -> Int { (first + index) / 3 - first / 3 }

  private static func month(of moment: Instant, _ offsets: ZoneOffsets) -> Int {
    let date = CivilDate(daysSinceEpoch: offsets.localDay(of: moment))
    return date.year * 12 + date.month - 1
  }
}

extension MonthGrid: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&first)
    try visitor.visit(&boundaries)
  }
}
