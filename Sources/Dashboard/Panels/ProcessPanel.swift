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
      what: share.value == nil ? Words.inThisPeriod : "follow the process",
      shortWhat: share.value == nil ? "" : "follow it",
      comparison: ComparisonText(share.value, isRecent ? process.recentBefore.value : nil, process.change) {
        Numbers.percent($0)
      },
      basis: "\(Counted.deals(share.trials))\(isRecent ? " opened in 90 d" : " with a history")",
      likely: ResponsePanel.likely(share), ruleStatistic: { $0 == .conformingShare }, trend: process.trend)
  }

  static func blocks(_ snapshot: Snapshot, width: Int, look: Look) -> [Block] {
    let process = snapshot.readings.process
    return [
      StageTable.block(process, width: width),
      .gap,
      deviations(process),
      bottleneck(process),
      assumed(snapshot),
      TrendBlock.line(40, process.trend, limit: limit(snapshot), ideal: 12) { Numbers.percent($0) },
    ].compactMap { $0 }
  }

  private static func limit(_ snapshot: Snapshot) -> Double? {
    snapshot.findings(of: .processSteps).first { $0.rule.request.statistic == .conformingShare }?.rule.warn
  }

  /// The stage skipped most, then going back and repeating, as bars of one scale.
  private static func deviations(_ process: ProcessReading) -> Block? {
    var rows: [(String, Int, String)] = []
    if let stage = process.stages.max(by: { $0.skipped < $1.skipped }), stage.skipped > 0 {
      rows.append(("skipped \(stage.name)", stage.skipped, skippedWins(stage, process)))
    }
    if process.withBackward > 0 { rows.append(("went back", process.withBackward, "")) }
    if process.withRepeat > 0 { rows.append(("repeated", process.withRepeat, "")) }
    guard !rows.isEmpty else { return nil }
    let top = rows.map(\.1).max() ?? 1
    return Block(priority: 60, minimum: 1, preferred: rows.count) { rect, look, canvas in
      for (index, row) in rows.prefix(rect.height).enumerated() {
        let line = rect.row(index)
        let note = TextWidth.of(row.2)
        let bar = line.width - 17 - 7 - (note > 0 && line.width - 24 - note > 6 ? note + 1 : 0)
        canvas.put(row.0, x: line.x, y: line.y, style: look[.dim], width: 16)
        canvas.putRight(Numbers.whole(row.1), endingAt: line.x + 22, y: line.y, style: look[.text])
        HorizontalBar(label: "", labelWidth: 0, share: Double(row.1) / Double(top), number: "", numberWidth: 0)
          .draw(
            in: Rect(x: line.x + 23, y: line.y, width: min(18, bar), height: 1), on: &canvas, look: look)
        if note > 0, bar < line.width - 24 { canvas.putRight(row.2, endingAt: line.maxX, y: line.y, style: look[.dim]) }
      }
    }
  }

  private static func skippedWins(_ stage: StageReading, _ process: ProcessReading) -> String {
    guard let skipped = stage.winRateSkipped.value, stage.winRateSkipped.trials >= 5,
      let others = process.winRateConforming.value
    else { return "" }
    return "win \(Numbers.percent(skipped)), others \(Numbers.percent(others))"
  }

  private static func bottleneck(_ process: ProcessReading) -> Block? {
    guard let index = process.bottleneck, process.stages.indices.contains(index) else { return nil }
    let stage = process.stages[index]
    guard let days = stage.dwell.median.value else { return nil }
    return .line(
      45, RichLine([[.dim("held longest in "), .plain(stage.name), .dim(", half over \(Durations.days(days))")]]))
  }

  private static func assumed(_ snapshot: Snapshot) -> Block? {
    guard snapshot.profile.process.assumed else { return nil }
    return .line(35, RichLine([[.dim("assumed: the order of stages, from the histories (S)")]]))
  }
}

/// Stages as columns: open now, go on, days now and usual, stuck.
enum StageTable {
  static func block(_ process: ProcessReading, width: Int) -> Block? {
    guard !process.stages.isEmpty else { return nil }
    return Block(priority: 66, minimum: 3, preferred: 6) { rect, look, canvas in
      draw(process, in: rect, look, &canvas)
    }
  }

  private static func draw(_ process: ProcessReading, in rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let labelWidth = 10
    let tail = 6
    let room = rect.width - labelWidth - tail
    let count = max(1, min(process.stages.count, room / 6))
    let step = min(12, room / count)
    let stages = Array(process.stages.prefix(count))
    for (index, stage) in stages.enumerated() {
      let end = rect.x + labelWidth + (index + 1) * step
      let isHeld = process.bottleneck == index
      canvas.putRight(
        TextWidth.cut(stage.name, to: step - 1, ellipsis: false), endingAt: end, y: rect.y,
        style: look[isHeld ? .strong : .dim])
    }
    if count < process.stages.count {
      canvas.put("+\(process.stages.count - count)", x: rect.maxX - 3, y: rect.y, style: look[.dim])
    }
    for (offset, row) in rows(process).prefix(rect.height - 1).enumerated() {
      let y = rect.y + 1 + offset
      canvas.put(row.label, x: rect.x, y: y, style: look[.dim], width: labelWidth)
      for (index, stage) in stages.enumerated() {
        let end = rect.x + labelWidth + (index + 1) * step
        let (text, role) = row.cell(stage)
        canvas.putRight(text, endingAt: end, y: y, style: look[role], width: step - 1)
      }
      canvas.putRight(row.unit, endingAt: rect.maxX, y: y, style: look[.dim], width: tail)
    }
  }

  private struct Row {
    var label: String
    var unit: String
    var cell: (StageReading) -> (String, Role)
  }

  private static func rows(_ process: ProcessReading) -> [Row] {
    [
      Row(label: "open now", unit: "") { (Numbers.whole($0.openNow), .text) },
      Row(label: "go on to", unit: "next") { ($0.goOn.value.map { Numbers.percent($0) } ?? "", .text) },
      Row(label: "days", unit: "now") { (days($0.dwellNow), isSlow($0) ? .strong : .text) },
      Row(label: "", unit: "usual") { (days($0.dwell.median.value), .dim) },
      Row(label: "stuck", unit: "deals") { ($0.stuck > 0 ? Numbers.whole($0.stuck) : "", .text) },
    ]
  }

  private static func days(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    return Numbers.decimal(value, places: value < 9.95 && value != value.rounded() ? 1 : 0)
  }

  /// True if half of the present visits take over half as long again as usual.
  private static func isSlow(_ stage: StageReading) -> Bool {
    guard let now = stage.dwellNow, let usual = stage.dwell.median.value, usual > 0 else { return false }
    return now > 1.5 * usual
  }
}
