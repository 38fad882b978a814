import Domain

/// A week on its control chart.
public struct ControlWeek: Sendable, Equatable {
  /// Monday of the week.
  public var week: CivilDate
  /// The figure of the week, in the unit of the trend; nil without data.
  public var value: Double?
  /// Chance alone stays above this; nil where nothing limits the week.
  public var low: Double?
  /// Chance alone stays below this.
  public var high: Double?
  /// True beyond the limits.
  public var isBeyond = false
  /// True if it is the eighth in a row, or more, on one side of the centre.
  public var endsRun = false
}

/// The weeks of a metric with what chance alone gives (statistics.md section 5, SPC), alike for every metric.
public struct ControlLimits: Sendable, Equatable {
  /// Where a week like the others lies, in the unit of the trend.
  public var center: Double
  /// Oldest first, one for each point of the trend it belongs to.
  public var weeks: [ControlWeek]
  /// Factor by which limits of shares and counts were widened because weeks vary more than chance alone; 1 without.
  public var widening = 1.0

  /// Weeks beyond the limits.
  public var beyond: [ControlWeek] { weeks.filter(\.isBeyond) }
  /// Weeks that end a run on one side of the centre.
  public var runs: [ControlWeek] { weeks.filter(\.endsRun) }

  /// Weeks in a row on one side of the centre that are no chance.
  static let run = 8

  /// Limits by week, or one pair for all; weeks without rows are not judged.
  init?(_ trend: [TrendPoint], _ chart: CountChart?) {
    guard let chart, let low = chart.low.first, let high = chart.high.first else { return nil }
    center = chart.center
    widening = chart.widening
    weeks = trend.indices.map { index in
      let point = trend[index]
      guard point.count > 0 else { return ControlWeek(week: point.week, value: point.value) }
      return ControlWeek(
        week: point.week, value: point.value, low: index < chart.low.count ? chart.low[index] : low,
        high: index < chart.high.count ? chart.high[index] : high)
    }
    judge()
  }

  /// Limits that were judged with the trend.
  init?(_ trend: [TrendPoint], _ chart: TrendChart?) {
    guard let chart else { return nil }
    let (beyond, runs) = (Set(chart.beyond), Set(chart.runs))
    center = chart.center
    weeks = trend.indices.map { index in
      ControlWeek(
        week: trend[index].week, value: trend[index].value, low: chart.low, high: chart.high,
        isBeyond: beyond.contains(index), endsRun: runs.contains(index))
    }
  }

  /// Limits that stand in the points themselves.
  init?(_ trend: [TrendPoint]) {
    guard let center = trend.lazy.compactMap(\.expected).first, trend.contains(where: { $0.high != nil }) else {
      return nil
    }
    self.center = center
    weeks = trend.map { ControlWeek(week: $0.week, value: $0.value, low: $0.low, high: $0.high) }
    judge()
  }

  /// Limits that rest on the weeks before those shown.
  init?(_ control: CloseControl?) {
    guard let control else { return nil }
    let (beyond, runs) = (Set(control.beyond), Set(control.runs))
    center = control.centre
    weeks = control.weeks.map { point in
      ControlWeek(
        week: point.week, value: point.value, low: control.low, high: control.high,
        isBeyond: beyond.contains(point.week), endsRun: runs.contains(point.week))
    }
  }

  private mutating func judge() {
    var (side, length) = (0.0, 0)
    for index in weeks.indices {
      guard let value = weeks[index].value else { continue }
      weeks[index].isBeyond =
        weeks[index].low.map { value < $0 } ?? false || weeks[index].high.map { value > $0 } ?? false
      let here = value > center ? 1.0 : value < center ? -1.0 : 0
      length = here != 0 && here == side ? length + 1 : here != 0 ? 1 : 0
      side = here
      weeks[index].endsRun = length >= Self.run
    }
  }
}

extension Readings {
  /// A metric's weeks with their control limits; nil where too few weeks have data. Those of time to close are weeks
  /// of wins, not the points of its trend.
  public func controlLimits(of metric: MetricID) -> ControlLimits? {
    switch metric {
    case .leadResponse: ControlLimits(response.trend, response.trendChart)
    case .qualifiedLeads: ControlLimits(qualified.trend)
    case .processSteps: ControlLimits(process.trend, process.trendChart)
    case .activities: ControlLimits(activities.trend, activities.trendChart)
    case .timeToClose: ControlLimits(close.control)
    }
  }

  /// Whether a metric really changed, and which way; nil where nothing can be compared.
  public func judgedChange(of metric: MetricID) -> JudgedChange? {
    switch metric {
    case .leadResponse:
      response.verdict.map { JudgedChange($0.verdict, $0, response.isFaster.map { $0 ? .better : .worse } ?? .same) }
    case .qualifiedLeads:
      qualified.judgement.map {
        JudgedChange($0.verdict, $0, .of(Double(qualified.current), Double(qualified.previous)))
      }
    case .processSteps:
      process.judgement.map { JudgedChange($0.verdict, $0, .of(process.recent.value, process.recentBefore.value)) }
    case .activities:
      activities.firstFortnightP.map { _ in
        JudgedChange(activities.effortVerdict, nil, activities.effortChange)
      }
    case .timeToClose:
      close.verdict.map { verdict in
        let ratio = verdict.within.logHazardRatio ?? 0
        return JudgedChange(
          verdict.judgement.verdict, verdict.judgement, ratio > 0 ? .better : ratio < 0 ? .worse : .same)
      }
    }
  }
}

/// A verdict on a metric's change, with its direction and what it rests on.
public struct JudgedChange: Sendable, Equatable {
  /// What the ladder says.
  public var verdict: ChangeVerdict
  /// The numbers behind it; nil where one test alone was made.
  public var judgement: ChangeJudgement?
  /// The way it moved, if it did.
  public var change: Change

  init(_ verdict: ChangeVerdict, _ judgement: ChangeJudgement?, _ change: Change) {
    (self.verdict, self.judgement, self.change) = (verdict, judgement, change)
  }
}

extension Change {
  /// More is better.
  fileprivate static func of(_ now: Double?, _ before: Double?) -> Change {
    guard let now, let before else { return .unknown }
    return now > before ? .better : now < before ? .worse : .same
  }
}
