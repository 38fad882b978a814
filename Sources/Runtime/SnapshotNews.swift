import AlertEngine
import Dashboard
import Domain
import MetricEngine

extension Snapshot {
  /// Takes newer figures over, and judges rules by them. Rows that left the beginnings of lists are not named any more;
  /// rows that are new there come with the data, and so does why a rule is broken.
  public mutating func take(news figures: inout LiveFigures) {
    readings = figures.readings().explained(as: readings)
    let answered = figures.leadsNotWaiting
    waiting.removeAll { answered.contains($0.row) }
    let deals = Set(readings.activities.quiet.prefix(SnapshotBuilder.previewLength))
    quiet.removeAll { !deals.contains($0.row) }
    take(figures.answers())
  }

  private mutating func take(_ answers: [MeasureRequest: Reading]) {
    guard !answers.isEmpty else { return }
    findings = findings.map { $0.judged(by: answers) }.sorted(by: isWorse)
    for finding in findings where finding.severity == .ok { reasons[finding.id] = nil }
    alerts = AlertBoard(judging: findings, reasons: reasons, at: readings.query.asOf)
  }

  /// What its rules ask.
  public var requests: [MeasureRequest] {
    findings.flatMap { [$0.rule.request, $0.rule.criticalRequest].compactMap(\.self) }
  }
}

extension Finding {
  /// The same rule judged by newer answers, as far as there are any.
  fileprivate func judged(by answers: [MeasureRequest: Reading]) -> Finding {
    let isNew = answers[rule.request] != nil || rule.criticalRequest.map { answers[$0] != nil } == true
    guard isNew else { return self }
    return finding(rule) { request in
      answers[request] ?? (request == rule.request ? reading : criticalReading ?? Reading(value: nil, count: 0))
    }
  }
}
