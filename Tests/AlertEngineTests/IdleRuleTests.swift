import Domain
import Testing

@testable import AlertEngine

/// How many quiet opportunities are usual, learned from the past.
@Suite("The rule about quiet deals, learned")
struct IdleRuleTests {
  private let start = Instant(1_700_000_000)
  private let limits = IdleLimits(usual: 12)
  private let rule = DefaultRules.all.first { $0.id == "idle" } ?? DefaultRules.idle

  /// Between 30 and 36 quiet deals on each day.
  private func series(days: Int) -> AlertSeries {
    AlertSeries(
      ticks: (0..<days).map { start.adding(days: $0) },
      observations: (0..<days).map {
        let value = 30 + Double($0 % 7)
        return AlertObservation(AlertObservation.Measured(value: value, low: value), count: 400)
      })
  }

  private func learned(_ rule: AlertRule, days: Int = 200) -> AlertRule {
    LearnedLevels(rule, over: series(days: days), at: start.adding(days: days - 1), idle: limits).applied(to: rule)
  }

  private func verdict(_ rule: AlertRule, _ value: Double, isGrowing: Bool = true) -> Verdict {
    finding(rule) { _ in Reading(value: value, count: 400, gateLow: isGrowing ? value : 0) }.verdict
  }

  @Test("speaks of more than there usually are, not of the first")
  func growing() {
    let rule = learned(rule)
    #expect(rule.limit == .learned && rule.request.statistic == .idleBeyond(limits))
    #expect(rule.criticalRequest == nil && rule.holdFor > 0 && rule.keepFor > 0)
    #expect((33...40).contains(rule.warn))
    #expect(verdict(rule, 34) == .within)
    #expect(verdict(rule, 60) == .breach(.warning))
  }

  @Test("says nothing while their money does not grow")
  func money() {
    let rule = learned(rule)
    #expect(verdict(rule, 60, isGrowing: false) == .unproven(.warning))
    var instance = AlertInstance(AlertPolicy(rule))
    for day in 0..<6 {
      let found = finding(rule) { _ in Reading(value: 60, count: 400, gateLow: 0) }
      _ = instance.take(.observation(AlertObservation(found)), at: start.adding(days: day))
    }
    #expect(instance.severity == .ok)
  }

  @Test("with less than 13 weeks of past it speaks of single deals")
  func young() {
    let rule = learned(rule, days: 60)
    #expect(rule.limit == .set && rule.request.statistic == .idle(days: 14))
    #expect(verdict(rule, 1) == .breach(.critical))
  }

  @Test("as many as somebody allows are allowed, by the learned silence")
  func allowed() {
    var own = rule
    own.warn = 50
    #expect(learned(own).warn == 50 && learned(own).request.statistic == .idleBeyond(limits))
  }

  @Test("silence that somebody set is not learned over")
  func set() {
    var own = rule
    own.request.statistic = .idle(days: 20)
    own.learns = false
    let levels = LearnedLevels(rule, over: series(days: 200), at: start.adding(days: 199), idle: limits)
    #expect(!levels.isAbout(own))
  }
}
