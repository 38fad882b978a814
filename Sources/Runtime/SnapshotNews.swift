import Dashboard
import MetricEngine

extension Snapshot {
  /// Takes newer figures over. Rows that left the beginnings of lists are not named any more; rows that are new there
  /// come with the data.
  mutating func take(news figures: inout LiveFigures) {
    readings = figures.readings()
    let answered = figures.leadsNotWaiting
    waiting.removeAll { answered.contains($0.row) }
    let deals = Set(readings.activities.quiet.prefix(SnapshotBuilder.previewLength))
    quiet.removeAll { !deals.contains($0.row) }
  }
}
