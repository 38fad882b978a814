import Foundation

/// Whether something really changed (statistics.md section 5). Only `confirmed` may recommend changing a process.
public enum ChangeVerdict: String, Sendable, Codable, CaseIterable {
  /// Too little was seen to tell.
  case tooEarly = "too_early"
  case noEvidence = "no_evidence"
  case likely
  /// The whole moved because the shares of its parts did; inside each part nothing moved.
  case mixShift = "mix_shift"
  /// Certain, and too small to matter.
  case realButSmall = "real_but_small"
  case confirmed
}

/// A verdict with what it rests on.
public struct ChangeJudgement: Sendable, Equatable, Codable {
  /// What the ladder says.
  public var verdict: ChangeVerdict
  /// ln E of the anytime-valid mixture: at ln 20 or more the change holds however often it was looked at.
  public var logE: Double
  /// The smallest hazard ratio these data could have seen; nil without information.
  public var detectableHazardRatio: Double?
  /// The test of the whole; nil where the judgement was made of its parts.
  public var unstratified: LogRankResult?
  /// The test within strata, added up.
  public var stratified: LogRankResult?

  /// The judgement made of its parts.
  public init(verdict: ChangeVerdict, logE: Double, detectableHazardRatio: Double?) {
    self.verdict = verdict
    self.logE = logE
    self.detectableHazardRatio = detectableHazardRatio
  }
}

extension ChangeJudgement {
  /// Prior information of the mixture, in events.
  private static let prior = 30.0
  /// Less information than this is too early to judge.
  private static let leastInformation = 8.0
  /// Deviates that a two-sided 5 % test with 80 % power needs.
  private static let detectableDeviates = 2.8

  /// The ladder of section 5 over an unstratified and a stratified test. `now` and `before` are the shown medians (or
  /// shares, means) of the two groups: moving by a tenth makes a certain change one that matters.
  public init(unstratified: LogRankResult, stratified: LogRankResult, now: Double? = nil, before: Double? = nil) {
    (self.unstratified, self.stratified) = (unstratified, stratified)
    let variance = stratified.variance
    let difference = stratified.observed - stratified.expected
    logE =
      -0.5 * log((variance + Self.prior) / Self.prior) + difference * difference / (2 * (variance + Self.prior))
    detectableHazardRatio = variance > 0 ? exp(Self.detectableDeviates / variance.squareRoot()) : nil
    let isLarge = abs(stratified.logHazardRatio ?? 0) >= log(1.1) || Self.hasMoved(now, before)
    if variance < Self.leastInformation {
      verdict = .tooEarly
    } else if stratified.p < 0.01, logE >= log(20) {
      verdict = isLarge ? .confirmed : .realButSmall
    } else if unstratified.p < 0.01, stratified.p >= 0.05 {
      verdict = .mixShift
    } else {
      verdict = stratified.p < 0.05 ? .likely : .noEvidence
    }
  }

  /// The same ladder for shares: one 2x2 table a stratum, group 1 now and group 2 before. The stratified test is
  /// Mantel and Haenszel's, the unstratified one that of the strata added up; the shares themselves are the figures shown.
  public init(strata: [FourCounts]) {
    let sum = strata.reduce(FourCounts(0, 0, 0, 0)) { $0 + $1 }
    var (whole, parts) = (LogRank(), LogRank())
    whole.addStratum(sum)
    for table in strata { parts.addStratum(table) }
    self.init(
      unstratified: whole.result, stratified: parts.result,
      now: sum.firstTotal > 0 ? sum.a / sum.firstTotal : nil,
      before: sum.secondTotal > 0 ? sum.c / sum.secondTotal : nil)
  }

  private static func hasMoved(_ now: Double?, _ before: Double?) -> Bool {
    guard let now, let before, now != 0, before != 0 else { return false }
    return abs(now / before - 1) >= 0.1
  }
}
