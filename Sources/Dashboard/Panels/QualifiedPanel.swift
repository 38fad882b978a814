import Cells
import Domain
import MetricEngine

/// 2: how many leads become qualified.
enum QualifiedPanel: Panel {
  static func headline(_ snapshot: Snapshot) -> Headline {
    let qualified = snapshot.readings.qualified
    var likely: String?
    if let low = qualified.interval.low, let high = qualified.interval.high {
      likely = PanelWords.likely(Numbers.range(low, high))
    }
    let isEmpty = isEmpty(qualified)
    let before = isEmpty && qualified.previous == 0 ? nil : snapshot.before(Double(qualified.previous))
    let days = snapshot.readings.query.period.length
    return Headline(
      figure: isEmpty ? Numbers.nothing : Numbers.whole(qualified.current),
      what: isEmpty ? Words.inThisPeriod : QualifiedWords.qualified(in: days),
      shortWhat: isEmpty ? "" : QualifiedWords.leads,
      comparison: ComparisonText(Double(qualified.current), before, qualified.change) {
        Numbers.whole(Numbers.clamped($0))
      },
      basis: Counted.leads(qualified.leadsCurrent), basisWords: cohort(qualified), windowDays: days,
      likely: isEmpty ? nil : likely,
      ruleStatistic: { $0 == .qualifiedCount }, trend: qualified.trend, trendIsColumns: true)
  }

  /// "175 of its 561 new leads so far": those who came in the window, beside all who were qualified in it.
  private static func cohort(_ qualified: QualifiedReading) -> String? {
    guard qualified.rate.trials > 0 else { return nil }
    return QualifiedWords.cohort(qualified.rate.successes, of: qualified.rate.trials)
  }

  /// True if no lead came and none was qualified: that is no data, not 0.
  private static func isEmpty(_ qualified: QualifiedReading) -> Bool {
    qualified.current == 0 && qualified.leadsCurrent == 0
  }

  static func blocks(_ snapshot: Snapshot, width: Int, look: Look) -> [Block] {
    let qualified = snapshot.readings.qualified
    return [
      snapshot.speaksOf(.qualifiedRatio) ? nil : pace(qualified),
      snapshot.verdictBlock(.qualifiedLeads, width: width),
      TrendBlock.columns(
        50, qualified.trend, expected: expected(qualified.trend),
        control: snapshot.readings.controlLimits(of: .qualifiedLeads), marks: snapshot.marks(of: .qualifiedLeads)),
      funnel(qualified.funnel, snapshot),
      sources(qualified),
      takenBack(qualified),
      ratio(qualified, snapshot),
      withinThirtyDays(qualified.withinThirtyDays),
    ].compactMap { $0 }
  }

  /// The mean of the weeks shown: what a week like the others would bring.
  private static func expected(_ trend: [TrendPoint]) -> Double? {
    let values = trend.compactMap(\.value)
    return values.count >= 8 ? values.reduce(0, +) / Double(values.count) : nil
  }

  private static func pace(_ qualified: QualifiedReading) -> Block? {
    guard let pace = qualified.pace, pace.isFinite, !isEmpty(qualified) else { return nil }
    return .line(60, RichLine([QualifiedWords.pace(Numbers.percent(pace))]))
  }

  private static func funnel(_ steps: [FunnelStep], _ snapshot: Snapshot) -> Block? {
    guard let top = steps.first, top.count > 0 else { return nil }
    let shown = steps.prefix(5).map { step in
      var step = step
      step.shareBefore = snapshot.before(step.isComparable ? step.shareBefore : nil).flatMap { $0 <= 1 ? $0 : nil }
      // More of this step than of the one before are not a share of it.
      step.share = step.share.flatMap { $0 <= 1 ? $0 : nil }
      return step
    }
    return Block(priority: 65, minimum: min(3, shown.count), preferred: shown.count) { rect, look, canvas in
      for (index, step) in shown.prefix(rect.height).enumerated() {
        draw(step, of: top.count, isFirst: index == 0, in: rect.row(index), look, &canvas)
      }
    }
  }

  private static func draw(
    _ step: FunnelStep, of top: Int, isFirst: Bool, in row: Rect, _ look: Look, _ canvas: inout Canvas
  ) {
    let tail = 18
    let bar = Rect(x: row.x + 20, y: row.y, width: max(4, row.width - 20 - tail), height: 1)
    canvas.put(step.name, x: row.x, y: row.y, style: look[.dim], width: 11)
    canvas.putRight(Numbers.whole(step.count), endingAt: row.x + 19, y: row.y, style: look[.text])
    HorizontalBar(label: "", labelWidth: 0, share: Double(step.count) / Double(top), number: "", numberWidth: 0)
      .draw(in: bar, on: &canvas, look: look)
    guard !isFirst, let share = step.share else { return }
    canvas.putRight(Numbers.percent(share), endingAt: bar.maxX + 6, y: row.y, style: look[.text])
    if let before = step.shareBefore {
      canvas.putRight(PanelWords.was(Numbers.percent(before)), endingAt: row.maxX, y: row.y, style: look[.dim])
    }
  }

  private static func sources(_ qualified: QualifiedReading) -> Block? {
    guard let best = qualified.bestSource, let worst = qualified.worstSource, best.name != worst.name else {
      return nil
    }
    return .line(
      55,
      RichLine([
        source(QualifiedWords.best, best, withBefore: false), source(QualifiedWords.worst, worst, withBefore: true),
      ]))
  }

  private static func source(_ word: String, _ row: BreakdownRow, withBefore: Bool) -> RichLine.Segment {
    var spans: [Span] = [.dim("\(word) "), .plain("\(row.name) ")]
    spans.append(.plain(row.value.map { Numbers.percent($0) } ?? Numbers.nothing))
    if withBefore, let before = row.previous { spans.append(.dim(" \(PanelWords.was(Numbers.percentNumber(before)))")) }
    return spans
  }

  /// "taken back within 30 d  21   qualified again  8".
  private static func takenBack(_ qualified: QualifiedReading) -> Block? {
    let counts = [
      (QualifiedWords.takenBack, qualified.reversed), (QualifiedWords.again, qualified.requalified),
    ]
    let known = counts.compactMap { words, count in
      count.map { [Span.dim("\(words)  "), .plain(Numbers.whole($0))] }
    }
    let isNone = counts.allSatisfy { ($0.1 ?? 0) == 0 }
    return known.isEmpty || isNone ? nil : .line(47, RichLine(known))
  }

  /// "3 % fewer than the 28 before, likely 12 % fewer to 8 % more".
  private static func ratio(_ qualified: QualifiedReading, _ snapshot: Snapshot) -> Block? {
    let ratio = qualified.widenedRatio
    guard let value = snapshot.before(ratio.value), let low = ratio.low, let high = ratio.high, high < 10 else {
      return nil
    }
    let compared = PeriodText(snapshot.readings.query).compared
    return .lineIfItFits(
      36,
      RichLine([
        [.plain(QualifiedWords.moved(value)), .dim(" \(QualifiedWords.than(compared))")],
        [.dim(QualifiedWords.likely(low, high))],
      ]))
  }

  private static func withinThirtyDays(_ share: Share) -> Block? {
    guard let value = share.value else { return nil }
    return .line(
      45,
      RichLine([
        QualifiedWords.withinThirtyDays(Numbers.percent(value), of: share.trials)
      ]))
  }
}
