import Domain

/// Response times in one clock, kept up to date.
struct LiveResponseClock: Sendable {
  /// What is added up of some leads beside their waits.
  private struct Sums: Sendable {
    var moments = WholeMoments()
    var invalid = 0
    var young = YoungLeads()
  }

  let clock: ClockKind
  private var all = LiveTimes<SurvivalState>(moments: readOffAt)
  /// Group 0 came in the window, group 1 in the window before.
  private var windows = LiveTimes<ComparedState>(moments: readOffAt)
  private var sums = [Sums](repeating: Sums(), count: 3)
  private var toOwner = LiveTimes<SurvivalState>()
  private var toAnswer = LiveTimes<SurvivalState>()
  /// What the waits told when they were last looked at.
  private var known: (all: ResponseFigures, now: ResponseFigures, before: ResponseFigures, lags: ResponseLags)?

  private static let readOffAt = ResponseMarksOfTime.readOffAt.map { Int64($0) }

  init(_ clock: ClockKind) { self.clock = clock }

  mutating func change(_ question: ResponseQuestion, _ sign: LiveSign) {
    let (now, before) = (question.span(question.query.window), question.span(question.query.previousWindow))
    for (place, span) in [now, before, question.everything].enumerated() {
      sums[place].invalid += sign.rawValue * question.invalid(span)
      sums[place].young.change(question.young(span, clock), sign)
    }
    question.forEachWait(question.everything, clock) { _, seconds, isAnswered in
      add(seconds, isAnswered, to: &all, group: 0, &sums[2], sign)
    }
    for (group, span) in [now, before].enumerated() {
      question.forEachWait(span, clock) { _, seconds, isAnswered in
        add(seconds, isAnswered, to: &windows, group: group, &sums[group], sign)
      }
    }
    question.forEachLag(
      now, clock, owned: { toOwner.change(Self.step($0, $1), sign) },
      answered: { toAnswer.change(Self.step($0, $1), sign) })
  }

  private func add<State>(
    _ seconds: Int32, _ isAnswered: Bool, to times: inout LiveTimes<State>, group: Int, _ sums: inout Sums,
    _ sign: LiveSign
  ) {
    times.change(TimedStep(Int64(seconds), isAnswered ? .ends : .leaves, group: group), sign)
    if isAnswered { sums.moments.change(Int64(seconds), times: sign.rawValue) }
  }

  private static func step(_ seconds: Int64, _ hasEnded: Bool) -> TimedStep {
    TimedStep(Int64(Int32(clamping: max(0, seconds))), hasEnded ? .ends : .leaves)
  }

  /// Looks again at what has changed.
  mutating func refresh() {
    let (allWas, windowsWere, lagsWere) = (all.version, windows.versions, toOwner.version + toAnswer.version)
    all.refresh()
    windows.refresh()
    toOwner.refresh()
    toAnswer.refresh()
    guard var figures = known else {
      known = (allFigures, windowFigures(0), windowFigures(1), freshLags)
      return
    }
    if all.version != allWas { figures.all = allFigures }
    if windows.versions.x != windowsWere.x { figures.now = windowFigures(0) }
    if windows.versions.y != windowsWere.y { figures.before = windowFigures(1) }
    if toOwner.version + toAnswer.version != lagsWere { figures.lags = freshLags }
    known = figures
  }

  /// Waits of the window (0) or the one before (1).
  private func waits(_ group: Int) -> LiveWaits<ComparedState> {
    LiveWaits(times: windows, group: group, moments: sums[group].moments) { group == 0 ? $0.now : $0.before }
  }

  func reading(knowsOwners: Bool) -> ResponseClockReading {
    var reading = ResponseClockReading()
    guard let known else { return reading }
    (reading.all, reading.current, reading.previous) = (known.all, known.now, known.before)
    // Who is left out or too young says nothing about the waits.
    reading.all.take(invalid: sums[2].invalid, sums[2].young)
    reading.current.take(invalid: sums[0].invalid, sums[0].young)
    reading.previous.take(invalid: sums[1].invalid, sums[1].young)
    if knowsOwners { reading.lags = known.lags }
    return reading
  }

  private var allFigures: ResponseFigures {
    ResponseFigures(LiveWaits(times: all, group: 0, moments: sums[2].moments) { $0 })
  }

  private func windowFigures(_ group: Int) -> ResponseFigures { ResponseFigures(waits(group)) }

  private var freshLags: ResponseLags {
    let owned = LiveWaits(times: toOwner, group: 0, moments: WholeMoments()) { $0 }
    let answered = LiveWaits(times: toAnswer, group: 0, moments: WholeMoments()) { $0 }
    return ResponseLags(
      toOwner: owned.estimate(0.5), toOwnerCount: owned.count, toAnswer: answered.estimate(0.5),
      toAnswerCount: answered.count)
  }

  /// Of the window.
  var bands: ResponseBands {
    let waits = waits(0)
    return ResponseBands(answered: waits.endedCount, unanswered: waits.runningCount) { waits.ended(within: $0) }
  }

  /// The window against the one before, all leads together.
  var test: LogRankResult { windows.end.test }

  /// How many there are in the two windows.
  var counts: SIMD2<Int> { windows.ended &+ windows.left }
}
