import Domain

extension Engine {
  /// After how many days without an activity an opportunity is quieter than those that were won by an instant: of the
  /// pauses between the activities of won opportunities nine in ten were no longer, by the stage and segment they fell
  /// into; and what the quiet ones amounted to in the year before (statistics.md section 2, learned defaults). Nil with
  /// too few of them.
  public func idleLimits(at present: Instant) -> IdleLimits? {
    let known = knowing(through: present)
    guard known.missingForActivities.isEmpty, var limits = known.pauseLimits() else { return nil }
    let days = (0..<Self.moneyDays).reversed().map { present.adding(days: -$0) }
    let request = MeasureRequest(
      metric: .activities, statistic: .idleBeyond(limits), clock: .wall, windowDays: 1, scope: .all)
    limits.usualMoney = Self.medians(history(request, Query(asOf: present), at: days).map(\.money))
    return limits
  }

  private static let moneyDays = 365

  private func pauseLimits() -> IdleLimits? {
    let table = dataset.opportunities
    let (stages, segments) = (dataset.vocabulary(.stage).names, dataset.vocabulary(.segment).names)
    let reader = TouchReader(dataset)
    var cells = [PauseCounts](repeating: PauseCounts(), count: stages.count * segments.count)
    for row in 0..<table.count where table.outcome[row] == .won && table.closedAt[row].isKnown {
      let (created, closed) = (table.createdAt[row], table.closedAt[row])
      guard created.isKnown, created <= closed else { continue }
      var last = created
      for touch in reader.touches(of: row, through: closed) + [closed] {
        let stage = Int(stage(ofOpportunity: row, asOf: last))
        cells[stage * segments.count + Int(table.segment[row])].add(touch.since(last))
        last = touch
      }
    }
    return limits(cells, stages, segments)
  }

  private func limits(_ cells: [PauseCounts], _ stages: [String], _ segments: [String]) -> IdleLimits? {
    func sum(_ cells: some Sequence<PauseCounts>) -> PauseCounts { cells.reduce(into: PauseCounts()) { $0.add($1) } }
    guard let usual = sum(cells).limit else { return nil }
    var limits = IdleLimits(usual: usual)
    for (place, stage) in stages.enumerated() {
      let own = cells[place * segments.count..<(place + 1) * segments.count]
      guard let ofStage = sum(own).limit else { continue }
      limits.byStage[stage] = Dictionary(
        zip(segments, own).map { ($0, $1.limit ?? ofStage) }, uniquingKeysWith: { first, _ in first })
    }
    return limits
  }

  /// The middle of the sums of each currency; a day without it has none of it.
  private static func medians(_ days: [MoneyByCurrency]) -> MoneyByCurrency {
    let currencies = Set(days.flatMap { $0.amounts.map(\.currency) })
    return MoneyByCurrency(
      currencies.map { currency in
        let sums = days.map { day in day.amounts.first { $0.currency == currency }?.hundredths ?? 0 }.sorted()
        return Money(hundredths: sums[sums.count / 2], currency: currency)
      })
  }
}

/// How many pauses lasted how many days.
private struct PauseCounts {
  private var counts = [Int](repeating: 0, count: longest + 1)
  private var sum = 0

  /// Days of the shortest and the longest limit.
  private static let (shortest, longest) = (7, 45)
  /// Fewer pauses say nothing.
  private static let fewest = 30
  private static let usualPart = 0.9

  mutating func add(_ seconds: Int64) {
    counts[Int(min(Int64(Self.longest), max(0, seconds) / Instant.day))] += 1
    sum += 1
  }

  mutating func add(_ other: PauseCounts) {
    for day in counts.indices { counts[day] += other.counts[day] }
    sum += other.sum
  }

  /// The days that nine in ten pauses did not exceed; nil with too few.
  var limit: Int? {
    guard sum >= Self.fewest else { return nil }
    var seen = 0
    for (day, count) in counts.enumerated() {
      seen += count
      // What lasted for less than the next day.
      if Double(seen) >= Self.usualPart * Double(sum) { return min(Self.longest, max(Self.shortest, day + 1)) }
    }
    return Self.longest
  }
}
