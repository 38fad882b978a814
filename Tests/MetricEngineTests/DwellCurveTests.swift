import Domain
import Testing

@testable import MetricEngine

/// The curve of many visits, read off in blocks, against the one that counts them one by one.
struct DwellCurveTests {
  /// SplitMix64.
  private struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private func withTimes(_ seed: UInt64, ends: Int, running: Int, _ body: (DwellTimes) -> Void) {
    var chance = Chance(state: seed)
    // A grid of hours makes ties, also between ends and running visits.
    func seconds() -> UInt64 { UInt64.random(in: 0...2400, using: &chance) * 3600 }
    let words = (0..<ends).map { _ in seconds() << 32 }.sorted()
    let censored = (0..<running).map { _ in UInt32(seconds()) }.sorted()
    words.withUnsafeBufferPointer { body(DwellTimes(ended: $0, running: censored)) }
  }

  private func expectClose(_ one: Double?, _ two: Double?, _ what: String) {
    guard let one, let two else {
      #expect(one == nil && two == nil, "\(what)")
      return
    }
    #expect(abs(one - two) <= 1e-9 * max(1, abs(two)), "\(what)")
  }

  @Test("blocks give the figures of single steps", arguments: 1...12)
  func blocksEqualSteps(_ seed: Int) {
    withTimes(UInt64(seed), ends: 40 + seed * 57, running: seed % 4 * 90) { times in
      let (fast, slow) = (DwellCurve(times, fewEnds: 0), DwellCurve(times, fewEnds: .max))
      let (one, two) = (fast.summary(at: [7, 14, 30, 60]), slow.summary(at: [7, 14, 30, 60]))
      #expect((one.count, one.events, one.censored) == (two.count, two.events, two.censored))
      for place in one.at.indices {
        expectClose(one.survival[place], two.survival[place], "S")
        expectClose(one.low[place], two.low[place], "lower band")
        expectClose(one.high[place], two.high[place], "upper band")
      }
      #expect((one.q25, one.median.value, one.q75, one.q90) == (two.q25, two.median.value, two.q75, two.q90))
      #expect((one.median.low, one.median.high) == (two.median.low, two.median.high))
      let (mean, slowMean) = (fast.restrictedMean(to: 60), slow.restrictedMean(to: 60))
      expectClose(mean.mean, slowMean.mean, "restricted mean")
      expectClose(mean.error, slowMean.error, "its error")
    }
  }

  @Test("sums of whole seconds describe as numbers do")
  func descriptionEqualsThatOfNumbers() {
    withTimes(5, ends: 1500, running: 0) { times in
      let (ours, plain) = (times.description(times.sums), Describe.sorted(times.allDays))
      expectClose(ours.mean, plain.mean, "mean")
      expectClose(ours.standardDeviation, plain.standardDeviation, "sd")
      #expect((ours.median, ours.p90, ours.maximum) == (plain.median, plain.p90, plain.maximum))
    }
  }

  @Test("whole numbers by frequency describe as numbers in a row do")
  func countsDescribeAsNumbersDo() {
    let (counted, plain) = (Description(counts: [2, 0, 3, 1]), Describe.numbers([0, 0, 2, 2, 2, 3]))
    expectClose(counted.mean, plain.mean, "mean")
    expectClose(counted.standardDeviation, plain.standardDeviation, "sd")
    #expect((counted.median, counted.p75, counted.p95) == (plain.median, plain.p75, plain.p95))
    #expect((counted.minimum, counted.maximum) == (0, 3))
  }

  @Test("moments in order give the rows of a stretch of time")
  func momentsInOrderGiveStretches() {
    var chance = Chance(state: 3)
    let moments = (0..<500).map { _ in Instant(Int64.random(in: 0...5000, using: &chance)) } + [.never, .unknown]
    let order = MomentOrder(Series(moments)) { _ in true }
    for (after, through) in [(0, 5000), (-5, 100), (400, 401), (4000, 9000), (6000, 7000)] as [(Int64, Int64)] {
      let window = TimeWindow(after: Instant(after), through: Instant(through))
      let found = Set(order.range(window).map { MomentOrder.row(order.words[$0]) })
      #expect(found == Set(moments.indices.filter { window.contains(moments[$0]) }))
    }
  }
}
