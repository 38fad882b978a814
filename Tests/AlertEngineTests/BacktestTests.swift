import Domain
import TestKit
import Testing

@testable import AlertEngine

@Suite("What a rule would have said")
struct BacktestTests {
  private let day = Instant.day
  private let start = Instant(1_700_000_000)

  private func policy(_ warn: Double, _ critical: Double? = nil) -> AlertPolicy {
    var policy = AlertPolicy(direction: .below, warn: warn, critical: critical)
    (policy.holdFor, policy.keepFor, policy.gated) = (172_800, 172_800, false)
    return policy
  }

  private func series(_ values: [Double?], count: Int = 100) -> AlertSeries {
    AlertSeries(
      ticks: values.indices.map { start.adding(days: $0) },
      observations: values.map { value in
        AlertObservation(value.map { AlertObservation.Measured(value: $0) }, count: value == nil ? 0 : count)
      })
  }

  @Test("an episode lasts from firing to the end of recovery, with the delays of the rule")
  func episode() throws {
    let past = Backtest(policy(0.5), over: series([0.6, 0.4, 0.4, 0.4, 0.6, 0.6, 0.6, 0.6]))
    let episode = try #require(past.episodes.first)
    #expect(past.episodes.count == 1)
    #expect(episode.firedAt == start.adding(days: 3))
    #expect(episode.endedAt == start.adding(days: 6))
    #expect(episode.worst == .warning)
  }

  @Test("what got worse counts as critical, what goes on has no end")
  func worse() {
    let past = Backtest(policy(0.5, 0.3), over: series([0.4, 0.4, 0.4, 0.2, 0.2, 0.2]))
    #expect(past.episodes == [.init(firedAt: start.adding(days: 2), endedAt: nil, worst: .critical)])
    #expect(past.last?.endedAt == nil)
  }

  @Test("a rate is that of the days that could be judged")
  func rate() {
    let quiet = [Double?](repeating: nil, count: 265), bad = [0.6, 0.4, 0.4, 0.4].map(Optional.some)
    let past = Backtest(policy(0.5), over: series(quiet + bad + [Double?](repeating: 0.6, count: 96)))
    #expect(past.days == 100)
    #expect(abs((past.firingsAYear ?? 0) - 3.65) < 1e-9)
    #expect(past.criticalsAYear == 0)
    #expect(Backtest(policy(0.5), over: series(quiet)).firingsAYear == nil)
  }

  @Test("it says what the machine says live, tick by tick")
  func sameAsLive() {
    var chance = SplitMix64(seed: 5)
    let values = (0..<365).map { _ in Double(chance.next() % 100) / 100 }
    let series = series(values)
    var instance = AlertInstance(policy(0.4, 0.2))
    let fired = zip(series.ticks, series.observations).filter { tick, observation in
      instance.take(.observation(observation), at: tick).contains { $0 == .firedWarning || $0 == .firedCritical }
    }
    #expect(!fired.isEmpty)
    #expect(Backtest(policy(0.4, 0.2), over: series).episodes.map(\.firedAt) == fired.map(\.0))
  }

  @Test("the suggested level would have fired at most twice a year, a stricter one oftener", arguments: 1...8)
  func suggestion(_ seed: UInt64) throws {
    var chance = SplitMix64(seed: seed)
    var level = 0.5
    let values = (0..<365).map { _ -> Double in
      level = 0.5 + (level - 0.5) * 0.8 + (Double(chance.next() % 1000) / 1000 - 0.5) * 0.1
      return level
    }
    let series = series(values)
    let suggestion = try #require(RuleLevels(suggestedFor: policy(0.9), by: series))
    #expect(Backtest(policy(suggestion.warn), over: series).episodes.count <= 2)
    #expect(suggestion.warn <= 0.51)
    if let critical = suggestion.critical {
      #expect(critical < suggestion.warn)
      #expect(Backtest(policy(critical), over: series).episodes.isEmpty)
    }
  }

  @Test("above is bad as below is")
  func mirrored() throws {
    let values = (0..<365).map { 0.5 + 0.2 * Double($0 % 30) / 30 }
    let below = try #require(RuleLevels(suggestedFor: policy(0.5), by: series(values.map { 1 - $0 })))
    var above = policy(0.5)
    above.direction = .above
    let suggestion = try #require(RuleLevels(suggestedFor: above, by: series(values.map { $0 })))
    #expect(Backtest(with(above, suggestion.warn), over: series(values.map { $0 })).episodes.count <= 2)
    #expect(abs(suggestion.warn - (1 - below.warn)) < 0.02)
  }

  private func with(_ policy: AlertPolicy, _ warn: Double) -> AlertPolicy {
    var policy = policy
    policy.warn = warn
    return policy
  }

  @Test("without values nothing is suggested")
  func nothing() {
    #expect(RuleLevels(suggestedFor: policy(0.5), by: series([nil, nil])) == nil)
    #expect(RuleLevels(suggestedFor: policy(0.5), by: series([0.3, 0.2], count: 12)) == nil)
  }
}

@Suite("Levels learned from the past")
struct LearnedLevelsTests {
  private let start = Instant(1_700_000_000)

  private func rule() -> AlertRule {
    var rule = DefaultRules.responseShare
    rule.learns = true
    return rule
  }

  private func series(days: Int) -> AlertSeries {
    AlertSeries(
      ticks: (0..<days).map { start.adding(days: $0) },
      observations: (0..<days).map {
        let value = 0.3 + 0.05 * Double($0 % 7) / 7
        return AlertObservation(
          AlertObservation.Measured(value: value, low: value - 0.01, high: value + 0.01), count: 90)
      })
  }

  @Test("take the place of those that nobody set")
  func learned() {
    let learned = LearnedLevels(rule(), over: series(days: 200), at: start.adding(days: 199)).applied(to: rule())
    #expect(learned.limit == .learned)
    #expect(learned.warn < 0.36 && learned.warn > 0.29)
  }

  @Test("under 13 weeks it is said from when on there are alarms, and nothing is judged")
  func learning() {
    let rule = LearnedLevels(rule(), over: series(days: 40), at: start.adding(days: 39)).applied(to: rule())
    #expect(rule.limit == .learning(alarmsFrom: start.adding(days: 91)))
    #expect(finding(rule) { _ in Reading(value: 0.1, count: 90, gateLow: 0.09, gateHigh: 0.11) }.severity == .ok)
  }

  @Test("hold for a month, but not for another question")
  func lasting() {
    let now = start.adding(days: 199)
    let levels = LearnedLevels(rule(), over: series(days: 200), at: now)
    #expect(!levels.isDue(at: now.adding(days: 29)))
    #expect(levels.isDue(at: now.adding(days: 30)))
    #expect(levels.isDue(at: now.adding(days: -1)))
    var other = rule()
    other.request.windowDays = 7
    #expect(levels.isAbout(rule()))
    #expect(!levels.isAbout(other))
    var set = rule()
    set.learns = false
    #expect(!levels.isAbout(set))
  }

  @Test("are learned as soon as there is past enough")
  func soon() {
    let levels = LearnedLevels(rule(), over: series(days: 85), at: start.adding(days: 84))
    #expect(!levels.isDue(at: start.adding(days: 90)))
    #expect(levels.isDue(at: start.adding(days: 91)))
  }

  @Test("a back-test judges each day by what had been learned by then")
  func walking() {
    let series = AlertSeries(
      ticks: (0..<500).map { start.adding(days: $0) },
      observations: (0..<500).map {
        let value = $0 < 450 ? 0.5 + 0.02 * Double($0 % 5) : 0.3
        return AlertObservation(
          AlertObservation.Measured(value: value, low: value - 0.01, high: value + 0.01), count: 90)
      })
    let whole = Backtest(learning: rule(), over: series, from: start)
    #expect(whole.episodes.map(\.firedAt) == [start.adding(days: 452)])
    #expect(whole.days == 500 - 91)
    #expect(Backtest(learning: rule(), over: series, from: start.adding(days: 460)).episodes.isEmpty)
  }

  @Test("only default rules about figures learn, and the one about quiet deals")
  func defaults() {
    let able = DefaultRules.all.filter { $0.gated && $0.id != "close-change" || $0.isAboutIdle }
    #expect(DefaultRules.all.filter(\.learns) == able)
  }
}
