import Domain

/// "Two thirds of buyers wait longer before they get in touch than two years ago."
enum LongerWaitsClaim {
  private static let fewest = 100
  /// Leads of half a year, now and two years before.
  private static let (length, distance) = (182, 730)
  private static let field = "first_touch_at"

  static func claim(_ input: ClaimInput) -> Claim {
    var claim = blank
    guard let touches = input.dataset.leadAttributes[field] else { return claim.lacking(["leads.\(field)"]) }
    let moments = touches.names.names.map { IsoDay.instant($0) }
    let now = TimeWindow(after: input.query.asOf.adding(days: -length), through: input.query.asOf)
    let before = TimeWindow(
      after: now.after.adding(days: -distance), through: now.through.adding(days: -distance))
    let (recent, old) = (waits(now, touches, moments, input), waits(before, touches, moments, input))
    let median = Quantile.type7(sorted: old, 0.5) ?? 0
    let share = Wilson.share(recent.count { $0 > median }, of: recent.count)
    claim.judge(
      Estimate(share), count: recent.count,
      shortfall: Shortfall.of(min(recent.count, old.count), fewest, "leads in the smaller half-year"))
    var test = LogRank()
    test.addStratum(now: RiskTimes(events: recent, censored: []), before: RiskTimes(events: old, censored: []))
    claim.figures = [
      .init(
        name: "chance of such a difference if nothing changed", estimate: Estimate(value: test.result.p), unit: .share,
        count: recent.count + old.count)
    ]
    return claim
  }

  /// Days from the first touch to the lead, ascending.
  private static func waits(
    _ window: TimeWindow, _ touches: AttributeColumn, _ moments: [Instant], _ input: ClaimInput
  ) -> [Double] {
    let facts = input.engine.qualifiedFacts
    var days: [Double] = []
    facts.forEachCreated(facts.placesCreated(in: window), in: input.selection.leadSet) { row in
      guard touches.codes.indices.contains(row) else { return }
      guard let wait = input.dataset.leads.createdAt[row].days(since: moments[Int(touches.codes[row])]) else { return }
      if wait >= 0 { days.append(wait) }
    }
    return Sorting.ascending(days)
  }

  private static let blank = Claim(
    "waiting-longer", "Buyers wait longer than two years ago",
    published: .init(text: "two thirds", value: 2.0 / 3), unit: .share, noun: "leads",
    provenance: "told of SAP; the source was not found",
    method: "leads of the last half-year who waited longer, from their first touch to their first contact, "
      + "than half of those did two years before",
    note: "Needs the first touch of each lead, such as the first visit of the web site")
}

/// `2026-06-30` or `2026-06-30T18:00:00Z`, as attributes hold them.
private enum IsoDay {
  static func instant(_ text: String) -> Instant {
    let digits = text.utf8.prefix(19).map { Int($0) - 48 }
    guard digits.count >= 10, text.utf8.allSatisfy({ $0 < 128 }) else { return .unknown }
    func number(_ from: Int, _ count: Int) -> Int? {
      let part = digits[from..<from + count]
      return part.allSatisfy { (0...9).contains($0) } ? part.reduce(0) { $0 * 10 + $1 } : nil
    }
    guard let year = number(0, 4), let month = number(5, 2), let day = number(8, 2), (1...12).contains(month),
      (1...31).contains(day)
    else { return .unknown }
    let midnight = CivilDate(year: year, month: month, day: day).midnightUTC
    guard digits.count == 19, let hour = number(11, 2), let minute = number(14, 2), let second = number(17, 2) else {
      return midnight
    }
    return midnight.adding(Int64(hour * 3600 + minute * 60 + second))
  }
}
