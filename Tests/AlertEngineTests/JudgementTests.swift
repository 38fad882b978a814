import Domain
import Testing

@testable import AlertEngine

/// A gated share rule, 30 rows at least.
private func shareRule(_ direction: Direction, warn: Double, critical: Double?) -> AlertRule {
  AlertRule(
    id: "rule", title: "Rule",
    request: MeasureRequest(
      metric: .leadResponse, statistic: .shareWithin(seconds: nil), clock: .business, windowDays: 28, scope: .all),
    direction: direction, warn: warn, critical: critical, doNext: "b")
}

private func itemRule(allowing count: Double = 0) -> AlertRule {
  var rule = DefaultRules.idle
  rule.warn = count
  return rule
}

@Suite("A rule judges a reading")
struct JudgementTests {
  @Test(
    "below: only a value under the level, with its upper bound under it too, breaches",
    arguments: [
      (0.60, 0.55, 0.65, Verdict.within),
      (0.50, 0.45, 0.55, .within),
      (0.49, 0.45, 0.53, .unproven(.warning)),
      (0.49, 0.45, 0.50, .unproven(.warning)),
      (0.40, 0.36, 0.44, .breach(.warning)),
      (0.25, 0.21, 0.29, .breach(.warning)),
      (0.24, 0.20, 0.28, .breach(.warning)),
      (0.20, 0.16, 0.24, .breach(.critical)),
    ])
  func below(value: Double, low: Double, high: Double, expected: Verdict) {
    let rule = shareRule(.below, warn: 0.50, critical: 0.25)
    let reading = Reading(value: value, count: 200, gateLow: low, gateHigh: high)
    #expect(judge(rule, reading) == expected)
  }

  @Test(
    "above: only a value over the level, with its lower bound over it too, breaches",
    arguments: [
      (0.44, 0.40, 0.48, Verdict.within),
      (0.45, 0.41, 0.49, .unproven(.warning)),
      (0.50, 0.45, 0.55, .breach(.warning)),
      (0.61, 0.43, 0.70, .unproven(.critical)),
      (0.65, 0.61, 0.69, .breach(.critical)),
    ])
  func above(value: Double, low: Double, high: Double, expected: Verdict) {
    let rule = shareRule(.above, warn: 0.44, critical: 0.60)
    let reading = Reading(value: value, count: 200, gateLow: low, gateHigh: high)
    #expect(judge(rule, reading) == expected)
  }

  @Test("a gated rule proves nothing by a reading without bounds")
  func noBounds() {
    let rule = shareRule(.below, warn: 0.50, critical: nil)
    #expect(judge(rule, Reading(value: 0.1, count: 200)) == .unproven(.warning))
    #expect(judge(rule, Reading(value: 0.1, count: 200, gateHigh: .nan)) == .unproven(.warning))
  }

  @Test("without a gate the value alone decides, strictly")
  func ungated() {
    var rule = shareRule(.below, warn: 0.50, critical: 0.25)
    rule.gated = false
    #expect(judge(rule, Reading(value: 0.50, count: 30)) == .within)
    #expect(judge(rule, Reading(value: 0.49, count: 30)) == .breach(.warning))
    #expect(judge(rule, Reading(value: 0.25, count: 30)) == .breach(.warning))
    #expect(judge(rule, Reading(value: 0.24, count: 30)) == .breach(.critical))
  }

  @Test(
    "fewer rows than the minimum are too few to judge; exactly the minimum is enough",
    arguments: [(29, Verdict.tooFew(have: 29, need: 30)), (30, .breach(.critical)), (1, .tooFew(have: 1, need: 30))])
  func minimum(count: Int, expected: Verdict) {
    let rule = shareRule(.below, warn: 0.50, critical: 0.25)
    #expect(judge(rule, Reading(value: 0, count: count, gateLow: 0, gateHigh: 0.1)) == expected)
  }

  @Test("no data never breaches and is not too few")
  func noData() {
    let rule = shareRule(.below, warn: 0.50, critical: 0.25)
    let missing = Reading(value: nil, count: 0, missing: ["leads.first_response_at"])
    #expect(judge(rule, missing) == .noData(missing: ["leads.first_response_at"]))
    #expect(judge(rule, Reading(value: nil, count: 0)) == .noData(missing: []))
    #expect(judge(rule, Reading(value: 0, count: 0)) == .noData(missing: []))
    #expect(judge(rule, Reading(value: .nan, count: 99)) == .noData(missing: []))
    #expect(judge(rule, Reading(value: nil, count: 12)) == .tooFew(have: 12, need: 30))
  }

  @Test(
    "an item rule breaches with a single item, critically if one is beyond the critical level",
    arguments: [
      (0.0, 0.0, Verdict.within), (1, 0, .breach(.warning)), (1, 1, .breach(.critical)), (69, 3, .breach(.critical)),
    ])
  func items(count: Double, critical: Double, expected: Verdict) {
    let verdict = judge(
      itemRule(), Reading(value: count, count: 3), critical: Reading(value: critical, count: 3))
    #expect(verdict == expected)
  }

  @Test("an item rule can allow some items")
  func allowedItems() {
    let none = Reading(value: 0, count: 100)
    #expect(judge(itemRule(allowing: 40), Reading(value: 40, count: 100), critical: none) == .within)
    #expect(judge(itemRule(allowing: 40), Reading(value: 41, count: 100), critical: none) == .breach(.warning))
  }

  @Test("an item rule without data says so")
  func itemsWithoutData() {
    #expect(judge(itemRule(), Reading(value: nil, count: 0), critical: nil) == .noData(missing: []))
  }

  @Test("when more than 30 % of open deals are older than wins, it asks to clean up and raises no alarm")
  func cleanUp() {
    let many = finding(DefaultRules.closeOld) { _ in Reading(value: 31, count: 100) }
    #expect(many.asksToCleanUp && many.verdict == .within)
    let some = finding(DefaultRules.closeOld) { _ in Reading(value: 30, count: 100) }
    #expect(!some.asksToCleanUp && some.verdict == .breach(.warning))
  }
}
