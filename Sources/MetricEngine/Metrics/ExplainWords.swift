import Domain
import Foundation

/// Words and numbers of explanations, in one place.
enum ExplainWords {
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Sat 21 Nov 2026`.
  static func date(_ date: CivilDate) -> String {
    "\(weekdays[date.isoWeekday - 1]) \(date.day) \(months[date.month - 1]) \(date.year)"
  }

  /// `21 Nov`.
  static func day(_ date: CivilDate) -> String { "\(date.day) \(months[date.month - 1])" }

  /// `28 days to Sat 21 Nov 2026, team EMEA`.
  static func window(_ query: Query, offsets: ZoneOffsets) -> String {
    switch query.period.shape {
    case .days, .dates: stretch("\(query.period.length) days to", query, offsets)
    case .quarterToDate: stretch("quarter to", query, offsets)
    case .yearToDate: stretch("year to", query, offsets)
    }
  }

  /// `all until Sat 21 Nov 2026, team EMEA`: for figures that no period limits.
  static func everything(_ query: Query, offsets: ZoneOffsets) -> String { stretch("all until", query, offsets) }

  private static func stretch(_ words: String, _ query: Query, _ offsets: ZoneOffsets) -> String {
    guard query.asOf.isKnown else { return "no date" }
    let until = date(CivilDate(daysSinceEpoch: offsets.localDay(of: query.asOf)))
    return (["\(words) \(until)"] + query.filter.clauses.map(clause)).joined(separator: ", ")
  }

  /// One condition of a filter in words.
  static func clause(_ clause: FilterClause) -> String {
    switch clause {
    case .dimension(let dimension, let names): "\(dimension.rawValue) \(names.joined(separator: " or "))"
    case .attribute(let name, let values): "\(name) \(values.joined(separator: " or "))"
    case .amount(let bound, let hundredths): "amount \(word(bound)) \(number(Double(hundredths) / 100))"
    case .idleDays(let bound, let days): "quiet for \(word(bound)) \(days) days"
    case .ageDays(let bound, let days): "created \(word(bound)) \(days) days ago"
    case .date(let field, let range): "\(field.rawValue) \(days(range))"
    case .touches(let bound, let touches): "\(word(bound)) \(touches) activities"
    case .waited(let bound, let seconds): "waited \(word(bound)) \(DayWords.duration(Int64(seconds)))"
    case .late(let bound, let seconds): "late by \(word(bound)) \(DayWords.duration(Int64(seconds)))"
    case .around(let field, let stretch): "\(field.rawValue) \(stretch.rawValue.replacing("-", with: " "))"
    case .text(let text): "holding \"\(text)\""
    case .status(let outcomes): outcomes.map(\.rawWord).joined(separator: " or ")
    }
  }

  private static func days(_ range: DateRange) -> String {
    switch (range.from, range.through) {
    case (let from?, let through?): from == through ? "on \(date(from))" : "\(date(from)) to \(date(through))"
    case (let from?, nil): "from \(date(from))"
    case (nil, let through?): "until \(date(through))"
    case (nil, nil): "on any day"
    }
  }

  /// `31.2 % (29.4–33.1 %), 752 of 2412`; says so without data.
  static func share(_ share: Share) -> String {
    guard let value = share.value, let low = share.low, let high = share.high else { return "no data" }
    return "\(percent(value)) (\(number(low * 100))–\(percent(high))), \(share.successes) of \(share.trials)"
  }

  /// `31.2 %`.
  static func percent(_ value: Double) -> String { number(value * 100) + " %" }

  /// Up to one decimal, no grouping.
  static func number(_ value: Double) -> String {
    guard abs(value) < 1e15 else { return "\(value)" }
    let tenths = Int64((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  /// A number with its bounds where it has them.
  static func estimate(_ estimate: Estimate, digits: Int = 2) -> String {
    func text(_ value: Double?) -> String { value.map { String(format: "%.\(digits)f", $0) } ?? "not reached" }
    guard let value = estimate.value else { return "no data" }
    guard estimate.low != nil || estimate.high != nil else { return text(value) }
    return "\(text(value)) (\(text(estimate.low))–\(text(estimate.high)))"
  }

  /// A quantile in seconds with its bounds; not reached is not the same as no rows to reach it.
  static func quantile(_ estimate: Estimate, of rows: Int) -> String {
    func text(_ value: Double?) -> String { value == nil ? "not reached" : seconds(value) }
    guard rows > 0 else { return "no data" }
    guard estimate.low != nil || estimate.high != nil else { return text(estimate.value) }
    return "\(text(estimate.value)) (\(text(estimate.low))–\(text(estimate.high)))"
  }

  /// `7576.4 s`.
  static func seconds(_ value: Double?) -> String { value.map { number($0) + " s" } ?? "no data" }

  /// `Mon–Fri 09:00–17:00, Europe/Berlin`.
  static func hours(_ hours: BusinessHours) -> String {
    func time(_ minutes: Int) -> String { String(format: "%02d:%02d", minutes / 60, minutes % 60) }
    let numbers = hours.weekdays.filter { (1...7).contains($0) }.sorted()
    let days = numbers.map { weekdays[$0 - 1] }
    let isRun = days.count > 2 && zip(numbers, numbers.dropFirst()).allSatisfy { $0 + 1 == $1 }
    let named = isRun ? "\(days.first ?? "")–\(days.last ?? "")" : days.joined(separator: " ")
    return "\(named) \(time(hours.opensAt))–\(time(hours.closesAt)), \(hours.timeZone)"
  }

  private static func word(_ bound: Bound) -> String {
    switch bound {
    case .above: "over"
    case .below: "under"
    case .equal: "exactly"
    }
  }
}

extension Outcome {
  /// As a word.
  fileprivate var rawWord: String {
    switch self {
    case .open: "open"
    case .won: "won"
    case .lost: "lost"
    }
  }
}
