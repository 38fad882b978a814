import AlertEngine
import Dashboard
import Domain
import MetricEngine

/// The figures of a snapshot as JSON with stable keys; the article "Report keys" documents them.
public enum ReportJSON {
  /// The whole report. Durations of response are seconds, of dwell and closing days; shares are 0 to 1.
  public static func document(_ snapshot: Snapshot) -> JSONValue {
    let readings = snapshot.readings
    return .object([
      ("schema", .int(1)),
      ("as_of", readings.query.asOf.json),
      ("clock", .string(snapshot.clock.rawValue)),
      ("title", .string(snapshot.title)),
      ("period_days", .int(readings.query.period.length)),
      ("counts", counts(readings.counts)),
      ("rejected_rows", .int(snapshot.facts.rejectedRows)),
      ("opportunities_without_creation", .int(snapshot.facts.opportunitiesWithoutCreation)),
      ("process", process(snapshot.profile.process)),
      ("business", .object(business(snapshot.profile.hours))),
      ("calendars", .array(snapshot.profile.calendars.map { calendar($0, snapshot.profile) })),
      ("response_time", response(readings.response, readings.query)),
      ("qualified_leads", qualified(readings.qualified, readings.query)),
      ("process_steps", processSteps(readings.process)),
      ("activities", activities(readings.activities)),
      ("time_to_close", close(readings.close)),
      ("changes", snapshot.changes.map(ChangesJSON.value) ?? .null),
      ("findings", .array(snapshot.findings.map { FindingJSON.value($0, snapshot) })),
    ])
  }

  private static func counts(_ counts: RowCounts) -> JSONValue {
    .object([
      ("leads", .int(counts.leads)), ("opportunities", .int(counts.opportunities)), ("stage_rows", .int(counts.visits)),
      ("activities", .int(counts.activities)), ("open", .int(counts.open)), ("won", .int(counts.won)),
      ("lost", .int(counts.lost)), ("open_amount", counts.openMoney.json),
    ])
  }

  private static func process(_ process: SalesProcess) -> JSONValue {
    .object([
      ("stages", .array(process.stages.map { .string($0) })), ("won", .array(process.won.map { .string($0) })),
      ("lost", .array(process.lost.map { .string($0) })), ("assumed", .bool(process.assumed)),
    ])
  }

  private static func business(_ hours: BusinessHours) -> [(String, JSONValue)] {
    [
      ("tz", .string(hours.timeZone)), ("weekdays", .array(hours.weekdays.map { .int($0) })),
      ("opens_at_minute", .int(hours.opensAt)), ("closes_at_minute", .int(hours.closesAt)),
      ("assumed", .bool(hours.assumed)),
    ]
  }

  /// Working hours of parts of the organisation, and which parts keep them.
  private static func calendar(_ calendar: NamedCalendar, _ profile: Profile) -> JSONValue {
    let keepers = profile.calendarOf.filter { $0.value == calendar.name }
      .map { AlertKey(rule: "", scope: $0.key).scopeText }.sorted()
    return .object(
      [("name", .string(calendar.name)), ("kept_by", .array(keepers.map { .string($0) }))] + business(calendar.hours))
  }

  // MARK: - Response time

  private static func response(_ reading: ResponseReading, _ query: Query) -> JSONValue {
    reading.availability.json(with: [
      ("wall", clock(reading.wall, query)),
      ("business", clock(reading.business, query)),
      ("within_limit", reading.withinLimit.json),
      ("within_limit_before", reading.withinLimitBefore.json),
      ("limit_seconds", .int(reading.limitSeconds)),
      ("change", .string(reading.change.rawValue)),
      ("bands", bands(reading.bands)),
      ("bands_wall", bands(reading.bandsWall)),
      ("never_answered", reading.neverAnswered.json),
      ("never_answered_disqualified", .int(reading.neverAnsweredDisqualified)),
      (
        "waiting",
        .object([
          ("n", .int(reading.waiting.rows.count)), ("late", .int(reading.waiting.late)),
          ("due_soon", .int(reading.waiting.dueSoon)),
        ])
      ),
      ("trend", .array(reading.trend.map(\.json))),
      ("trend_limits", ResponseJSON.limits(reading.trendChart)),
      ("verdict", ResponseJSON.verdict(reading)),
    ])
  }

  private static func bands(_ bands: ResponseBands) -> JSONValue {
    .object([
      ("within_5m", .int(bands.within5Minutes)), ("within_15m", .int(bands.within15Minutes)),
      ("within_60m", .int(bands.within60Minutes)), ("later", .int(bands.later)),
      ("unanswered", .int(bands.unanswered)),
    ])
  }

  private static func clock(_ clock: ResponseClockReading, _ query: Query) -> JSONValue {
    .object([
      ("all", figures(clock.all)),
      ("last\(query.period.length)", figures(clock.current)),
      ("prev\(query.period.length)", figures(clock.previous)),
      ("lags", clock.lags.map(ResponseJSON.lags) ?? .null),
    ])
  }

  static func figures(_ figures: ResponseFigures) -> JSONValue {
    .object([
      ("n", .int(figures.count)), ("invalid", .int(figures.invalid)), ("answered", .int(figures.answered)),
      ("unanswered", .int(figures.unanswered)), ("answered_only", figures.answeredOnly.json),
      ("within_5m", figures.withinFiveMinutes.json),
      ("km", figures.survival.json(unit: "s").merging(ResponseJSON.slowTenth(figures))),
    ])
  }

  // MARK: - Qualified leads

  private static func qualified(_ reading: QualifiedReading, _ query: Query) -> JSONValue {
    let days = query.period.length
    return reading.availability.json(with: [
      ("last\(days)", .int(reading.current)), ("prev\(days)", .int(reading.previous)),
      ("last\(days)_ci_garwood", .array([.number(reading.interval.low), .number(reading.interval.high)])),
      ("rate_ratio", .number(reading.ratio.value)), ("rate_ratio_p", .number(reading.ratioP)),
      ("rate_ratio_ci", bounds(reading.ratio)),
      ("change", .string(reading.change.rawValue)),
      ("leads_created", .int(reading.leadsCurrent)), ("leads_created_before", .int(reading.leadsPrevious)),
      ("qualified_within_30d", reading.withinThirtyDays.json),
      ("rate", reading.rate.json), ("rate_before", reading.rateBefore.json), ("pace", .number(reading.pace)),
      ("weeks", .array(reading.trend.map { .string($0.week.iso) })),
      // A week before the first lead has 0 here: the weeks are a series to compute with.
      ("weekly_qualified", .array(reading.trend.map { .double($0.value ?? 0) })),
      ("weekly_leads", .array(reading.trend.map { .int($0.count) })),
      ("funnel", .array(reading.funnel.map(funnelStep))),
    ])
  }

  /// Both bounds, or null where there is no interval at all.
  private static func bounds(_ estimate: Estimate) -> JSONValue {
    guard estimate.low != nil || estimate.high != nil else { return .null }
    return .array([.number(estimate.low), .number(estimate.high)])
  }

  private static func funnelStep(_ step: FunnelStep) -> JSONValue {
    .object([
      ("name", .string(step.name)), ("n", .int(step.count)), ("share", .number(step.share)),
      ("share_before", .number(step.shareBefore)),
    ])
  }

  // MARK: - Process steps

  private static func processSteps(_ reading: ProcessReading) -> JSONValue {
    reading.availability.json(with: [
      ("opportunities", .int(reading.opportunities)), ("conforming", reading.conforming.json),
      ("recent", reading.recent.json), ("recent_before", reading.recentBefore.json),
      ("change", .string(reading.change.rawValue)), ("verdict", ProcessJSON.judgement(reading.judgement)),
      ("with_skip", .int(reading.withSkip)), ("skipped_stages", .int(reading.skippedStages)),
      ("skips_by_stage", .object(reading.stages.map { ($0.name, .int($0.skipped)) })),
      ("with_backward", .int(reading.withBackward)), ("backward_moves", .int(reading.backwardMoves)),
      ("with_rework", .int(reading.withRework)), ("with_repeat", .int(reading.withRepeat)),
      ("with_other", .int(reading.withOther)), ("steps", reading.steps.json), ("variants", .int(reading.variants)),
      ("rework_visits", .int(reading.reworkVisits)), ("moves", reading.moves.json),
      ("deals_by_moves", .array(reading.dealsByMoves.map { .int($0) })),
      (
        "top_variants",
        .array(
          reading.topVariants.map {
            .object([("path", .string($0.path.joined(separator: ">"))), ("n", .int($0.count))])
          })
      ),
      ("dwell", .object(reading.stages.map { ($0.name, dwell($0)) })),
      ("stages", .array(reading.stages.map(stage))),
      (
        "slowest_stage",
        reading.bottleneck.map { .string(reading.stages[$0].name) } ?? .null
      ),
      ("most_days_stage", reading.holdup.map { .string(reading.stages[$0].name) } ?? .null),
      ("losses", .array(reading.losses.map(ProcessJSON.loss))), ("trend", .array(reading.trend.map(\.json))),
      ("trend_limits", ProcessJSON.chart(reading.trendChart)),
    ])
  }

  private static func dwell(_ stage: StageReading) -> JSONValue {
    .object([("completed", stage.completed.json), ("km", stage.dwell.json(unit: "d"))])
  }

  private static func stage(_ stage: StageReading) -> JSONValue {
    .object([
      ("name", .string(stage.name)), ("open_now", .int(stage.openNow)), ("open_amount", stage.openMoney.json),
      ("go_on", stage.goOn.json), ("half_longer_than_days", .number(stage.dwell.median.value)),
      ("half_longer_than_days_now", .number(stage.dwellNow)), ("skipped", .int(stage.skipped)),
      ("stuck", .int(stage.stuck)), ("stuck_after_days", .number(stage.stuckAfterDays)),
      ("entered_amount", stage.enteredMoney.json), ("went_on_amount", stage.wentOnMoney.json),
      ("passed_through", .int(stage.passedThrough)), ("dwell_share", .number(stage.dwellShare)),
      ("lost_here", .int(stage.lostHere)), ("losses_per_day", .number(stage.lossesPerDay)),
      ("without_meeting", stage.withoutMeeting.map { .int($0) } ?? .null),
      ("without_meeting_amount", stage.withoutMeeting == nil ? .null : stage.withoutMeetingMoney.json),
    ])
  }

  // MARK: - Activities

  private static func activities(_ reading: ActivityReading) -> JSONValue {
    reading.availability.json(with: [
      ("all", reading.all.json), ("open", reading.open.json), ("closed", reading.closed.json),
      ("won", reading.won.json), ("lost", reading.lost.json),
      ("histogram", .array(reading.histogram.map { .int($0) })),
      ("gave_up_after_1", reading.gaveUp.json), ("at_least_5", reading.atLeastFive.json),
      ("won_at_least_5", reading.wonAtLeastFive.json), ("idle_days_open", reading.idleDays.json),
      ("quiet", .int(reading.quiet.count)), ("quiet_amount", reading.quietMoney.json),
      ("quiet_before", reading.quietBefore.map { .int($0) } ?? .null),
      ("under_floor", .int(reading.underFloor.count)), ("under_floor_amount", reading.underFloorMoney.json),
      ("mean_open_14d", reading.matureOpenMean.json),
      ("touches_per_open", .number(reading.touches)), ("touches_per_open_before", .number(reading.touchesBefore)),
    ])
  }

  // MARK: - Time to close

  private static func close(_ reading: CloseReading) -> JSONValue {
    let later = zip(reading.atDays, reading.winsLaterThan).map { ("\($0.0)", JSONValue.number($0.1)) }
    let counts: [(String, JSONValue)] = [
      ("deals", .int(reading.deals)), ("open", .int(reading.open)), ("won", .int(reading.won)),
      ("lost", .int(reading.lost)), ("at_days", .array(reading.atDays.map { .int($0) })),
    ]
    return reading.availability.json(
      counts: counts,
      with: [
        ("without_dates", .int(reading.withoutDates)), ("closed_before_opened", .int(reading.closedBeforeOpened)),
        (
          "cumulative_incidence",
          .object([
            ("won", .array(reading.wonBy.map { .number($0.value) })),
            ("won_se", .array(reading.wonErrors.map { .number($0) })),
            ("lost", .array(reading.lostBy.map { .number($0.value) })),
            ("lost_se", .array(reading.lostErrors.map { .number($0) })),
          ])
        ),
        ("any_close", reading.anyClose.json(unit: "d")),
        ("wins_later_than", .object(later)),
        ("winners_median", .number(reading.winnersMedian.value)),
        ("winners_median_ci", .array([.number(reading.winnersMedian.low), .number(reading.winnersMedian.high)])),
        ("naive_won_all", reading.crmAverage.json), ("naive_won_last90", reading.crmAverageRecent.json),
        // Too few wins say nothing about what is too old.
        ("older_than_winners", reading.winnersMedian.value == nil ? .null : .int(reading.old.count)),
        ("older_than_winners_amount", reading.oldMoney.json),
      ])
  }
}
