import Domain

/// What a column of a chart stands for.
enum ChartPlace: Equatable {
  /// A day, or the first of a week.
  case day(CivilDate)
  /// Days since deals were opened.
  case age(Double)
}

/// How charts are looked at: how many weeks, and which of them is read out.
struct ChartView: Equatable {
  /// Weeks shown at most, the last ones.
  var weeks = ChartView.spans[0]
  /// The week that an upright line stands on; nil for none.
  var week: CivilDate?
  /// The days since deals were opened that one stands on; nil for none.
  var age: Double?

  /// Weeks to choose from, the most first.
  static let spans = [26, 13, 8]
}

extension Model {
  /// Shows more weeks, or fewer.
  mutating func zoom(_ step: Int) -> [Effect] {
    let spans = ChartView.spans
    let place = (spans.firstIndex(of: overview.weeks) ?? 0) + step
    guard spans.indices.contains(place) else {
      tell(Words.zoomEnd(step > 0))
      return []
    }
    overview.weeks = spans[place]
    tell(Words.weeks(spans[place]))
    return []
  }

  /// How charts are looked at where nothing is read out.
  var chartView: ChartView { ChartView(weeks: overview.weeks) }
}
