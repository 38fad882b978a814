import Domain
import Testing

@testable import MetricEngine

struct ResponseCurveTests {
  /// Waits of many leads: many share a second, some run on, `censoring` of 100.
  private static func waits(_ count: Int, censoring: UInt64, seed: UInt64) -> ResponseWaits {
    var state = seed
    func next(_ limit: UInt64) -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return (value ^ (value >> 31)) % limit
    }
    var (ended, running) = ([Int32](), [Int32]())
    for _ in 0..<count {
      let wait = Int32(next(10) * next(600) * next(3))
      if next(100) < censoring { running.append(wait) } else { ended.append(wait) }
    }
    return ResponseWaits(ended: ended.sorted(), running: running.sorted())
  }

  @Test(
    "a curve read off without walking it is the one walked step by step", arguments: [0, 5, 40, 90] as [UInt64],
    [3, 4] as [UInt64])
  func aCurveReadOffIsTheOneWalked(_ censoring: UInt64, _ seed: UInt64) {
    for count in [2000, 3001, 8000] {
      let waits = Self.waits(count, censoring: censoring, seed: seed)
      let walked = KaplanMeier(
        sortedEvents: waits.ended.map { Double($0) }, sortedCensored: waits.running.map { Double($0) })
      let curve = ResponseCurve(waits)
      let (ours, theirs) = (curve.summary(at: [0, 300, 1800, 5000]), walked.summary(at: [0, 300, 1800, 5000]))
      #expect(
        [ours.median.value, ours.q25, ours.q75, ours.q90] == [theirs.median.value, theirs.q25, theirs.q75, theirs.q90])
      #expect(ours.median == theirs.median)
      #expect(zip(ours.survival, theirs.survival).allSatisfy { abs($0 - $1) < 1e-12 })
      #expect(zip(ours.low, theirs.low).allSatisfy { abs(($0 ?? 9) - ($1 ?? 8)) < 1e-11 })
      #expect(zip(ours.high, theirs.high).allSatisfy { abs(($0 ?? 9) - ($1 ?? 8)) < 1e-11 })
      let (mean, other) = (curve.restrictedMean(to: 3600), walked.restrictedMean(to: 3600))
      #expect(abs(mean.mean - other.mean) < 1e-8 && abs(mean.error - other.error) < 1e-9)
    }
  }

  @Test(
    "waits that are counted come out as if sorted, short or long, together and by code", arguments: [3, 900, 40_000])
  func countedWaitsComeOutAsIfSorted(_ count: Int) {
    let waits = (0..<count).map { Int32(($0 * 7919) % 100_003 * ($0 % 3)) }
    let sorted = WaitBins.sorted(codes: 4, most: count) { filler in
      for (place, wait) in waits.enumerated() { filler.add(wait, place % 4, if: place % 5 == 0 ? 0 : 1) }
    }
    let counted = waits.indices.filter { $0 % 5 != 0 }
    #expect(sorted.whole.ended == counted.map { waits[$0] }.sorted())
    for code in 0..<4 {
      #expect(sorted.parts[code].ended == counted.filter { $0 % 4 == code }.map { waits[$0] }.sorted())
    }
  }

  @Test("where everybody is answered, the last end empties the curve")
  func whereEverybodyIsAnsweredTheLastEndEmptiesTheCurve() {
    let summary = ResponseCurve(ResponseWaits(ended: Array(1...2500))).summary(at: [2499, 2500])
    #expect(summary.survival.map { ($0 * 1e9).rounded() } == [400_000, 0])
    #expect(summary.high == [summary.high[0], 0])
    #expect(summary.q90 == 2250)
  }

  @Test("sorting by the upper half keeps the order of equals")
  func sortingByTheUpperHalfKeepsTheOrderOfEquals() {
    for count in [0, 1, 50, 5000] {
      let keys = (0..<UInt64(count)).map { (($0 * 7919) % 97) << 33 | $0 }
      let expected = keys.enumerated().sorted { ($0.element >> 32, $0.offset) < ($1.element >> 32, $1.offset) }
      #expect(KeyedSort.ascending(keys) == expected.map(\.element))
    }
  }
}
