import Domain
import MetricEngine

/// The five headlines as a table for a file, a row for each figure of each part: of everybody, or of parts beside each
/// other.
enum FiguresExport {
  /// A part of the organisation with its headlines.
  struct Part {
    var name: String
    var figures: [MetricID: BreakdownRow]
    var widened: Set<MetricID> = []
  }

  static func table(_ parts: [Part], period: String) -> ExportTable {
    ExportTable(
      header: [
        "part", "metric", "figure", "unit", "value", "low_95", "high_95", "basis", "previous", "items", "period",
      ],
      rows: parts.flatMap { part in
        MetricID.allCases.map { metric in
          let row = part.figures[metric]
          return [
            .init(part.name), .text(metric.rawValue), .text(PanelWords.valueTitle(metric)), .text(unit(metric)),
            .init(row?.value), .init(row?.low), .init(row?.high), .init(row?.count), .init(row?.previous),
            .init(row?.items), .text(part.widened.contains(metric) ? "\(People.widenedDays) days" : period),
          ]
        }
      })
  }

  private static func unit(_ metric: MetricID) -> String {
    switch metric {
    case .leadResponse, .processSteps: "share"
    case .qualifiedLeads: "leads"
    case .activities: "deals"
    case .timeToClose: "days"
    }
  }

  /// What is on screen of the figures.
  static func everybody(_ model: Model, _ snapshot: Snapshot) -> ExportTable {
    let names = model.query.scope.names
    return table(
      [
        Part(
          name: names.isEmpty ? snapshot.title : names.joined(separator: ", "), figures: headlines(snapshot.readings))
      ],
      period: period(snapshot))
  }

  /// "28 days to 2026-11-21".
  static func period(_ snapshot: Snapshot) -> String {
    let query = snapshot.readings.query
    let days = Conventions.$shown.withValue(.plain) { Counted.days(query.period.length) }
    return Dates.date(query.asOf, snapshot).map { "\(days) to \($0.iso)" } ?? days
  }

  private static func headlines(_ readings: Readings) -> [MetricID: BreakdownRow] {
    func row(
      _ value: Double?, _ low: Double?, _ high: Double?, _ count: Int, _ previous: Double?, _ items: Int
    ) -> BreakdownRow {
      BreakdownRow(name: "", value: value, low: low, high: high, count: count, previous: previous, items: items)
    }
    let (response, qualified, process) = (readings.response, readings.qualified, readings.process)
    let (activities, close) = (readings.activities, readings.close)
    let all: [MetricID: BreakdownRow] = [
      .leadResponse: row(
        response.withinLimit.value, response.withinLimit.low, response.withinLimit.high, response.withinLimit.trials,
        response.withinLimitBefore.value, response.waiting.late),
      .qualifiedLeads: row(
        Double(qualified.current), qualified.interval.low, qualified.interval.high, qualified.leadsCurrent,
        Double(qualified.previous), qualified.current),
      .processSteps: row(
        process.recent.value, process.recent.low, process.recent.high, process.recent.trials,
        process.recentBefore.value, process.recent.trials - process.recent.successes),
      .activities: row(
        Double(activities.quiet.count), nil, nil, activities.open.count, activities.quietBefore.map(Double.init),
        activities.quiet.count),
      .timeToClose: row(
        close.winnersMedian.value, close.winnersMedian.low, close.winnersMedian.high, close.deals,
        close.winnersMedianBefore, close.old.count),
    ]
    return all.filter { readings.availability(of: $0.key) == .ready }
  }
}
