import Cells
import Domain
import MetricEngine

/// 4: how much is done for each open opportunity, and where nothing is.
enum ActivitiesPanel: Panel {
  /// Days without an activity after which the readings count a deal as quiet.
  static let quietDays = 14

  static func headline(_ snapshot: Snapshot) -> Headline {
    let activities = snapshot.readings.activities
    let quiet = Double(activities.quiet.count)
    let hasOpen = activities.open.count > 0
    return Headline(
      figure: hasOpen ? Numbers.whole(activities.quiet.count) : ActivityWords.noOpenDeals,
      what: hasOpen ? ActivityWords.quiet(activities.quiet.count, over: quietDays) : "",
      shortWhat: hasOpen ? ActivityWords.quiet : "",
      comparison: ComparisonText(
        quiet, snapshot.before(activities.quietBefore, reachingBack: snapshot.instant(daysBack: 42)).map(Double.init),
        activities.change
      ) {
        Numbers.whole(Numbers.clamped($0))
      },
      basis: ActivityWords.openDeals(activities.open.count), likely: nil,
      ruleStatistic: { $0 == .idle(days: quietDays) }, trend: activities.trend)
  }

  static func blocks(_ snapshot: Snapshot, width: Int, look: Look) -> [Block] {
    let activities = snapshot.readings.activities
    return [
      quietSoon(activities, snapshot),
      touches(activities, snapshot),
      wonAndLost(activities),
      bands(activities.openBands),
      money(ActivityWords.underFloor, activities.underFloor.count, activities.underFloorMoney, 55),
      activities.withoutNextStep.flatMap { money(ActivityWords.noNextStep, $0, activities.withoutNextStepMoney, 50) },
      gaveUp(activities.gaveUp),
      snapshot.verdictBlock(.activities, width: width),
      TrendBlock.line(
        40, activities.trend, limit: nil, control: snapshot.readings.controlLimits(of: .activities),
        marks: snapshot.marks(of: .activities), ideal: 12, from: true
      ) {
        Numbers.whole(Numbers.clamped($0.rounded()))
      },
    ].compactMap { $0 }
  }

  /// "12 more turn quiet by Sat 28 Nov".
  private static func quietSoon(_ activities: ActivityReading, _ snapshot: Snapshot) -> Block? {
    guard activities.quietSoon > 0 else { return nil }
    let day = snapshot.quietSoonDay
    return .line(
      62,
      RichLine([ActivityWords.quietSoon(activities.quietSoon, by: day)]))
  }

  private static func touches(_ activities: ActivityReading, _ snapshot: Snapshot) -> Block? {
    guard let touches = activities.touches else { return nil }
    let days = snapshot.readings.query.period.length
    let was = snapshot.before(activities.touchesBefore).map {
      RichLine.Segment([.dim(PanelWords.was(Numbers.decimal($0)))])
    }
    return .line(
      70,
      RichLine([ActivityWords.touches(Numbers.decimal(touches), days: days)], right: was))
  }

  private static func wonAndLost(_ activities: ActivityReading) -> Block? {
    guard let won = activities.won.mean, let lost = activities.lost.mean else { return nil }
    return .line(
      60,
      RichLine([
        ActivityWords.ended(won: Numbers.decimal(won), lost: Numbers.decimal(lost)),
        activities.open.mean.map { ActivityWords.open(Numbers.decimal($0)) },
      ]))
  }

  private static func bands(_ bands: [Int]) -> Block? {
    let names = ["0", "1\u{2013}2", "3\u{2013}5", "6\u{2013}9", "10+"]
    guard bands.count == names.count, let top = bands.max(), top > 0 else { return nil }
    return Block(priority: 65, minimum: 5) { rect, look, canvas in
      for (index, count) in bands.enumerated() {
        let row = rect.row(index)
        canvas.putRight(names[index], endingAt: row.x + 4, y: row.y, style: look[.dim])
        HorizontalBar(
          label: "", labelWidth: 0, share: Double(count) / Double(top), number: Numbers.whole(count), numberWidth: 7,
          numberPlace: .afterBar
        ).draw(
          in: Rect(x: row.x + 5, y: row.y, width: row.width - 5, height: 1), on: &canvas, look: look)
        if index == 0 { canvas.putRight(ActivityWords.bands, endingAt: row.maxX, y: row.y, style: look[.dim]) }
      }
    }
  }

  private static func money(_ words: String, _ count: Int, _ money: MoneyByCurrency, _ priority: Int) -> Block? {
    guard count > 0 else { return nil }
    return .line(
      priority,
      RichLine([
        [.dim("\(words)  "), .plain(Counted.deals(count))], MoneyText.short(money).map { [.plain($0)] },
      ]))
  }

  private static func gaveUp(_ share: Share) -> Block? {
    guard let value = share.value else { return nil }
    return .line(
      45,
      RichLine([
        [.dim("\(ActivityWords.gaveUp) "), .plain(Numbers.percent(value))],
        [.dim(ActivityWords.ofAllLost(share.trials))], [.dim(PanelWords.publishedClaim(Numbers.percent(0.44)))],
      ]))
  }
}
