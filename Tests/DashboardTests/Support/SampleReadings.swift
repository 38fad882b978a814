import Domain
@testable import MetricEngine
@testable import Dashboard

extension Sample {
  static func readings() -> Readings {
    var counts = RowCounts()
    counts.leads = 30_412
    counts.opportunities = 4_160
    counts.open = 1_160
    counts.won = 507
    counts.lost = 2_493
    counts.activities = 26_018
    counts.openMoney = money(38_400_000)
    return Readings(
      query: query, counts: counts, response: response(), qualified: qualified(), process: process(),
      activities: activities(), close: close())
  }

  static func response() -> ResponseReading {
    var reading = ResponseReading()
    reading.availability = .ready
    reading.withinLimit = share(579, 2_412, 0.22, 0.26)
    reading.withinLimitBefore = share(1_231, 2_367, 0.50, 0.54)
    reading.change = .worse
    reading.business.current.count = 2_412
    reading.business.current.survival = SurvivalSummary(
      count: 2_412, events: 2_243, censored: 169, median: Estimate(value: 3_480, low: 3_200, high: 3_800),
      q90: 32_400)
    reading.business.current.slowTenth = Estimate(value: 32_400, low: 30_600, high: 34_500)
    reading.business.lags = ResponseLags(
      toOwner: Estimate(value: 2_460, low: 2_300, high: 2_640), toOwnerCount: 2_412,
      toAnswer: Estimate(value: 540, low: 510, high: 600), toAnswerCount: 2_301)
    reading.verdict = judgement(.confirmed, 9.2)
    reading.isFaster = false
    reading.bands.within5Minutes = 579
    reading.bands.within15Minutes = 217
    reading.bands.within60Minutes = 289
    reading.bands.later = 1_158
    reading.bands.unanswered = 169
    reading.neverAnswered = share(169, 2_412, 0.06, 0.08)
    reading.waiting.rows = RowList(0..<19)
    reading.waiting.secondsLeft = PieceList(
      [-7_800, -6_720, -2_460, -2_000, -900, -300, -60] + (0..<12).map { 60 + 120 * $0 })
    reading.waiting.late = 7
    reading.waiting.lateRecently = reading.waiting.late
    reading.waiting.dueSoon = 12
    reading.trend = trend((0..<26).map(responseWeek))
    reading.trendChart = chart(0.47, 0.07)
    reading.explanation = explanation("Lead response")
    return reading
  }

  static func qualified() -> QualifiedReading {
    var reading = QualifiedReading()
    reading.availability = .ready
    reading.current = 434
    reading.previous = 447
    reading.interval = Estimate(value: 434, low: 394, high: 477)
    reading.change = .same
    reading.leadsCurrent = 2_412
    reading.leadsPrevious = 2_367
    reading.withinThirtyDays = share(5_062, 28_120, 0.17, 0.19)
    reading.rate = share(434, 2_412, 0.16, 0.20)
    reading.pace = 0.97
    reading.trend = trend((0..<26).map { Double(98 + ($0 * 37) % 23) }).map { point in
      var point = point
      (point.expected, point.low, point.high) = (108.5, 77, 140)
      return point
    }
    reading.judgement = judgement(.noEvidence, -1.4)
    reading.widenedRatio = Estimate(value: 0.97, low: 0.85, high: 1.1)
    reading.reversed = 21
    reading.requalified = 8
    reading.funnel = [
      FunnelStep(name: "came", count: 2_412, share: nil, shareBefore: nil),
      FunnelStep(name: "answered", count: 2_243, share: 0.93, shareBefore: 0.94),
      FunnelStep(name: "qualified", count: 434, share: 0.19, shareBefore: 0.20),
      FunnelStep(name: "opportunity", count: 238, share: 0.55, shareBefore: 0.54),
      FunnelStep(name: "won", count: 21, share: 0.09, shareBefore: 0.09),
    ]
    reading.bestSource = BreakdownRow(
      name: "events", value: 0.34, low: 0.28, high: 0.41, count: 204, previous: 0.33, items: 0)
    reading.worstSource = BreakdownRow(
      name: "paid search", value: 0.09, low: 0.06, high: 0.13, count: 310, previous: 0.15, items: 0)
    return reading
  }

  static func process() -> ProcessReading {
    var reading = ProcessReading()
    reading.availability = .ready
    reading.opportunities = 4_160
    reading.conforming = share(3_200, 4_160, 0.75, 0.78)
    reading.recent = share(275, 388, 0.66, 0.75)
    reading.recentBefore = share(310, 388, 0.76, 0.84)
    reading.change = .worse
    reading.withSkip = 58
    reading.withBackward = 31
    reading.withRepeat = 24
    reading.stages = [
      stage("Discovery", 412, 0.78, now: 3, usual: 3, stuck: 14),
      stage("Qualification", 318, 0.64, now: 8, usual: 7, stuck: 19),
      stage("Demo", 174, 0.71, now: 21, usual: 12, stuck: 37, skipped: 58),
      stage("Proposal", 162, 0.58, now: 5, usual: 5, stuck: 22),
      stage("Negotiation", 94, 0.66, now: 9, usual: 8, stuck: 6),
    ]
    reading.bottleneck = 2
    reading.winRateConforming = share(170, 500, 0.30, 0.38)
    reading.winRateOther = share(55, 250, 0.17, 0.28)
    reading.topVariants = [Variant(path: ["Discovery", "Qualification", "Demo"], count: 812)]
    reading.variants = 41
    reading.judgement = judgement(.likely, 1.1)
    reading.trendChart = chart(0.78, 0.06)
    reading.losses = [
      LossReading(stage: "Proposal", reason: "no decision", count: 5, money: money(180_000)),
      LossReading(stage: "Negotiation", reason: "price", count: 3, money: money(120_000)),
      LossReading(stage: nil, reason: "", count: 1, money: money(30_000)),
    ]
    reading.trend = trend((0..<26).map { $0 < 18 ? 0.80 : 0.80 - 0.012 * Double($0 - 17) })
    return reading
  }

  private static func stage(
    _ name: String, _ open: Int, _ goOn: Double, now: Double, usual: Double, stuck: Int, skipped: Int = 0
  ) -> StageReading {
    var stage = StageReading(name: name)
    stage.openNow = open
    stage.goOn = share(Int(goOn * 400), 400, goOn - 0.05, goOn + 0.05)
    stage.dwell = SurvivalSummary(count: 900, median: Estimate(value: usual))
    stage.dwellNow = now
    stage.stuck = stuck
    stage.skipped = skipped
    stage.winRateSkipped = share(22, 100, 0.15, 0.31)
    stage.enteredMoney = money(4_000_000)
    stage.wentOnMoney = money(Int64(goOn * 3_600_000))
    stage.withoutMeeting = skipped > 0 ? 17 : nil
    return stage
  }

  static func activities() -> ActivityReading {
    var reading = ActivityReading()
    reading.availability = .ready
    reading.open = Description(count: 1_160, mean: 6.2, median: 5)
    reading.won = Description(count: 507, mean: 8.9)
    reading.lost = Description(count: 2_493, mean: 3.1)
    reading.openBands = [92, 171, 288, 314, 295]
    reading.gaveUp = share(548, 2_493, 0.20, 0.24)
    reading.quiet = RowList(0..<69)
    reading.quietMoney = money(1_240_000)
    reading.quietBefore = 41
    reading.change = .worse
    reading.touches = 6.2
    reading.touchesBefore = 6.4
    reading.underFloor = RowList(0..<263)
    reading.underFloorMoney = money(8_100_000)
    reading.withoutNextStep = 214
    reading.withoutNextStepMoney = money(6_900_000)
    reading.openMoney = money(38_400_000)
    reading.trend = trend((0..<26).map(quietWeek))
    reading.trendChart = TrendChart(center: 43, low: 29, high: 59, beyond: [25], runs: [])
    reading.quietSoon = 12
    reading.firstFortnightP = 0.02
    reading.effortVerdict = .likely
    reading.effortChange = .worse
    return reading
  }

  static func close() -> CloseReading {
    var reading = CloseReading()
    reading.availability = .ready
    reading.deals = 4_160
    reading.open = 1_160
    reading.won = 507
    reading.lost = 2_493
    reading.withoutDates = 12
    reading.wonBy = [0.03, 0.08, 0.13, 0.24, 0.33].map { Estimate(value: $0, low: $0 - 0.01, high: $0 + 0.01) }
    reading.lostBy = [0.10, 0.20, 0.28, 0.41, 0.50].map { Estimate(value: $0, low: $0 - 0.01, high: $0 + 0.01) }
    reading.winnersMedian = Estimate(value: 121, low: 112, high: 130)
    reading.winnersMedianBefore = 118
    reading.change = .same
    reading.crmAverage = Description(count: 507, mean: 64)
    reading.winsLaterThan = [0.91, 0.76, 0.61, 0.27, 0]
    reading.curve = (0...73).map(curvePoint)
    reading.bySegment = [
      SegmentClose(name: "enterprise", deals: 700, won: 91, median: 180),
      SegmentClose(name: "small", deals: 2_300, won: 301, median: 60),
    ]
    reading.old = RowList(0..<41)
    reading.oldMoney = money(2_800_000)
    reading.trend = trend((0..<26).map { Double(116 + ($0 * 3) % 8) })
    reading.verdict = closeVerdict(.mixShift)
    reading.control = CloseControl(
      weeks: trend((0..<26).map { Double(104 + ($0 * 31) % 37) }), centre: 118, low: 62, high: 225, beyond: [], runs: []
    )
    reading.velocity = velocity()
    return reading
  }

  static func judgement(_ verdict: ChangeVerdict, _ logE: Double) -> ChangeJudgement {
    var judgement = ChangeJudgement(verdict: verdict, logE: logE, detectableHazardRatio: 1.12)
    judgement.unstratified = LogRankResult(observed: 310, expected: 352, variance: 160)
    judgement.stratified = LogRankResult(observed: 310, expected: 350, variance: 155)
    return judgement
  }

  static func closeVerdict(_ verdict: ChangeVerdict) -> CloseVerdict {
    CloseVerdict(
      judgement: judgement(verdict, -0.8), together: LogRankResult(observed: 310, expected: 352, variance: 160),
      within: LogRankResult(observed: 348, expected: 352, variance: 155), dimension: .segment,
      now: SurvivalSummary(count: 900, median: Estimate(value: 74)),
      before: SurvivalSummary(count: 880, median: Estimate(value: 66)),
      mix: [
        MixShare(name: "enterprise", now: 0.45, before: 0.18), MixShare(name: "small", now: 0.55, before: 0.82),
      ])
  }

  private static func velocity() -> VelocityReading {
    func factors(_ open: Int, _ won: Int) -> VelocityFactors {
      VelocityFactors(
        openDeals: open, winRate: share(won, 200, 0.2, 0.4), averageAmount: 32_000, amounts: won, currency: "EUR",
        daysToWin: 64)
    }
    return VelocityReading(now: factors(1_160, 52), before: factors(1_120, 60), mostMoved: .winRate)
  }

  private static func chart(_ center: Double, _ half: Double) -> CountChart {
    CountChart(center: center, low: [center - half], high: [center + half], widening: 1.3)
  }

  private static func responseWeek(_ week: Int) -> Double {
    guard week >= 20 else { return 0.49 + 0.03 * Double(week * 7 % 3) }
    return 0.52 - 0.035 * Double(week - 19)
  }

  private static func quietWeek(_ week: Int) -> Double {
    let rising = max(0, week - 20) * 5
    return Double(38 + week * 5 % 7 + rising)
  }

  private static func curvePoint(_ step: Int) -> CurvePoint {
    let day = Double(step * 5)
    let won = 1 - 1 / (1 + day / 120)
    let lost = 1 - 1 / (1 + day / 70)
    return CurvePoint(day: day, won: 0.43 * won, lost: 0.5 * lost, wonLow: 0.40 * won, wonHigh: 0.46 * won)
  }

  static func explanation(_ title: String) -> Explanation {
    Explanation(
      title: title, definition: "Share of leads answered within their limit.", version: 1,
      window: "28 days to Sat 21 Nov 2026", rowsIn: 2_420,
      exclusions: [Exclusion(reason: "answered before they came", count: 8)], formula: "answered in time / leads",
      details: [["interval", "Wilson 95 %"]], assumptions: ["direction absent: all activities count as outbound"])
  }
}
