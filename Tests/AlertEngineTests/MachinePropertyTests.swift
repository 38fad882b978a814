import Domain
import Foundation
import TestKit
import Testing

@testable import AlertEngine

@Suite("What holds for any history of an alert")
struct MachinePropertyTests {
  private func written(_ instance: AlertInstance) throws -> AlertInstance {
    try JSONDecoder().decode(AlertInstance.self, from: JSONEncoder().encode(instance))
  }

  @Test("a restart at any step changes nothing", arguments: 0..<60 as Range<UInt64>)
  func restart(seed: UInt64) throws {
    var history = RandomHistory(seed: seed)
    let steps = history.steps(40)
    var kept = AlertInstance(history.policy)
    var restarted = kept
    for step in steps {
      restarted = try written(restarted)
      let said = kept.take(step.input, at: step.at)
      #expect(restarted.take(step.input, at: step.at) == said)
      #expect(restarted == kept)
    }
  }

  @Test("missed ticks caught up give the events that they would have given", arguments: 0..<40 as Range<UInt64>)
  func catchUp(seed: UInt64) {
    var history = RandomHistory(seed: seed)
    let grid = TickGrid(step: 60)
    var values: [Instant: AlertObservation] = [:]
    for tick in 1...50 { values[Instant(Int64(tick) * 60)] = history.observation() }
    let measure: (Instant) -> [RuleObservation] = { tick in
      [RuleObservation(rule: "rule", policy: history.policy, elements: [.all: values[tick] ?? .noData])]
    }
    var steady = AlertBook()
    let all = steady.run(over: (1...50).map { Instant($0 * 60) }, measure: measure)
    var interrupted = AlertBook()
    var seen = interrupted.run(over: [Instant(60)], measure: measure)
    while let last = interrupted.lastTick, last < Instant(3_000) {
      let now = min(last.adding(Int64.random(in: 1...600, using: &history.chance)), Instant(3_000))
      seen += interrupted.run(over: grid.ticks(after: last, through: now), measure: measure)
      if now < Instant(3_000), grid.tick(upTo: now) == last { continue }
    }
    #expect(seen == all)
    #expect(interrupted == steady)
  }

  @Test("a stretch without data shifts everything after it by its length", arguments: 0..<60 as Range<UInt64>)
  func gap(seed: UInt64) {
    var history = RandomHistory(seed: seed)
    history.policy.flapRaises = .max
    let values = (1...40).map { (at: Int64($0) * 60, observation: history.data()) }
    let start = Int.random(in: 1..<40, using: &history.chance)
    let length = Int64.random(in: 1...history.policy.endWithoutDataAfter.asSeconds - 1, using: &history.chance)
    var (steady, interrupted) = (Bench(history.policy), Bench(history.policy))
    for (index, value) in values.enumerated() {
      if index == start { interrupted.nothing(at: value.at) }
      steady.take(.observation(value.observation), at: value.at)
      interrupted.take(.observation(value.observation), at: value.at + (index < start ? 0 : length))
    }
    let shifted = steady.said.map { line in
      var line = line
      line.at += line.at < values[start].at ? 0 : length
      return line
    }
    #expect(interrupted.said.compactMap(\.withoutTheGap) == shifted)
    #expect(interrupted.instance.severity == steady.instance.severity)
    #expect(interrupted.state == steady.state)
  }

  @Test("it fires and ends in turns, and never twice in a row", arguments: 0..<60 as Range<UInt64>)
  func alternation(seed: UInt64) {
    var history = RandomHistory(seed: seed)
    var bench = Bench(history.policy)
    for step in history.steps(80) { bench.take(step.input, at: step.at.seconds) }
    let turns = bench.events.compactMap { event -> Bool? in
      switch event {
      case .firedWarning, .firedCritical: true
      case .resolved, .resolvedWithoutData: false
      default: nil
      }
    }
    #expect(turns.enumerated().allSatisfy { $0.element == ($0.offset % 2 == 0) })
    #expect((bench.instance.severity > .ok) == (turns.last ?? false))
  }
}

extension Int {
  fileprivate var asSeconds: Int64 { Int64(self) }
}

extension Bench.Said {
  /// Nil if nothing is left without what is said of a stretch without data.
  fileprivate var withoutTheGap: Bench.Said? {
    var line = self
    line.events.removeAll { $0 == .noData || $0 == .dataBack }
    return line.events.isEmpty ? nil : line
  }
}

/// A rule and what happens to it, by chance.
private struct RandomHistory {
  var chance: SplitMix64
  var policy: AlertPolicy
  private var value = 20.0

  init(seed: UInt64) {
    chance = SplitMix64(seed: seed)
    let isBelow = Bool.random(using: &chance)
    policy = AlertPolicy(direction: isBelow ? .below : .above, warn: 20, critical: isBelow ? 10 : 30)
    policy.margin = [0, 0.05, 0.2][Int.random(in: 0...2, using: &chance)]
    policy.gated = Bool.random(using: &chance)
    policy.minimumCount = 5
    policy.holdFor = [0, 60, 180][Int.random(in: 0...2, using: &chance)]
    policy.keepFor = [0, 60, 240][Int.random(in: 0...2, using: &chance)]
    policy.staleAfter = 300
    policy.endWithoutDataAfter = 900
    policy.flapWindow = 7_200
    policy.flapRaises = Int.random(in: 2...4, using: &chance)
  }

  mutating func data() -> AlertObservation {
    value = min(45, max(0, value + Double.random(in: -6...6, using: &chance)))
    let doubt = Double.random(in: 0...2, using: &chance)
    return AlertObservation(.init(value: value, low: value - doubt, high: value + doubt), count: 50)
  }

  mutating func observation() -> AlertObservation {
    Int.random(in: 0..<8, using: &chance) == 0 ? .noData : data()
  }

  mutating func steps(_ count: Int) -> [AlertStep] {
    var now = Instant(0)
    return (0..<count).map { _ in
      now = now.adding([60, 60, 120, 600][Int.random(in: 0...3, using: &chance)])
      return AlertStep(at: now, input: input(at: now))
    }
  }

  private mutating func input(at now: Instant) -> AlertInput {
    switch Int.random(in: 0..<12, using: &chance) {
    case 0:
      .action(.acknowledge(by: "ann", note: "\"on\" it", due: Bool.random(using: &chance) ? now.adding(300) : nil))
    case 1: .action(.snooze(until: Bool.random(using: &chance) ? now.adding(300) : nil, by: "bob", reason: "trip"))
    case 2: .action(.unsnooze)
    case 3: .time
    default: .observation(observation())
    }
  }
}
