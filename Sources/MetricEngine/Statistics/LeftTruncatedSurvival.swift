import Foundation

/// The Kaplan-Meier estimate of rows that were not watched from their start: at risk only after their entry (entry < t <=
/// exit), as in the period view of statistics.md section 6. At the very first time seen, rows entering then count as at
/// risk, as in lifelines.
struct LeftTruncatedSurvival: Sendable, Equatable {
  /// The curve, which reads like any other from `firstSeen` on.
  let curve: KaplanMeier
  /// The first time at which anything was seen; nothing is known before it. Nil without rows.
  let firstSeen: Double?

  /// From times in ascending order.
  init(_ times: RiskTimes<Double>) {
    let entries = times.entries ?? []
    firstSeen = [entries.first, times.events.first, times.censored.first].compactMap(\.self).min()
    curve = KaplanMeier(delayed: times, firstSeen: firstSeen ?? 0)
  }

  /// From rows in any order.
  init(exits: [Double], events: [Bool], entries: [Double]) {
    let rows = zip(exits, events)
    self.init(
      RiskTimes(
        events: Sorting.ascending(rows.filter(\.1).map(\.0)),
        censored: Sorting.ascending(rows.filter { !$1 }.map(\.0)), entries: Sorting.ascending(entries)))
  }

  /// S(t); nil before anything was seen.
  func survival(at t: Double) -> Double? { isKnown(t) ? curve.survival(at: t) : nil }

  /// The log-log band at t; nil before anything was seen.
  func band(at t: Double) -> (low: Double, high: Double)? { isKnown(t) ? curve.band(at: t) : nil }

  private func isKnown(_ t: Double) -> Bool { firstSeen.map { t >= $0 } ?? false }
}

extension KaplanMeier {
  fileprivate init(delayed times: RiskTimes<Double>, firstSeen: Double) {
    var cursor = RiskCursor(times, from: firstSeen)
    var (logarithm, sum) = (0.0, 0.0)
    var (moments, survival, greenwood): ([Double], [Double], [Double]) = ([], [], [])
    while let time = cursor.next {
      let (atRisk, ending) = cursor.pass(time)
      let (n, d) = (Double(atRisk), Double(ending))
      // More ends than rows at risk (rows that enter and end at once) move nothing.
      guard n >= d, n > 0 else { continue }
      logarithm += log(n - d) - log(n)
      sum += n > d ? d / (n * (n - d)) : 0
      moments.append(time)
      survival.append(exp(logarithm))
      greenwood.append(sum)
    }
    self.init(
      times: moments, survival: survival, greenwood: greenwood, events: times.events.count,
      censored: times.censored.count)
  }
}
