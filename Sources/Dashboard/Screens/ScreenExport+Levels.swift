import AlertEngine
import Domain
import MetricEngine

extension ScreenExport {
  /// The days of the chart of limits with the levels as they are moved: what the cross-hair reads, and whether the rule
  /// would have fired.
  static func days(_ state: LimitsState) -> ExportTable {
    let series = state.series ?? AlertSeries(ticks: [], observations: [])
    return ExportTable(
      header: ["day", "value", "basis", "warns", "critical", "would_fire_as"],
      rows: zip(series.ticks, series.observations).map { tick, observation in
        [
          .text(tick.utcDate.iso), .init(observation.measured?.value), .whole(observation.count),
          .number(state.levels.warn), .init(state.levels.critical),
          .init(state.worst(from: tick, to: tick).map { $0 == .critical ? "critical" : "warning" }),
        ]
      })
  }

  /// All about one published figure, a row for each own figure and each step of the curve behind it.
  static func claim(_ claim: Claim) -> ExportTable {
    let words = ClaimText(claim: claim)
    func row(_ what: String, _ text: String?, _ estimate: Estimate? = nil, _ count: Int? = nil) -> [ExportTable.Value] {
      [.text(what), .init(text), .init(estimate?.value), .init(estimate?.low), .init(estimate?.high), .init(count)]
    }
    let shares = claim.curve.map { band in
      let share = Estimate(value: band.share.value, low: band.share.low, high: band.share.high)
      return row("\(claim.curveTitle): \(band.name)", nil, share, band.share.trials)
    }
    let head = [
      row(ClaimWords.claim, claim.title),
      row(
        ClaimWords.published, ClaimWords.published(claim.published.text, by: claim.provenance),
        Estimate(value: claim.published.value, low: nil, high: nil)),
      row(ClaimWords.yours, words.basis, claim.yours, claim.count),
      row(ClaimWords.verdict, "\(words.verdict): \(words.sentence)"),
    ]
    let figures = claim.figures.map { row(ClaimWords.also, $0.name, $0.estimate, $0.count) }
    let ends = [row(ClaimWords.method, claim.method), row(ClaimWords.note, claim.note)]
    return ExportTable(
      header: ["what", "text", "value", "low_95", "high_95", "basis"], rows: head + figures + ends + shares)
  }
}
