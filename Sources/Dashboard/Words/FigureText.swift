import AlertEngine
import Domain

/// The figure a rule watches, in words: its value, what it counts, its limit, its basis, what it touches.
struct FigureText {
  let finding: Finding
  let profile: Profile
  /// Length of the period in the header; nil if it does not matter.
  var periodDays: Int?
  /// Since when and why; nil where that is not told.
  var reason: ReasonText?
  /// How many more cross the limit soon, and when: "12 more by Sat 28 Nov"; nil where that is not known.
  var soon: AlertRow.Text?

  var statistic: Statistic { finding.rule.request.statistic }
  private var reading: Reading { finding.reading }

  /// "31 %", "69", "4.2"; "no data" without a value.
  var value: String {
    guard let value = reading.value else { return Numbers.nothing }
    return number(value)
  }

  /// A number in the unit of the statistic.
  func number(_ value: Double) -> String {
    switch statistic {
    case .shareWithin, .conformingShare, .gaveUpShare, .wonWithin, .qualifiedRatio, .qualifiedForAge, .closingPace:
      Numbers.percent(value)
    case .responseQuantile: Durations.short(value)
    case .activitiesMean: Numbers.decimal(value)
    case .qualifiedCount, .unanswered, .brokenNow, .idle, .idleBeyond, .stageAge, .olderThanWinners:
      Numbers.whole(Numbers.clamped(value.rounded()))
    }
  }

  /// The same as exact as levels are learned and moved: two of them must not read alike.
  func exact(_ value: Double) -> String {
    switch statistic {
    case .shareWithin, .conformingShare, .gaveUpShare, .wonWithin, .qualifiedRatio, .qualifiedForAge, .closingPace:
      (value * 1000).rounded().truncatingRemainder(dividingBy: 10) == 0
        ? number(value) : "\(Numbers.decimal(value * 100)) %"
    default: number(value)
    }
  }

  /// What the value counts: "answered in 5 min", "open deals quiet over 14 d".
  var what: String {
    switch statistic {
    case .shareWithin(let seconds): "answered in \(answerLimit(seconds))"
    case .responseQuantile(let q): q == 0.5 ? "half wait longer" : "\(Self.outOfTen(1 - q)) wait longer"
    case .qualifiedCount: "qualified"
    case .qualifiedRatio: "of the usual pace of qualified leads"
    case .qualifiedForAge: "of as many qualified as usual"
    case .conformingShare: "follow the process"
    case .activitiesMean: "activities per open deal"
    case .gaveUpShare: "of deals lost had one touch or none"
    case .wonWithin(let days): "won within \(days) d"
    case .closingPace: "of the pace at which deals ended before"
    case .unanswered(let seconds): "\(lead) waiting over \(answerLimit(seconds))"
    case .brokenNow: "\(lead) let down in the last 2 working hours"
    case .idle(let days): "open \(deal) quiet over \(days) d"
    case .idleBeyond: "open \(deal) quieter than wins were"
    case .stageAge(let q, let factor):
      "\(deal) longer in a stage than \(Self.outOfTen(q)) visits\(factor == 1 ? "" : ", \(Numbers.decimal(factor, places: 0)) times")"
    case .olderThanWinners(let q): "open \(deal) older than \(Self.outOfTen(q)) wins"
    }
  }

  /// The level from which on it is wrong: "45 %", "14 d". The critical one lies further out.
  var limit: String {
    guard finding.rule.isItem else { return number(finding.rule.warn) }
    return finding.rule.warn <= 0 ? itemLimit : counted(Numbers.clamped(finding.rule.warn.rounded()))
  }

  /// The same with what makes one of those counted: "1 020 deals over usual pause".
  var longLimit: String {
    finding.rule.isItem && finding.rule.warn > 0 ? "\(limit) \(itemLimit)" : limit
  }

  /// So many of what a rule about single rows counts: "1 020 deals".
  private func counted(_ count: Int) -> String {
    switch statistic {
    case .unanswered, .brokenNow: Counted.leads(count)
    default: Counted.deals(count)
    }
  }

  /// The level from which on it is critical; nil if there is none.
  var criticalLimit: String? {
    guard let request = finding.rule.criticalRequest else { return finding.rule.critical.map(number) }
    var rule = finding.rule
    rule.request = request
    return FigureText(finding: Finding(rule: rule, reading: reading, verdict: .within), profile: profile).itemLimit
  }

  /// The level of a single lead or deal.
  private var itemLimit: String {
    switch statistic {
    case .unanswered(let seconds): "over \(answerLimit(seconds))"
    case .idle(let days): "over \(days) d"
    case .idleBeyond: "over usual pause"
    case .stageAge(_, let factor):
      factor == 1 ? "over usual stay" : "over \(Numbers.decimal(factor, places: 0))x usual"
    case .olderThanWinners(let q): "over \(Self.outOfTen(q)) wins"
    case .brokenNow: "what is usual"
    default: number(finding.rule.warn)
    }
  }

  /// What the value is out of: "2 412 leads", "1 160 open deals".
  var basis: String {
    switch statistic {
    case .shareWithin, .responseQuantile, .qualifiedCount: Counted.leads(reading.count)
    case .unanswered: "\(Counted.leads(reading.count)) waiting"
    case .brokenNow: "\(Counted.leads(reading.count)) due or waiting"
    case .qualifiedRatio: "\(Numbers.whole(reading.rows.count)) qualified\(expected)"
    case .qualifiedForAge: "\(Counted.leads(reading.count))\(expected) by now"
    case .gaveUpShare: "\(Counted.deals(reading.count)) lost in \(finding.rule.request.windowDays) d"
    case .activitiesMean: "\(Counted.deals(reading.count)) open 14 d or more"
    case .idle, .idleBeyond, .stageAge, .olderThanWinners:
      "\(Numbers.whole(reading.count)) open \(reading.count == 1 ? "deal" : "deals")"
    case .conformingShare: "\(Counted.deals(reading.count)) opened in \(finding.rule.request.windowDays) d"
    case .wonWithin: Counted.deals(reading.count)
    case .closingPace: "\(Counted.deals(reading.count)) ended in 90 d"
    }
  }

  private var expected: String {
    reading.expected.map { ", \(Numbers.whole(Numbers.clamped($0.rounded()))) expected" } ?? ""
  }

  /// "of 2 412 leads"; without "of" where the value is no part of its basis.
  var outOf: String { statistic == .qualifiedRatio ? basis : "of \(basis)" }

  /// True if the value counts all there are, so that naming the basis would say it twice.
  var isAllOfBasis: Bool { finding.rule.isItem && reading.value == Double(reading.count) }

  /// "likely 29–33 %"; nil without an interval.
  var likely: String? {
    guard let low = reading.low, let high = reading.high, reading.value != nil else { return nil }
    switch statistic {
    case .shareWithin, .conformingShare, .gaveUpShare, .wonWithin, .qualifiedRatio, .qualifiedForAge, .closingPace:
      return "likely \(Numbers.percentRange(low, high))"
    case .responseQuantile: return "likely \(Durations.short(low))\u{2013}\(Durations.short(high))"
    case .activitiesMean: return "likely \(Numbers.range(low, high, places: 1))"
    case .qualifiedCount: return "likely \(Numbers.range(low, high))"
    case .unanswered, .brokenNow, .idle, .idleBeyond, .stageAge, .olderThanWinners: return nil
    }
  }

  /// How much is at stake: "338 late too many", "69 deals, 1.2 M".
  var touches: String {
    let count = reading.rows.count
    switch statistic {
    case .shareWithin:
      guard let value = reading.value else { return "" }
      let excess = Numbers.clamped(((finding.rule.warn - value) * Double(reading.count)).rounded())
      return excess > 0 ? "\(Numbers.whole(excess)) late too many" : ""
    case .brokenNow: return ""
    case .unanswered: return beyondCritical ?? ""
    case .responseQuantile, .qualifiedCount, .qualifiedRatio, .qualifiedForAge:
      return count > 0 ? Counted.leads(count) : ""
    default:
      let money = MoneyText.short(reading.money)
      let items = finding.rule.isItem ? beyondCritical : count > 0 ? Counted.deals(count) : nil
      let parts = finding.rule.isItem ? [money, items] : [items, money]
      return parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", ")
    }
  }

  /// The main cause; where none stands out, how many more cross the limit soon.
  var why: String { isCaused ? reason?.cause ?? "" : soon?.full ?? "" }

  /// "Enter  call the largest; 12 more by Sat 28 Nov", unless ``why`` says the latter.
  func doNext(_ keys: KeyMap) -> String {
    [DoNext(finding.rule.doNext, keys).text, isCaused ? soon?.full : nil].compactMap(\.self).joined(separator: "; ")
  }

  var isCaused: Bool { reason.map { !$0.cause.isEmpty } ?? false }

  /// "9 in 10", "all", "1 in 20".
  static func outOfTen(_ share: Double) -> String {
    guard share.isFinite, share > 0, share < 1 else { return "all" }
    let tenths = (share * 10).rounded()
    return abs(share * 10 - tenths) < 1e-9
      ? "\(Numbers.clamped(tenths)) in 10" : "\(Numbers.clamped((share * 100).rounded())) in 100"
  }

  private var deal: String { reading.value == 1 ? "deal" : "deals" }
  private var lead: String { reading.value == 1 ? "lead" : "leads" }

  func answerLimit(_ seconds: Int?) -> String {
    if let seconds { return Durations.limit(seconds: seconds) }
    return profile.responseLimits.isEmpty ? Durations.limit(seconds: profile.responseLimit) : ResponseWords.theirLimit
  }
}
