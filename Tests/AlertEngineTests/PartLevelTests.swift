import Domain
import TestKit
import Testing

@testable import AlertEngine

@Suite("Levels of parts of the organisation")
struct PartLevelTests {
  private let start = Instant(1_700_000_000)
  private let parts = ["list", "web", "fair", "phone"].map { Scope.element(.source, $0) }

  /// Shares of eighty leads a week that are answered in time: each part at its own level, moved by chance.
  /// - Parameter fall: from which day on the first part is hardly answered in time.
  private func series(days: Int, fall: Int = .max, seed: UInt64 = 7) -> PartSeries {
    var chance = SplitMix64(seed: seed)
    var readings: [Scope: [Reading]] = [:]
    for (place, part) in parts.enumerated() {
      let usual = 0.3 + 0.15 * Double(place)
      let weekly = (0..<days + 7).map { day in
        // A reading is of the seven days that end with its own.
        let level = place == 0 && day - 6 >= fall ? usual / 10 : usual
        return (0..<12).count { _ in Double(chance.next() % 1_000) < level * 1_000 }
      }
      readings[part] = (0..<days).map { share(weekly[$0..<$0 + 7].reduce(0, +), of: 84) }
    }
    return PartSeries(ticks: (0..<days).map { start.adding(days: $0) }, readings: readings)
  }

  private func share(_ successes: Int, of trials: Int) -> Reading {
    let (p, n) = (Double(successes) / Double(trials), Double(trials))
    let half = 0.8416 * (p * (1 - p) / n).squareRoot()
    return Reading(value: p, count: trials, gateLow: p - half, gateHigh: p + half)
  }

  private let rule = {
    var rule = DefaultRules.responseBySource
    rule.learns = true
    return rule
  }()

  @Test("follow what is usual for each, and let the rule fire at most twice a year for all of them together")
  func budget() throws {
    let series = series(days: 365)
    let levels = try #require(RuleLevels.suggestedForParts(of: rule, by: series))
    #expect(Set(levels.keys) == Set(parts))
    #expect(zip(parts, parts.dropFirst()).allSatisfy { levels[$0] ?? 1 < levels[$1] ?? 0 })
    #expect(Backtest.firings(rule, levels, series) <= 2)
    for (part, readings) in series.readings {
      let values = readings.compactMap(\.value).sorted()
      #expect(levels[part] ?? 1 <= values[values.count / 2])
    }
  }

  @Test("are not learned of a part without past enough")
  func young() throws {
    var readings = series(days: 365).readings
    readings[parts[1]] = (0..<365).map { $0 < 300 ? Reading(value: nil, count: 0) : share(20, of: 42) }
    let ticks = (0..<365).map { start.adding(days: $0) }
    let levels = try #require(
      RuleLevels.suggestedForParts(of: rule, by: PartSeries(ticks: ticks, readings: readings)))
    #expect(Set(levels.keys) == Set(parts).subtracting([parts[1]]))
    #expect(RuleLevels.suggestedForParts(of: rule, by: PartSeries(ticks: ticks, readings: [:])) == nil)
  }

  @Test("find the fall of one part within a week and name it", arguments: [UInt64(3), 5, 9])
  func fall(seed: UInt64) throws {
    let series = series(days: 400, fall: 370, seed: seed)
    let found = Backtest(parts: rule, over: series, from: start.adding(days: 365))
    let episode = try #require(found.episodes.first { $0.scope == parts[0] })
    #expect(episode.firedAt.since(start.adding(days: 370)) <= 7 * Instant.day)
    #expect(found.episodes.count <= 2)
  }

  @Test("are those that parts are judged by; a part without one is not judged")
  func judged() {
    var rule = rule
    rule.partLevels = [parts[0]: 0.4]
    #expect(rule.about(parts[0]).warn == 0.4 && rule.about(parts[0]).critical == nil)
    #expect(rule.judges(parts[0]) && !rule.judges(parts[1]))
    let bad = finding(rule.about(parts[0])) { _ in share(4, of: 42) }
    let observation = RuleObservation(rule, parts: [parts[0]: bad])
    var book = AlertBook()
    let change = book.evaluate(observation, at: start).first
    #expect(change?.instance.policy.warn == 0.4)
    #expect(change?.instance.display == .pending)
  }

  @Test("belong to the dimension that they were learned for")
  func basis() {
    let learned = LearnedLevels(rule, over: series(days: 200), at: start.adding(days: 199))
    var other = rule
    other.each = .rep
    #expect(learned.isAbout(rule) && !learned.isAbout(other))
    #expect(learned.applied(to: rule).limit == .learned)
    #expect(LearnedLevels(rule, over: series(days: 50), at: start.adding(days: 49)).applied(to: rule).isLearning)
  }
}

@Suite("Tails of Poisson's distribution")
struct PoissonTailTests {
  @Test(
    "are those of the tables", arguments: [(2.0, 5.0, 0.124652), (5, 5, 0.615961), (9, 5, 0.968172), (0, 1, 0.367879)])
  func upTo(count: Double, mean: Double, expected: Double) {
    #expect(abs(PoissonTail.upTo(count, mean: mean) - expected) < 1e-6)
    #expect(abs(PoissonTail.from(count + 1, mean: mean) - (1 - expected)) < 1e-6)
  }

  @Test("stay numbers far out")
  func farOut() {
    #expect(PoissonTail.upTo(0, mean: 5_000) == 0)
    #expect(PoissonTail.upTo(90_000, mean: 90_000) > 0.49 && PoissonTail.upTo(90_000, mean: 90_000) < 0.51)
    #expect(PoissonTail.from(0, mean: 3) == 1 && PoissonTail.upTo(-1, mean: 3) == 0)
  }

  @Test("judge a count against what was to be expected")
  func countAgainstExpected() {
    var reading = Reading(value: 0.4, count: 90, gateHigh: 0.6)
    reading.expected = 5
    let rule = DefaultRules.qualifiedBySource.about(.element(.source, "web"))
    let found = finding(RuleLevels(warn: 1).applied(to: rule)) { _ in reading }
    #expect(abs((found.chanceAtLevel ?? 1) - 0.124652) < 1e-6)
  }
}
