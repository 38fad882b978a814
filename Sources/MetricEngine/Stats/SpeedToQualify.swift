import Domain
import Foundation

/// Whether leads answered sooner qualify more often within 30 days (statistics.md section 6, "Qualification vs speed").
/// Association, not cause: good leads may be answered sooner.
public struct SpeedToQualify: Sendable, Equatable {
  /// Leads older than 30 days, so that all had the same time.
  public var cohort = 0
  /// Qualified by how long the answer took: up to 5 min, 30 min, 2 h, 24 h, later, never.
  public var buckets: [Share] = []
  /// The first four against more than 24 hours.
  public var againstSlowest: [TwoByTwo] = []
  /// Up to 5 minutes against all later answers.
  public var quickAgainstSlower = TwoByTwo(0, 0, 0, 0)
  /// Does the share rise or fall over the buckets; nil where it cannot be told.
  public var trend: OrdinalTrend?
  /// Regression on log2 of the time to the answer over 5 minutes; nil under 21 answered leads.
  public var regression: Result<LogisticRegression, LogisticRegression.Failure>?
  /// Answered leads of the cohort.
  public var answered = 0
  /// The contrast within sources, pooled; nil under 21 answered leads, and without a source that has two leads.
  public var bySource: MantelHaenszel?

  /// Names of the buckets.
  public static let names = ["le5m", "5m_30m", "30m_2h", "2h_24h", "gt24h", "none"]
  /// Their ends in seconds.
  private static let ends: [Int32] = [300, 1800, 7200, 86_400]
  private static let days = 30
  /// So many answered leads, or fewer, bear no regression.
  private static let fewAnswered = 20

  init(_ engine: Engine, _ question: ResponseQuestion) {
    let sources = engine.dataset.vocabulary(.source)
    let asOf = question.query.asOf
    let end = question.place(after: asOf.adding(days: -Self.days))
    let counts = Self.counts(question, end, sources.count)
    let sums = (0..<6).map { bucket in
      counts.reduce((yes: 0, all: 0)) { ($0.yes + $1[bucket].yes, $0.all + $1[bucket].all) }
    }
    cohort = sums.reduce(0) { $0 + $1.all }
    buckets = sums.map { Wilson.share($0.yes, of: $0.all) }
    againstSlowest = sums[..<4].map { TwoByTwo($0.yes, $0.all - $0.yes, sums[4].yes, sums[4].all - sums[4].yes) }
    quickAgainstSlower = TwoByTwo(Self.contrast(sums))
    trend = OrdinalTrend(
      successes: sums[..<5].map(\.yes), failures: sums[..<5].map { $0.all - $0.yes }, scores: [0, 1, 2, 3, 4])
    answered = sums[..<5].reduce(0) { $0 + $1.all }
    guard answered > Self.fewAnswered else { return }
    regression = Self.fit(question, end)
    let names = sources.names.indices.sorted {
      sources.names[$0].unicodeScalars.lexicographicallyPrecedes(sources.names[$1].unicodeScalars)
    }
    bySource = MantelHaenszel(names.map { Self.contrast(counts[$0]) })
  }

  private typealias Count = (yes: Int, all: Int)

  private static func contrast(_ counts: [Count]) -> FourCounts {
    let slower = counts[1..<5].reduce((yes: 0, all: 0)) { ($0.yes + $1.yes, $0.all + $1.all) }
    return FourCounts(counts[0].yes, counts[0].all - counts[0].yes, slower.yes, slower.all - slower.yes)
  }

  /// By source and bucket. Leads that qualified at a time nobody recorded are left out.
  private static func counts(_ question: ResponseQuestion, _ end: Int, _ sources: Int) -> [[Count]] {
    let (facts, source) = (question.facts, question.leads.source)
    var yes = Array(repeating: 0, count: sources * 6)
    var all = yes
    facts.marks.withUnsafeBufferPointer { marks in
      facts.wall.withUnsafeBufferPointer { wall in
        question.forEach(0..<end) { place, row in
          let mark = marks[place]
          guard !mark.isDisjoint(with: .counted), !mark.contains(.qualifiedUndated) else { return }
          let slow = ends.count { wall[place] > $0 }
          let cell = Int(source[row]) * 6 + (mark.contains(.answered) ? slow : 5)
          all[cell] += 1
          if mark.contains(.qualified) { yes[cell] += 1 }
        }
      }
    }
    return (0..<sources).map { source in (0..<6).map { (yes[source * 6 + $0], all[source * 6 + $0]) } }
  }

  /// Regression over waits of at least a minute, gathered by equal ones.
  private static func fit(
    _ question: ResponseQuestion, _ end: Int
  ) -> Result<LogisticRegression, LogisticRegression.Failure> {
    let waits = waits(question, end)
    var (predictor, successes, trials) = ([Double](), [Int](), [Int]())
    for (place, time) in waits.whole.times.enumerated() {
      predictor.append(log2(Double(time) / 300))
      trials.append(Int(waits.whole.through[place]) - waits.whole.ended(before: place))
      successes.append(waits.parts[1].ended(within: time) - waits.parts[1].ended(within: time - 1))
    }
    return LogisticRegression.fit(predictor: predictor, successes: successes, trials: trials)
  }

  /// The waits of answered leads, those not qualified in time and those qualified apart.
  private static func waits(_ question: ResponseQuestion, _ end: Int) -> CodedWaits {
    question.facts.wall.withUnsafeBufferPointer { wall in
      question.facts.marks.withUnsafeBufferPointer { marks in
        WaitBins.sorted(codes: 2, most: end) { filler in
          // A copy stays in registers.
          var own = filler
          question.forEach(0..<end) { place, _ in
            let mark = marks[place]
            let counts = mark.contains(.answered) && !mark.contains(.qualifiedUndated)
            own.add(max(60, wall[place]), mark.contains(.qualified) ? 1 : 0, if: counts ? 1 : 0)
          }
          filler = own
        }
      }
    }
  }

  /// Equal where all figures are.
  public static func == (left: SpeedToQualify, right: SpeedToQualify) -> Bool {
    left.cohort == right.cohort && left.buckets == right.buckets && left.trend == right.trend
      && left.againstSlowest == right.againstSlowest && left.quickAgainstSlower == right.quickAgainstSlower
      && left.answered == right.answered && left.bySource == right.bySource && left.regression == right.regression
  }
}
