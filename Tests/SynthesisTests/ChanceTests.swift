import Testing

@testable import Synthesis

@Suite("Random numbers")
struct ChanceTests {
  @Test func theSameSeedGivesTheSameStream() {
    var left = Chance(seed: 42)
    var right = Chance(seed: 42)
    for _ in 0..<100 { #expect(left.next() == right.next()) }
  }

  @Test func theStreamIsTheSameOnEveryMachine() {
    var chance = Chance(seed: 0)
    #expect(
      (0..<3).map { _ in chance.next() } == [
        11_091_344_671_253_066_420, 13_793_997_310_169_335_082, 1_900_383_378_846_508_768,
      ])
  }

  @Test func streamsOfOneSeedDiffer() {
    var first = Chance(seed: 7, stream: 1)
    var second = Chance(seed: 7, stream: 2)
    #expect((0..<4).map { _ in first.next() } != (0..<4).map { _ in second.next() })
  }

  @Test func wholeNumbersStayBelowTheirBound() {
    var chance = Chance(seed: 1)
    let numbers = (0..<1000).map { _ in chance.integer(below: 6) }
    #expect(Set(numbers) == Set(0..<6))
    #expect(chance.integer(below: 0) == 0)
  }

  /// A sampler, its mean and its variance.
  struct Law: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var mean: Double
    var variance: Double
    var draw: @Sendable (inout Chance) -> Double
  }

  static let laws = [
    Law(testDescription: "uniform", mean: 0.5, variance: 1 / 12) { $0.uniform() },
    Law(testDescription: "normal", mean: 0, variance: 1) { $0.normal() },
    Law(testDescription: "exponential", mean: 3, variance: 9) { $0.exponential(mean: 3) },
    Law(testDescription: "gamma 2.5", mean: 2.5, variance: 2.5) { $0.gamma(shape: 2.5) },
    Law(testDescription: "gamma 0.5", mean: 0.5, variance: 0.5) { $0.gamma(shape: 0.5) },
    Law(testDescription: "beta 2, 6", mean: 0.25, variance: 12.0 / 576) { $0.beta(2, 6) },
    Law(testDescription: "Poisson 2", mean: 2, variance: 2) { Double($0.poisson(mean: 2)) },
    Law(testDescription: "Poisson 75", mean: 75, variance: 75) { Double($0.poisson(mean: 75)) },
    Law(testDescription: "Weibull 2", mean: 0.886_226_925, variance: 0.214_601_837) { $0.weibull(shape: 2) },
    Law(testDescription: "weights", mean: 1.5, variance: 0.75) { Double($0.index(weights: [1, 0, 3])) },
  ]

  @Test(arguments: laws)
  func samplersHaveTheirMeanAndVariance(law: Law) {
    var chance = Chance(seed: 5)
    let draws = (0..<40_000).map { _ in law.draw(&chance) }
    let mean = draws.reduce(0, +) / Double(draws.count)
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws.count)
    #expect(abs(mean - law.mean) < 5 * (law.variance / Double(draws.count)).squareRoot())
    #expect(abs(variance - law.variance) < 0.1 * law.variance)
  }
}
