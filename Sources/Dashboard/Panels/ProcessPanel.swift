import Cells
import Domain
import MetricEngine

/// 3: how opportunities follow the defined process.
enum ProcessPanel: Panel {
  static func headline(_ snapshot: Snapshot) -> Headline {
    let process = snapshot.readings.process
    let share = process.recent.value == nil ? process.conforming : process.recent
    let isRecent = process.recent.value != nil
    return Headline(
      figure: share.value.map { Numbers.percent($0) } ?? Numbers.nothing,
      what: share.value == nil ? Words.inThisPeriod : ProcessWords.follow,
      shortWhat: share.value == nil ? "" : ProcessWords.followShort,
      comparison: ComparisonText(
        share.value,
        isRecent
          ? snapshot.before(process.recentBefore.comparable(with: share), reachingBack: snapshot.instant(daysBack: 180))
          : nil,
        process.change
      ) {
        Numbers.percent($0)
      },
      basis: ProcessWords.basis(share.trials, isRecent: isRecent),
      windowDays: isRecent ? 90 : nil, likely: ResponsePanel.likely(share),
      ruleStatistic: { $0 == .conformingShare }, trend: process.trend)
  }

  static func blocks(_ snapshot: Snapshot, width: Int, look: Look) -> [Block] {
    let process = snapshot.readings.process
    return [
      StageTable.block(process, width: width),
      .gap,
      deviations(process),
      bottleneck(process),
      snapshot.verdictBlock(.processSteps, width: width),
      assumed(snapshot),
      TrendBlock.line(
        40, process.trend, limit: limit(snapshot), control: snapshot.readings.controlLimits(of: .processSteps),
        marks: snapshot.marks(of: .processSteps), ideal: 12
      ) { Numbers.percent($0) },
      LossesBlock.block(38, process.losses, days: snapshot.readings.query.period.length),
    ].compactMap { $0 }
  }

  private static func limit(_ snapshot: Snapshot) -> Double? {
    snapshot.findings(of: .processSteps).first { $0.rule.request.statistic == .conformingShare }?.rule.warn
  }

  /// The stage skipped most, then going back and repeating, as bars of one scale.
  private static func deviations(_ process: ProcessReading) -> Block? {
    var rows: [(String, Int, String)] = []
    if let stage = process.stages.max(by: { $0.skipped < $1.skipped }), stage.skipped > 0 {
      rows.append((ProcessWords.skipped(stage.name), stage.skipped, skippedWins(stage, process)))
    }
    if process.withBackward > 0 { rows.append((ProcessWords.wentBack, process.withBackward, "")) }
    if process.withRepeat > 0 { rows.append((ProcessWords.repeated, process.withRepeat, "")) }
    guard !rows.isEmpty else { return nil }
    // These count over all deals, unlike the headline.
    let basis = ProcessWords.ofAll(process.opportunities)
    if let plain = rows.lastIndex(where: { $0.2.isEmpty }) {
      rows[plain].2 = basis
    } else {
      rows[0].2 = "\(basis): \(rows[0].2)"
    }
    let top = rows.map(\.1).max() ?? 1
    let label = min(24, max(16, rows.map { TextWidth.of($0.0) }.max() ?? 0))
    return Block(priority: 60, minimum: 1, preferred: rows.count) { rect, look, canvas in
      for (index, row) in rows.prefix(rect.height).enumerated() {
        let line = rect.row(index)
        let note = TextWidth.of(row.2)
        let room = line.width - label - 8
        let bar = room - (note > 0 && room - note > 6 ? note + 1 : 0)
        canvas.put(row.0, x: line.x, y: line.y, style: look[.dim], width: label)
        canvas.putRight(Numbers.whole(row.1), endingAt: line.x + label + 6, y: line.y, style: look[.text])
        HorizontalBar(label: "", labelWidth: 0, share: Double(row.1) / Double(top), number: "", numberWidth: 0)
          .draw(
            in: Rect(x: line.x + label + 7, y: line.y, width: min(18, bar), height: 1), on: &canvas, look: look)
        if note > 0, bar < room { canvas.putRight(row.2, endingAt: line.maxX, y: line.y, style: look[.dim]) }
      }
    }
  }

  private static func skippedWins(_ stage: StageReading, _ process: ProcessReading) -> String {
    guard let skipped = stage.winRateSkipped.value, stage.winRateSkipped.trials >= 5,
      let others = process.winRateConforming.value
    else { return "" }
    return ProcessWords.wins(Numbers.percent(skipped), others: Numbers.percent(others))
  }

  private static func bottleneck(_ process: ProcessReading) -> Block? {
    guard let index = process.bottleneck, process.stages.indices.contains(index) else { return nil }
    let stage = process.stages[index]
    guard let days = stage.dwell.median.value else { return nil }
    let most = process.holdup.flatMap { $0 != index && process.stages.indices.contains($0) ? process.stages[$0] : nil }
    return .line(
      45,
      RichLine([
        ProcessWords.heldLongest(in: stage.name, half: Durations.days(days)),
        most.map { ProcessWords.mostDays(in: $0.name) },
      ]))
  }

  private static func assumed(_ snapshot: Snapshot) -> Block? {
    guard snapshot.profile.process.assumed else { return nil }
    return .line(35, RichLine([[.dim(ProcessWords.assumedOrder)]]))
  }
}
