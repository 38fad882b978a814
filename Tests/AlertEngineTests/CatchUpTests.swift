import Domain
import Testing

@testable import AlertEngine

@Suite("Which ticks are made up for")
struct CatchUpTickTests {
  private let midnight = Instant(20_000 * Instant.day)
  private func hour(_ hours: Int64) -> Instant { midnight.adding(hours * 3_600) }

  @Test("live it is the full hour that has come")
  func live() {
    #expect(CatchUp.ticks(after: hour(9), through: hour(10).adding(-1)) == [])
    #expect(CatchUp.ticks(after: hour(9), through: hour(10).adding(1)) == [hour(10)])
  }

  @Test("after two days every hour, after longer the midnights before them")
  func pauses() {
    #expect(CatchUp.ticks(after: hour(0), through: hour(48)) == (1...48).map { hour($0) })
    let week = CatchUp.ticks(after: hour(7), through: hour(7 + 7 * 24))
    #expect(week.prefix(5) == (1...5).map { hour($0 * 24) }[...])
    #expect(week.dropFirst(5).first == hour(7 + 5 * 24 + 1) && week.last == hour(7 + 7 * 24))
    #expect(week.count == 5 + 48)
  }

  @Test("without memory the last four weeks")
  func first() {
    let ticks = CatchUp.ticks(after: nil, through: hour(12))
    #expect(ticks.first == hour(-27 * 24) && ticks.last == hour(12) && ticks.count == 26 + 48)
  }

  @Test("no more than can be afforded: the last days and the present hour", arguments: [1, 4, 10])
  func few(most: Int) {
    let ticks = CatchUp.ticks(after: nil, through: hour(12), most: most)
    #expect(ticks.count == most && ticks.last == hour(12))
    #expect(ticks.dropLast().reversed().elementsEqual((0..<Int64(most - 1)).map { hour(-24 * $0) }))
  }

  @Test("where only some hours count, the first of them stands for an earlier day")
  func someHours() {
    let ticks = CatchUp.ticks(after: hour(-96), through: hour(12)) { ($0.seconds / 3_600) % 24 == 9 }
    #expect(ticks == [hour(-87), hour(-63), hour(-39), hour(-15), hour(9)])
  }

  @Test("absurd dates end somewhere")
  func absurd() {
    #expect(CatchUp.ticks(after: Instant(-60_000_000_000), through: hour(0)).count < 1_000)
    #expect(CatchUp.ticks(after: hour(0), through: .never) == [])
    #expect(CatchUp.ticks(after: hour(5), through: hour(1)) == [])
  }
}

@Suite("How likely a value is at its limit")
struct ChanceAtLevelTests {
  private func finding(_ value: Double, of count: Int, low: Double? = nil, high: Double? = nil) -> Finding {
    finding(DefaultRules.responseShare) { _ in Reading(value: value, count: count, low: low, high: high) }
  }

  private func finding(_ rule: AlertRule, _ measure: (MeasureRequest) -> Reading) -> Finding {
    AlertEngine.finding(rule, measure: measure)
  }

  @Test("of a share by the score test: at the limit a half, two deviations below it 0.023")
  func share() throws {
    #expect(finding(0.5, of: 100).chanceAtLevel == 0.5)
    // (0.5 - 0.4) / sqrt(0.25 / 100) = 2
    #expect(abs(try #require(finding(0.4, of: 100).chanceAtLevel) - 0.022750131948179) < 1e-12)
    #expect(try #require(finding(0.6, of: 100).chanceAtLevel) > 0.9)
  }

  @Test("of a mean by its interval; without one nothing is proven")
  func mean() throws {
    let mean = { (high: Double?) in
      self.finding(DefaultRules.activitiesMean) { _ in Reading(value: 4, count: 100, high: high) }.chanceAtLevel
    }
    #expect(abs(try #require(mean(4 + 1.959964 / 2)) - 0.022750131948179) < 1e-9)
    #expect(mean(nil) == nil)
  }

  @Test("nothing to judge has no chance")
  func nothing() {
    #expect(finding(0.1, of: 5).chanceAtLevel == nil)
    #expect(finding(DefaultRules.idle) { _ in Reading(value: 3, count: 100) }.chanceAtLevel == nil)
  }
}
