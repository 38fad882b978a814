import Domain

/// The rules that hold until the user says otherwise (statistics.md section 2).
public enum DefaultRules {
  /// What to do next by rules of the settings that say nothing of it: a key, and what it does.
  public static let openList = "Enter  open the list"

  /// Ordered as the five panels are, the headline of each first.
  public static let all: [AlertRule] = [
    responseShare, responseLate, brokenNow, qualifiedRate, processConforming, stageAge, activitiesMean, gaveUp, idle,
    closeChange, closeOld,
    responseBySource, qualifiedBySource,
  ].map { rule in
    var rule = rule
    // Whether closing changed needs no level: the verdict on it is one.
    rule.learns = rule.isItem ? rule.isAboutIdle : rule.request.statistic != .closingPace
    return rule
  }

  private static let hour = 3_600

  static let responseShare = AlertRule(
    id: "response-share", title: "Leads answered in time",
    request: share(.leadResponse, .shareWithin(seconds: nil), .business), direction: .below, warn: 0.50, critical: 0.25,
    doNext: "b  call the worst first")

  /// One source is a small part of the whole, which takes weeks to show what happened to it. Judged by itself it shows
  /// within days; its level is learned, for every source is answered in its own time.
  static let responseBySource: AlertRule = {
    var rule = responseShare
    (rule.id, rule.title) = ("response-by-source", "Leads of a source answered in time")
    rule.request.windowDays = 7
    (rule.each, rule.critical) = (.source, nil)
    rule.doNext = "1  who answers these"
    return rule
  }()

  static let qualifiedBySource: AlertRule = {
    var rule = AlertRule(
      id: "qualified-by-source", title: "Leads of a source that qualify",
      request: share(.qualifiedLeads, .qualifiedForAge, window: 7), direction: .below, warn: 0.85,
      doNext: "2  ask what the source sends")
    rule.each = .source
    return rule
  }()

  /// Two working hours show it, so that it is said while something can be done.
  static let brokenNow: AlertRule = {
    var rule = itemRule(
      "broken-now", "Answering breaks down today", .leadResponse, warn: .brokenNow, critical: .brokenNow,
      clock: .business, doNext: "b  find out who is on duty, call now")
    // One answer in between is no end of it.
    rule.keepFor = 2 * hour
    return rule
  }()

  static let responseLate = itemRule(
    "response-late", "Leads waiting too long", .leadResponse, warn: .unanswered(seconds: nil),
    critical: .unanswered(seconds: 8 * hour), clock: .business, doNext: "b  call the oldest now")

  static let qualifiedRate = AlertRule(
    id: "qualified-rate", title: "Pace of qualified leads",
    request: share(.qualifiedLeads, .qualifiedRatio), direction: .below, warn: 0.85, critical: 0.70,
    doNext: "2  find the weak source")

  static let processConforming = AlertRule(
    id: "process-conforming", title: "Deals following the process",
    request: share(.processSteps, .conformingShare, window: 90), direction: .below, warn: 0.75, critical: 0.60,
    doNext: "3  who skips which step")

  static let stageAge = itemRule(
    "stage-age", "Deals stuck in a stage", .processSteps, warn: .stageAge(quantile: 0.9, factor: 1),
    critical: .stageAge(quantile: 0.9, factor: 2), doNext: "Enter  ask what blocks")

  static let activitiesMean = AlertRule(
    id: "activities-mean", title: "Activities per open deal",
    request: share(.activities, .activitiesMean), direction: .below, warn: 5, critical: 3,
    doNext: "4  touch the quietest")

  static let gaveUp = AlertRule(
    id: "gave-up", title: "Deals lost after 0 or 1 touch",
    request: share(.activities, .gaveUpShare, window: 90), direction: .above, warn: 0.44, critical: 0.60,
    doNext: "Enter  read why")

  static let idle = itemRule(
    "idle", "Open deals gone quiet", .activities, warn: .idle(days: 14), critical: .idle(days: 30),
    doNext: "Enter  call the largest")

  /// Slower, and confirmed as such, which takes a tenth at least (statistics.md section 5): never critical. Its windows
  /// are no whole weeks, so that it waits as others do.
  static let closeChange = AlertRule(
    id: "close-change", title: "Pace at which deals end", request: share(.timeToClose, .closingPace, window: 90),
    direction: .below, warn: 1 / 1.1, doNext: "5  what takes longer")

  static let closeOld: AlertRule = {
    var rule = itemRule(
      "close-old", "Deals older than most wins", .timeToClose, warn: .olderThanWinners(quantile: 0.9),
      critical: nil, doNext: "Enter  close or revive")
    rule.cleanUpShare = 0.30
    return rule
  }()

  private static func share(
    _ metric: MetricID, _ statistic: Statistic, _ clock: ClockKind = .wall, window: Int = 28
  ) -> MeasureRequest {
    MeasureRequest(metric: metric, statistic: statistic, clock: clock, windowDays: window, scope: .all)
  }

  /// Rules about single leads or opportunities need neither evidence nor a minimum, and neither delay nor margin.
  private static func itemRule(
    _ id: String, _ title: String, _ metric: MetricID, warn: Statistic, critical: Statistic?,
    clock: ClockKind = .wall, doNext: String
  ) -> AlertRule {
    AlertRule(
      id: id, title: title, request: share(metric, warn, clock), direction: .above, warn: 0, margin: 0,
      minimumCount: 0, gated: false, holdFor: 0, keepFor: 0, doNext: doNext,
      criticalRequest: critical.map { share(metric, $0, clock) })
  }
}
