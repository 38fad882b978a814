import Cells
import Domain
import MetricEngine

/// 5: how long wins take, with open deals counted.
enum ClosePanel: Panel {
  static func headline(_ snapshot: Snapshot) -> Headline {
    let close = snapshot.readings.close
    let median = close.winnersMedian
    var likely: String?
    if let low = median.low, let high = median.high { likely = PanelWords.likely("\(Numbers.range(low, high)) d") }
    return Headline(
      lead: median.value == nil ? "" : "\(CloseWords.half) ",
      figure: median.value.map(Durations.days) ?? (close.won < 20 ? CloseWords.tooFew : Numbers.nothing),
      what: median.value == nil ? CloseWords.toTell : "",
      shortWhat: median.value == nil ? "" : CloseWords.halfWon,
      comparison: ComparisonText(
        median.value, median.value == nil ? nil : snapshot.before(close.winnersMedianBefore), close.change,
        format: Durations.days),
      basis: Counted.wins(close.won), basisWords: CloseWords.basis(close.won), likely: likely,
      ruleStatistic: { if case .wonWithin = $0 { true } else { false } }, trend: close.trend)
  }

  static func blocks(_ snapshot: Snapshot, width: Int, look: Look) -> [Block] {
    let close = snapshot.readings.close
    return [
      crmAverage(close),
      outcomes(close),
      CloseCurveBlock(snapshot)?.block,
      wonBy(close),
      CloseVerdictBlock.block(snapshot, width: width),
      velocity(close.velocity, snapshot),
      later(close),
      snapshot.breach(of: .timeToClose) == nil ? old(close) : nil,
      segments(close),
      untimed(close),
      weeks(close, snapshot),
    ].compactMap { $0 }
  }

  private static func crmAverage(_ close: CloseReading) -> Block? {
    guard let mean = close.crmAverage.mean else { return nil }
    let (long, short) = CloseWords.crmAverage(Durations.days(mean.rounded()), open: Numbers.whole(close.open))
    return .line(70, RichLine([long]), or: RichLine([short]))
  }

  private static func outcomes(_ close: CloseReading) -> Block? {
    .line(
      30,
      RichLine([
        [.dim("\(ListWords.won) "), .plain(Numbers.whole(close.won))],
        [.dim("\(ListWords.lost) "), .plain(Numbers.whole(close.lost))],
        [.dim("\(CloseWords.stillOpen) "), .plain(Numbers.whole(close.open))],
      ]))
  }

  /// The wins of single weeks, with what chance alone gives: for large panels.
  private static func weeks(_ close: CloseReading, _ snapshot: Snapshot) -> Block? {
    guard let control = snapshot.readings.controlLimits(of: .timeToClose), let trend = close.control?.weeks else {
      return nil
    }
    return TrendBlock.line(
      20, trend, limit: nil, control: control, marks: snapshot.marks(of: .timeToClose), ideal: 10, from: true,
      words: CloseWords.weeks, format: Durations.days)
  }

  /// "selling brings 41 k EUR a day   was 45 k: a lower win rate".
  private static func velocity(_ velocity: VelocityReading?, _ snapshot: Snapshot) -> Block? {
    guard let velocity, let now = velocity.now.perDay else { return nil }
    func money(_ amount: Double, _ currency: String = "") -> String {
      MoneyText.short(Money(hundredths: Int64(min(max(amount * 100, -9e17), 9e17)), currency: currency))
    }
    let was = snapshot.before(velocity.before.perDay).map { before -> RichLine.Segment in
      [.dim(CloseWords.was(money(before), mostBy: velocity.mostMoved))]
    }
    return .line(
      44,
      RichLine([CloseWords.velocity(money(now, velocity.now.currency)), was]))
  }

  /// "won by 30 d 3 %  90 d 13 %".
  private static func wonBy(_ close: CloseReading) -> Block? {
    guard close.won > 0, close.wonBy.count == close.atDays.count, close.wonBy.contains(where: { $0.value != nil })
    else { return nil }
    var segments: [RichLine.Segment] = []
    for (index, days) in close.atDays.enumerated() where days != 60 || close.atDays.count < 5 {
      guard close.reaches(index), let value = close.wonBy[index].value else { continue }
      segments.append([.dim("\(days) d "), .plain(Numbers.percent(value))])
    }
    let tooShort = close.outOfReach
    guard !segments.isEmpty else { return tooShort.map { .line(65, RichLine([[.dim($0)]])) } }
    let later = segments.count > 3 ? Array(segments.dropFirst()) : segments
    let note = tooShort.map { [RichLine.Segment([.dim($0)])] } ?? []
    return .line(65, RichLine(begun(segments) + note), or: RichLine(begun(later) + note))
  }

  private static func begun(_ segments: [RichLine.Segment]) -> [RichLine.Segment] {
    segments.enumerated().map { $0.offset == 0 ? [.dim("\(CloseWords.wonBy) ")] + $0.element : $0.element }
  }

  /// Beside the published 63 % and 20 %.
  private static func later(_ close: CloseReading) -> Block? {
    guard let index = close.atDays.firstIndex(of: 90), close.winsLaterThan.indices.contains(index),
      close.won >= PanelVerdict.winsNeeded, close.reaches(index), let after90 = close.winsLaterThan[index]
    else { return nil }
    return .line(
      35,
      RichLine([
        [.dim("\(CloseWords.laterThan90) "), .plain(Numbers.percent(after90))],
        [.dim(PanelWords.publishedClaim(Numbers.percent(0.63)))],
      ]))
  }

  private static func old(_ close: CloseReading) -> Block? {
    guard !close.old.isEmpty else { return nil }
    return .line(
      55,
      RichLine([
        CloseWords.old(close.old.count),
        MoneyText.short(close.oldMoney).map { [.plain($0)] },
      ]))
  }

  /// Segments, where they differ more than twofold.
  private static func segments(_ close: CloseReading) -> Block? {
    let known = close.bySegment.filter { $0.median != nil }
    guard let slow = known.compactMap(\.median).max(), let fast = known.compactMap(\.median).min(), slow > 2 * fast
    else { return nil }
    return .lineIfItFits(
      58,
      RichLine(
        known.sorted { ($0.median ?? 0) > ($1.median ?? 0) }.prefix(4).map { segment in
          [
            .dim("\(segment.name) "), .plain(segment.median.map(Durations.days) ?? Numbers.nothing),
            .dim(" (\(Counted.wins(segment.won)))"),
          ]
        }))
  }

  private static func untimed(_ close: CloseReading) -> Block? {
    let reasons = [
      (close.withoutDates, CloseWords.withoutDates), (close.closedBeforeOpened, CloseWords.closedBeforeOpened),
    ]
    .filter { $0.0 > 0 }
    guard let first = reasons.first else { return nil }
    let rest = reasons.dropFirst().map { ", \(Numbers.whole($0.0)) \($0.1)" }.joined()
    return .line(40, RichLine([[.dim(CloseWords.notTimed("\(Counted.deals(first.0)) \(first.1)\(rest)"))]]))
  }
}

extension CloseReading {
  /// Fewer deals followed for that long say little about it.
  private static let fewestFollowed = 10

  /// True if enough deals were followed for the days of `atDays` at this index.
  func reaches(_ index: Int) -> Bool { atRisk.indices.contains(index) ? atRisk[index] >= Self.fewestFollowed : true }

  /// Why nothing is said of the first days that are out of reach; nil if all are within.
  var outOfReach: String? {
    guard let days = atDays.indices.first(where: { !reaches($0) && atDays[$0] != 60 }).map({ atDays[$0] }) else {
      return nil
    }
    // Deals come over time: in a history of less than twice as long hardly any can have lasted.
    let isShort = historyDays.map { $0 < 2 * Double(days) } ?? true
    return isShort ? CloseWords.tooShort(for: days) : CloseWords.fewLasted(days, Self.fewestFollowed)
  }
}
