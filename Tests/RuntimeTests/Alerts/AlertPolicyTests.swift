import AlertEngine
import Domain
import Foundation
import MetricEngine
import TestKit
import Testing

@testable import Runtime

/// Ninety days of two organisations, judged with the levels that the year before had taught: what the default rules about
/// sources cost, and how soon they see what happens to one of them. The script .ci/alert-policy measures a year of twenty
/// organisations.
@Suite("What the default alerts cost and find")
struct AlertPolicyTests {
  private static let days = 90
  /// Days before the present that something happens to one source each.
  private static let (slowSince, worthlessSince) = (21, 28)
  /// Part of all leads, part of them answered in time, part of them that qualifies.
  private static let sources = [
    ("web", 0.34, 0.40, 0.35), ("search", 0.22, 0.40, 0.33), ("referral", 0.10, 0.40, 0.50),
    ("event", 0.12, 0.40, 0.35),
    ("partner", 0.08, 0.40, 0.40), ("list", 0.14, 0.40, 0.20),
  ]

  /// What the rules about sources would have said.
  private func backtests(seed: UInt64, isCalm: Bool) -> [String: Backtest] {
    let engine = organisation(seed: seed, isCalm: isCalm)
    let rules = DefaultRules.all.filter { $0.each == .source }
    let past = RulePast(engine, rules, through: noon, days: Self.days + RulePast.lessonDays)
    let start = noon.adding(days: 1 - Self.days)
    return Dictionary(
      uniqueKeysWithValues: rules.map { ($0.id, Backtest(parts: $0, over: past.parts($0), from: start)) })
  }

  @Test("drops of one source are said within a week and named, and little else", arguments: [UInt64(1), 2])
  func found(seed: UInt64) throws {
    let said = backtests(seed: seed, isCalm: false)
    for (rule, source, since) in [
      ("response-by-source", "partner", Self.slowSince), ("qualified-by-source", "search", Self.worthlessSince),
    ] {
      let episodes = try #require(said[rule]).episodes
      let drop = noon.adding(days: -since)
      let first = try #require(
        episodes.first { $0.scope == .element(.source, source) && $0.firedAt >= drop }, "\(rule)")
      #expect(first.firedAt.since(drop) <= 8 * Instant.day && first.endedAt == nil, "\(rule)")
      #expect(episodes.count <= 3, "\(rule)")
    }
  }

  @Test("where nothing happens little is said", arguments: [UInt64(3), 4])
  func calm(seed: UInt64) throws {
    for (rule, said) in backtests(seed: seed, isCalm: true) {
      #expect(said.days == Double(Self.days), "\(rule)")
      #expect(said.episodes.count <= 2, "\(rule)")
    }
  }

  // MARK: - Leads

  private func organisation(seed: UInt64, isCalm: Bool) -> Engine {
    var chance = Chance(SplitMix64(seed: seed))
    var table = LeadTable()
    var names = Vocabulary()
    let codes = Self.sources.map { names.code(for: $0.0) }
    for back in (0..<Self.days + RulePast.lessonDays + 220).reversed() {
      let day = noon.adding(days: -back).adding(-3 * 3_600)
      for _ in 0..<(day.utcDate.isoWeekday < 6 ? 90 : 30) {
        let created = min(day.adding(Int64(chance.uniform * 28_000)), noon)
        let place = chance.source(Self.sources.map(\.1))
        var (_, _, fast, worth) = Self.sources[place]
        if !isCalm, Self.sources[place].0 == "partner", back <= Self.slowSince { fast = 0.05 }
        if !isCalm, Self.sources[place].0 == "search", back <= Self.worthlessSince { worth *= 0.35 }
        let answered = created.adding(chance.uniform < fast ? 120 : 7_200)
        let qualified = chance.uniform < worth ? answered.adding(chance.days(median: 1.6)) : .never
        table.add(
          created, answered: answered <= noon ? answered : .never, qualified: qualified <= noon ? qualified : .never,
          source: codes[place])
      }
    }
    return engine(table, sources: names)
  }
}

/// Draws from distributions.
private struct Chance {
  private var numbers: SplitMix64

  init(_ numbers: SplitMix64) { self.numbers = numbers }

  var uniform: Double { mutating get { Double.random(in: 0..<1, using: &numbers) } }

  mutating func source(_ parts: [Double]) -> Int {
    var left = uniform
    for (place, part) in parts.enumerated() {
      left -= part
      if left < 0 { return place }
    }
    return 0
  }

  /// Seconds, log-normal about a median in days.
  mutating func days(median: Double) -> Int64 {
    let normal = (-2 * log(1 - uniform)).squareRoot() * cos(2 * .pi * uniform)
    return Int64(median * exp(0.9 * normal) * Double(Instant.day))
  }
}
