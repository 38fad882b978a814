import Dashboard
import MetricEngine

/// Everything that is computed, as JSON: the report's keys and, beside and within them, those of all statistics.
public enum StatsJSON {
  /// The report of a snapshot with the statistics of the same query merged into it.
  public static func document(_ snapshot: Snapshot, _ stats: Stats) -> JSONValue {
    ReportJSON.document(snapshot).merging(
      .object([
        ("response_time", ResponseStatsJSON.value(stats.response, days: stats.query.period.length)),
        ("qualified_leads", QualifiedStatsJSON.value(stats.qualified)),
        ("process_steps", ProcessStatsJSON.value(stats.process)),
        ("activities", ActivityStatsJSON.value(stats.activities)),
        ("time_to_close", CloseStatsJSON.value(stats.close)),
        ("forecast", ForecastStatsJSON.value(stats.forecast)),
        ("attribution", AttributionStatsJSON.value(stats.attribution)),
        ("drilldown", DrilldownStatsJSON.value(stats.drilldown)),
        ("claims", ClaimsJSON.value(stats.claims)),
      ]))
  }
}

extension JSONValue {
  /// This object with the members of another: objects of the same name are merged, any other value is replaced in its
  /// place, new members come last.
  func merging(_ other: JSONValue) -> JSONValue {
    guard case .object(var members) = self, case .object(let added) = other else { return other }
    for (name, value) in added {
      if let place = members.firstIndex(where: { $0.0 == name }) {
        members[place].1 = members[place].1.merging(value)
      } else {
        members.append((name, value))
      }
    }
    return .object(members)
  }
}
