import Cells
import Domain
import MetricEngine

/// 1: how fast leads are answered.
enum ResponsePanel: Panel {
  static func headline(_ snapshot: Snapshot) -> Headline {
    let response = snapshot.readings.response
    let share = response.withinLimit
    let limit = limitWords(snapshot)
    return Headline(
      figure: share.value.map { Numbers.percent($0) } ?? Numbers.nothing,
      what: share.value == nil ? Words.inThisPeriod : ResponseWords.answered(in: limit),
      shortWhat: share.value == nil ? "" : ResponseWords.short(in: limit),
      comparison: ComparisonText(
        share.value, snapshot.before(response.withinLimitBefore.comparable(with: share)), response.change
      ) {
        Numbers.percent($0)
      },
      basis: Counted.leads(share.trials), windowDays: snapshot.readings.query.period.length, likely: likely(share),
      ruleStatistic: { if case .shareWithin(nil) = $0 { true } else { false } }, trend: response.trend)
  }

  static func blocks(_ snapshot: Snapshot, width: Int, look: Look) -> [Block] {
    let response = snapshot.readings.response
    let limit = shareLimit(snapshot)
    return [
      waits(response),
      likelyWaits(response),
      lags(response.business.lags),
      snapshot.verdictBlock(.leadResponse, width: width),
      TrendBlock.line(
        50, response.trend, limit: limit, control: snapshot.readings.controlLimits(of: .leadResponse),
        marks: snapshot.marks(of: .leadResponse)
      ) { Numbers.percent($0) },
      bands(response.bands),
      neverAnswered(response.neverAnswered, disqualified: response.neverAnsweredDisqualified),
      waitingLine(snapshot),
      workingHours(snapshot),
    ].compactMap { $0 }
  }

  /// "5 min", or "their limit" where sources have limits of their own.
  static func limitWords(_ snapshot: Snapshot) -> String {
    snapshot.profile.responseLimits.isEmpty
      ? Durations.limit(seconds: snapshot.readings.response.limitSeconds) : ResponseWords.theirLimit
  }

  static func likely(_ share: Share) -> String? {
    guard let low = share.low, let high = share.high else { return nil }
    return PanelWords.likely(Numbers.percentRange(low, high))
  }

  private static func shareLimit(_ snapshot: Snapshot) -> Double? {
    let finding = snapshot.findings(of: .leadResponse).first {
      if case .shareWithin = $0.rule.request.statistic { true } else { false }
    }
    return finding.map(\.rule.warn)
  }

  /// "half wait over 58 min, 1 in 10 over 9 h (work time)".
  private static func waits(_ response: ResponseReading) -> Block? {
    let survival = response.business.current.survival
    guard let half = survival.median.value else {
      return survival.count > 0 ? .line(70, RichLine([[.plain(ResponseWords.fewerThanHalf)]])) : nil
    }
    let (long, short) = ResponseWords.waits(half: Durations.short(half), tenth: survival.q90.map(Durations.short))
    return .line(70, RichLine([long, [.dim(ResponseWords.inWorkTime)]]), or: RichLine([short]))
  }

  /// "likely half over 53–63 min, 1 in 10 over 8 h–10 h": between which times the two of the line above lie.
  private static func likelyWaits(_ response: ResponseReading) -> Block? {
    let current = response.business.current
    guard let half = current.survival.median.durationRange else { return nil }
    let words = ResponseWords.likelyWaits(half: half, tenth: current.slowTenth.durationRange)
    return .lineIfItFits(38, RichLine([[.dim(words)]]))
  }

  /// "middle lead: 41 min to get an owner, then 9 min".
  private static func lags(_ lags: ResponseLags?) -> Block? {
    guard let lags, let owner = lags.toOwner.value, let answer = lags.toAnswer.value else { return nil }
    let words = ResponseWords.middleLead(
      owner: owner < 1 ? nil : Durations.short(owner), answer: Durations.short(answer))
    return .line(57, RichLine([words]))
  }

  /// How the answers divide by the time they took.
  private static func bands(_ bands: ResponseBands) -> Block? {
    let total = bands.within5Minutes + bands.within15Minutes + bands.within60Minutes + bands.later
    let all = bands.total
    guard all > 0, total > 0 else { return nil }
    let parts = [
      ("0\u{2013}5 min", bands.within5Minutes), ("5\u{2013}15", bands.within15Minutes),
      ("15\u{2013}60", bands.within60Minutes), ("60+", bands.later),
    ]
    return BandsBar.block(65, parts, of: all)
  }

  /// Whoever was disqualified waits no more.
  private static func neverAnswered(_ share: Share, disqualified: Int) -> Block? {
    guard let value = share.value, share.successes > 0 else { return nil }
    let ended = disqualified > 0 ? ResponseWords.disqualified(Numbers.whole(disqualified)) : ""
    return .line(
      55,
      RichLine([
        [.dim("\(ResponseWords.unanswered) "), .plain(Numbers.percent(value, fine: value < 0.02))],
        [.dim(Counted.leads(share.successes) + ended)], [.dim(PanelWords.of(Numbers.whole(share.trials)))],
      ]))
  }

  /// "waiting  7 late, oldest by 2 h 10 · 12 due in 30 min".
  private static func waitingLine(_ snapshot: Snapshot) -> Block? {
    let waiting = snapshot.readings.response.waiting
    guard !waiting.rows.isEmpty else { return nil }
    let oldest = waiting.secondsLeft.first.flatMap { waiting.late > 0 && $0 < 0 ? Durations.clock(-$0) : nil }
    let soon = waiting.dueSoon > 0 ? [Span.dim(Words.dueSoon(waiting.dueSoon))] : nil
    return .line(60, RichLine([ResponseWords.waiting(late: waiting.late, oldest: oldest), soon]))
  }

  /// Whose working time counts, where that is no matter of course.
  private static func workingHours(_ snapshot: Snapshot) -> Block? {
    let profile = snapshot.profile
    if profile.hours.assumed {
      return .line(30, RichLine([[.dim(ResponseWords.assumed(HoursText.text(profile.hours)))]]))
    }
    let kept = CalendarText.kept(profile).count
    return kept > 0 ? .line(30, RichLine([[.dim(ResponseWords.calendars(kept + 1))]])) : nil
  }
}

extension Estimate {
  /// "53–58 min" or "53 min–1 h 03" of an estimate in seconds; nil without both bounds.
  var durationRange: String? {
    guard let low, let high else { return nil }
    let (from, to) = (Durations.short(low), Durations.short(high))
    if from == to { return from }
    let (first, second) = (from.split(separator: " "), to.split(separator: " "))
    // "22–29 min" where both are in one unit.
    let isOneUnit = first.count == 2 && second.count == 2 && first[1] == second[1]
    return isOneUnit ? "\(first[0])\u{2013}\(to)" : "\(from)\u{2013}\(to)"
  }
}
