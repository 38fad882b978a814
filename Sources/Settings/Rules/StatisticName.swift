import AlertEngine
import Domain

/// The names that a rule's `stat` can have in the settings.
enum StatisticName: String, CaseIterable {
  case shareWithin = "share_within"
  case median, p90, quantile, unanswered
  case brokenNow = "broken_now"
  case count, rate
  case rateForAge = "rate_for_age"
  case conforming
  case stageAge = "stage_age"
  case mean
  case gaveUp = "gave_up"
  case idle
  case wonWithin = "won_within"
  case closingPace = "closing_pace"
  case olderThanWinners = "older_than_winners"

  /// What a statistic is called.
  init(_ statistic: Statistic) {
    self =
      switch statistic {
      case .shareWithin: .shareWithin
      case .responseQuantile(0.5): .median
      case .responseQuantile(0.9): .p90
      case .responseQuantile: .quantile
      case .qualifiedCount: .count
      case .qualifiedRatio: .rate
      case .qualifiedForAge: .rateForAge
      case .conformingShare: .conforming
      case .activitiesMean: .mean
      case .gaveUpShare: .gaveUp
      case .wonWithin: .wonWithin
      case .closingPace: .closingPace
      case .unanswered: .unanswered
      case .brokenNow: .brokenNow
      case .idle, .idleBeyond: .idle
      case .stageAge: .stageAge
      case .olderThanWinners: .olderThanWinners
      }
  }

  /// The only metric that has this statistic.
  var metric: MetricID {
    switch self {
    case .shareWithin, .median, .p90, .quantile, .unanswered, .brokenNow: .leadResponse
    case .count, .rate, .rateForAge: .qualifiedLeads
    case .conforming, .stageAge: .processSteps
    case .mean, .gaveUp, .idle: .activities
    case .wonWithin, .closingPace, .olderThanWinners: .timeToClose
    }
  }

  /// On which side a value is bad unless the rule says otherwise.
  var direction: Direction {
    switch self {
    case .shareWithin, .count, .rate, .rateForAge, .conforming, .mean, .wonWithin, .closingPace: .below
    default: .above
    }
  }

  /// True for rules about single leads or opportunities, whose level is part of the statistic.
  var isItem: Bool {
    switch self {
    case .unanswered, .brokenNow, .stageAge, .idle, .olderThanWinners: true
    default: false
    }
  }

  /// What a level is measured in.
  var unit: LevelUnit {
    switch self {
    case .shareWithin, .conforming, .gaveUp, .wonWithin, .olderThanWinners: .share
    case .median, .p90, .quantile, .unanswered: .seconds
    case .idle: .days
    case .rate, .rateForAge, .closingPace: .multiple
    case .count, .mean, .stageAge, .brokenNow: .number
    }
  }

  /// What `param` is.
  var parameter: ParameterKind {
    switch self {
    case .shareWithin: .seconds
    case .quantile, .stageAge: .quantile
    case .wonWithin: .days
    default: .none
    }
  }
}

/// What a level is measured in.
enum LevelUnit { case share, multiple, seconds, days, number }

/// What the parameter of a statistic is.
enum ParameterKind { case none, seconds, days, quantile }
