import Domain
import Foundation
import TestKit
import Testing

@testable import AlertEngine

@Suite("The book of alerts")
struct BookTests {
  private let rep = Scope.element(.rep, "ann:1")

  private func observed(_ values: [Scope: Double]) -> RuleObservation {
    RuleObservation(
      rule: "share", policy: policy(),
      elements: values.mapValues { AlertObservation(.init(value: $0, low: $0, high: $0), count: 100) })
  }

  @Test("every element of a rule has its own memory; one that is gone has no data")
  func elements() {
    var book = AlertBook()
    let first = book.run(over: [Instant(0)]) { _ in [observed([.all: 25, rep: 15])] }
    #expect(first.map(\.events) == [[], [.firedWarning]])
    _ = book.run(over: [Instant(60)]) { _ in [observed([.all: 25])] }
    let instance = book.instances[AlertKey(rule: "share", scope: rep)]
    #expect(instance?.severity == .warning && instance?.gap?.since == Instant(60))
  }

  @Test("a rule that was edited begins anew: told as such, not as resolved")
  func edited() {
    var book = AlertBook()
    let key = AlertKey(rule: "share")
    _ = book.run(over: [Instant(0)]) { _ in [observed([.all: 15])] }
    let change = book.take(.time, at: Instant(60), for: key, under: policy(hold: 60))
    #expect(change.events == [.ruleChanged] && change.instance.display == .inactive)
    #expect(change.instance.lastTick == Instant(0))
    #expect(book.take(.time, at: Instant(30), for: key, under: policy(hold: 60)).events == [.ignoredOutOfOrder])
  }

  @Test("a rule that is gone is forgotten")
  func forgotten() {
    var book = AlertBook()
    _ = book.run(over: [Instant(0)]) { _ in [observed([.all: 15])] }
    #expect(book.forget(rulesOtherThan: ["share"]) == [])
    #expect(book.forget(rulesOtherThan: ["idle"]) == [AlertKey(rule: "share")])
    #expect(book.instances.isEmpty && book.lastTick == nil)
  }

  @Test("parts of the organisation are written as texts and read again")
  func scopes() {
    for scope in [Scope.all, rep, .element(.team, "")] {
      let key = AlertKey(rule: "share", scope: scope)
      #expect(AlertKey(rule: "share", scopeText: key.scopeText) == key)
    }
    #expect(AlertKey(rule: "share", scopeText: "planet:mars") == nil)
  }

  @Test("ticks lie on one grid whenever the program starts; those missed are given in order")
  func grid() {
    let grid = TickGrid(origin: Instant(100), step: 60)
    #expect(grid.tick(upTo: Instant(219)) == Instant(160))
    #expect(grid.tick(upTo: Instant(99)) == Instant(40))
    #expect(grid.ticks(after: nil, through: Instant(219)) == [Instant(160)])
    #expect(grid.ticks(after: Instant(100), through: Instant(280)).map(\.seconds) == [160, 220, 280])
    #expect(grid.ticks(after: Instant(290), through: Instant(300)) == [])
    #expect(grid.ticks(after: Instant(100), through: .never) == [])
  }
}

@Suite("A rule becomes a policy")
struct PolicyTests {
  @Test("delays, evidence and levels are those of the rule")
  func figure() {
    let policy = AlertPolicy(DefaultRules.responseShare)
    #expect(policy.warn == 0.50 && policy.critical == 0.25 && policy.direction == .below)
    #expect(policy.holdFor == 172_800 && policy.keepFor == 172_800 && policy.staleAfter == 129_600)
    #expect(policy.gated && policy.minimumCount == 30 && policy.margin == 0.05)
  }

  @Test("another question is another rule")
  func question() {
    var rule = DefaultRules.idle
    rule.request.statistic = .idle(days: 21)
    #expect(AlertPolicy(rule) != AlertPolicy(DefaultRules.idle))
    rule = DefaultRules.idle
    rule.note = "another remark"
    #expect(AlertPolicy(rule) == AlertPolicy(DefaultRules.idle))
  }

  @Test("without delays the machine says at once what the rule says", arguments: 0..<200 as Range<UInt64>)
  func agrees(seed: UInt64) {
    var chance = SplitMix64(seed: seed)
    var rule = DefaultRules.all[Int.random(in: 0..<DefaultRules.all.count, using: &chance)]
    rule.holdFor = 0
    let finding = finding(rule) { request in
      let value = rule.isItem ? Double(Int.random(in: 0...3, using: &chance)) : Double.random(in: 0...1, using: &chance)
      let hasValue = Int.random(in: 0..<8, using: &chance) > 0
      return Reading(
        value: hasValue ? value : nil, count: Int.random(in: 0...100, using: &chance),
        gateLow: value - Double.random(in: 0...0.1, using: &chance),
        gateHigh: value + Double.random(in: 0...0.1, using: &chance))
    }
    var instance = AlertInstance(AlertPolicy(rule))
    _ = instance.take(.observation(AlertObservation(finding)), at: Instant(0))
    #expect(instance.severity == finding.severity)
    #expect((instance.gap == nil) == finding.isEvaluated)
  }
}
