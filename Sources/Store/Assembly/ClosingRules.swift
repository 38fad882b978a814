import Domain

/// What the name of a stage says about the end of an opportunity.
enum StageSays: Equatable {
  /// There is no stage.
  case nothing
  case open
  case ended(Outcome)
}

/// What the rows say about the end of one opportunity.
struct ClosingEvidence {
  /// Of the outcome or status column; nil if empty or not understood.
  var status: Outcome?
  /// The current stage as the row states it.
  var stage: StageSays
  /// The last stage of the history and when it was entered.
  var lastVisit: StageSays
  var lastVisitAt: Instant
  /// A source has a column for the outcome or the closing date: where both are empty, it is open.
  var statesEnd: Bool
  /// `never` if there is none.
  var closedAt: Instant
}

/// How and when an opportunity ended, and what had to be assumed.
struct Closing: Equatable {
  var outcome: Outcome
  /// `never` while open, `unknown` if nobody dated it.
  var closedAt: Instant
  /// The closing date of an open opportunity is a plan.
  var isPlan = false
  /// A closing date that nothing else confirms: kept open.
  var isUnconfirmed = false
  /// The date is that of the last stage.
  var isFromHistory = false

  /// The outcome is what the row says, else what its stage says, else, where no column could say it, what the last
  /// stage of its history says.
  /// The date is the row's own, else that of the last stage where that is an end.
  init(_ evidence: ClosingEvidence) {
    guard let stated = Self.stated(evidence) else {
      self.init(outcome: .open, closedAt: .never, isUnconfirmed: evidence.closedAt.happened)
      return
    }
    guard stated != .open else {
      self.init(outcome: .open, closedAt: .never, isPlan: evidence.closedAt.happened)
      return
    }
    if evidence.closedAt.happened {
      self.init(outcome: stated, closedAt: evidence.closedAt)
    } else if case .ended = evidence.lastVisit {
      self.init(outcome: stated, closedAt: evidence.lastVisitAt, isFromHistory: true)
    } else {
      self.init(outcome: stated, closedAt: .unknown)
    }
  }

  init(
    outcome: Outcome, closedAt: Instant, isPlan: Bool = false, isUnconfirmed: Bool = false, isFromHistory: Bool = false
  ) {
    self.outcome = outcome
    self.closedAt = closedAt
    self.isPlan = isPlan
    self.isUnconfirmed = isUnconfirmed
    self.isFromHistory = isFromHistory
  }

  /// What had to be assumed.
  func assumptions(statusKnown: Bool) -> Assumptions {
    var assumptions: Assumptions = []
    if isPlan { assumptions.insert(.closingIsPlan) }
    if isUnconfirmed { assumptions.insert(.closingIsUnconfirmed) }
    guard outcome != .open else { return assumptions }
    if isFromHistory { assumptions.insert(.datedByHistory) }
    if closedAt == .unknown { assumptions.insert(.undated) }
    if !statusKnown { assumptions.insert(.endedByStage) }
    return assumptions
  }

  private static func stated(_ evidence: ClosingEvidence) -> Outcome? {
    if let status = evidence.status { return status }
    for says in evidence.statesEnd ? [evidence.stage] : [evidence.stage, evidence.lastVisit] {
      switch says {
      case .nothing: continue
      case .open: return .open
      case .ended(let outcome): return outcome
      }
    }
    return nil
  }
}

/// Which stage names mean an end: those configured, else the well-known ones.
struct EndStages {
  private let won: Set<String>
  private let lost: Set<String>

  init(_ options: AssemblyOptions) {
    won = Set(options.wonStages.map { $0.lowercased() })
    lost = Set(options.lostStages.map { $0.lowercased() })
  }

  func says(_ stage: String) -> StageSays {
    guard !stage.isEmpty else { return .nothing }
    let name = stage.lowercased()
    if won.contains(name) { return .ended(.won) }
    if lost.contains(name) { return .ended(.lost) }
    switch WellKnownStages.outcome(ofStage: stage) {
    case .won where won.isEmpty: return .ended(.won)
    case .lost where lost.isEmpty: return .ended(.lost)
    default: return .open
    }
  }

  /// What the text of an outcome or status column says; nil if it is not understood.
  func outcome(ofStatus text: String) -> Outcome? {
    if case .ended(let outcome) = says(text) { return outcome }
    return WellKnownStages.outcome(ofStatus: text)
  }
}
