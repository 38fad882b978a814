import Domain

/// Whether closing became faster or slower in the last 90 days, kept up to date; the figures are those of
/// ``ClosePeriodTest``.
struct LivePeriods: Sendable {
  private var now = LiveEndings(isDelayed: true)
  private var before = LiveEndings(isDelayed: true)
  /// Group 0 is now.
  private var whole = LiveTimes<ComparedState>()
  private var segments = Strata()
  private var sources = Strata()
  /// What the curves of both tell, by their versions.
  private var knownNow = Remembered<Int, SurvivalSummary>()
  private var knownBefore = Remembered<Int, SurvivalSummary>()

  /// Told apart by a dimension: the times of each code, and how many were watched in either window.
  private struct Strata: Sendable {
    var times: [LiveTimes<ComparedState>] = []
    var watched: [[Int]] = [[], []]

    mutating func change(_ step: TimedStep, _ code: Int, _ sign: LiveSign) {
      while times.count <= code {
        times.append(LiveTimes())
        watched[0].append(0)
        watched[1].append(0)
      }
      times[code].change(step, sign)
    }

    mutating func change(_ periods: [ClosePeriod], _ sign: LiveSign) {
      for (group, period) in periods.enumerated() {
        period.forEachStep { age, step, code in
          change(LivePeriods.step(age, step, group), Int(code), sign)
          if case .enters = step { watched[group][Int(code)] += sign.rawValue }
        }
      }
    }

    /// Leaves strata alone of which no more steps than a limit have not been looked at.
    mutating func refresh(beyond limit: Int) {
      for code in times.indices where times[code].unseen > limit { times[code].refresh() }
    }
  }

  private static let mostUnseen = 1000

  mutating func change(_ part: LivePart, _ run: CloseRun, _ sign: LiveSign) {
    let bySegment = ClosePeriodTest.periods(part.engine, run, part.query.asOf, by: .segment)
    segments.change([bySegment.now, bySegment.before], sign)
    let bySource = ClosePeriodTest.periods(part.engine, run, part.query.asOf, by: .source)
    sources.change([bySource.now, bySource.before], sign)
    for (group, period) in [bySegment.now, bySegment.before].enumerated() {
      period.forEachStep { age, step, _ in whole.change(Self.step(age, step, group), sign) }
    }
    bySegment.now.forEachStep { age, step, _ in now.change(age, step, sign) }
    bySegment.before.forEachStep { age, step, _ in before.change(age, step, sign) }
  }

  fileprivate static func step(_ age: Int64, _ step: PeriodStep, _ group: Int) -> TimedStep {
    switch step {
    case .enters: TimedStep(age, .enters, group: group)
    case .leaves: TimedStep(age, .leaves, group: group)
    case .ends: TimedStep(age, .ends, group: group)
    }
  }

  mutating func verdict(by dimension: Dimension, _ names: Vocabulary) -> CloseVerdict {
    now.refresh()
    before.refresh()
    whole.refresh()
    // The others are looked at once they are asked for, or have become many.
    segments.refresh(beyond: dimension == .segment ? 0 : Self.mostUnseen)
    sources.refresh(beyond: dimension == .segment ? Self.mostUnseen : 0)
    let own = dimension == .segment ? segments : sources
    let (together, within) = (whole.end.test, own.times.reduce(into: LogRankResult()) { $0.add($1.end.test) })
    let (days, now, before) = (CloseReading().atDays, now, before)
    return CloseVerdict(
      judgement: ChangeJudgement(unstratified: together, stratified: within), together: together, within: within,
      dimension: dimension, now: knownNow.value(now.version) { _ in now.summary(atDays: days) },
      before: knownBefore.value(before.version) { _ in before.summary(atDays: days) },
      mix: MixShare.all(now: own.watched[0], before: own.watched[1], names))
  }
}

extension LiveEndings {
  fileprivate mutating func change(_ age: Int64, _ step: PeriodStep, _ sign: LiveSign) {
    switch step {
    case .enters: change(entered: age, sign)
    case .leaves: change(open: age, sign)
    case .ends(let isWon): change(ended: age, isWon: isWon, sign)
    }
  }
}
