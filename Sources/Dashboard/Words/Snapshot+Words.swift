import AlertEngine
import Domain

extension Snapshot {
  /// A finding in words.
  func words(_ finding: Finding) -> FigureText {
    FigureText(
      finding: finding, profile: profile, periodDays: readings.query.period.length,
      reason: ReasonText(finding, self), soon: soon(finding))
  }

  /// What an alert found, in words.
  func words(_ entry: AlertEntry) -> FigureText {
    // What is known of a rule as a whole does not hold for a part of the organisation.
    let reason = entry.reason ?? (entry.key.scope == .all ? reasons[entry.key.rule] : nil)
    return FigureText(
      finding: entry.finding, profile: profile, periodDays: readings.query.period.length,
      reason: ReasonText(entry.finding, self, reason: reason ?? FindingReason()),
      soon: AlertText(entry, self).forecast ?? soon(entry.finding))
  }

  /// How many more deals turn quiet within a week, where the rule counts by the days that the readings count by.
  private func soon(_ finding: Finding) -> AlertRow.Text? {
    let activities = readings.activities
    guard case .idle(let days) = finding.rule.request.statistic, days == ActivitiesPanel.quietDays,
      finding.rule.request.scope == .all, activities.quietSoon > 0
    else { return nil }
    let more = "\(Numbers.whole(activities.quietSoon)) more by "
    return AlertRow.Text(more + quietSoonDay, short: more + quietSoonDay.prefix(3))
  }

  /// The day by which deals are counted that turn quiet soon.
  var quietSoonDay: String { Dates.weekday(readings.query.asOf.adding(days: 7), self) }
}
