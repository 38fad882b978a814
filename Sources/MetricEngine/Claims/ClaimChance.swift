import Foundation

/// A stream of chance numbers that is the same on every machine (SplitMix64).
public struct ClaimChance: Sendable {
  /// The seed where nobody gives one.
  public static let standardSeed: UInt64 = 21
  /// Samples drawn for a range.
  static let samples = 1000

  private var state: UInt64
  private var spare: Double?

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Even over 0..<1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number below `bound`, which is small against 2^64.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// Standard normal (Marsaglia's polar method).
  mutating func normal() -> Double {
    if let kept = spare {
      spare = nil
      return kept
    }
    while true {
      let (x, y) = (2 * unit() - 1, 2 * unit() - 1)
      let square = x * x + y * y
      guard square > 0, square < 1 else { continue }
      let factor = (-2 * log(square) / square).squareRoot()
      spare = y * factor
      return x * factor
    }
  }

  /// Poisson: exact where the mean is small, else the rounded normal.
  mutating func poisson(_ mean: Double) -> Double {
    guard mean > 0 else { return 0 }
    guard mean < 30 else { return max(0, (mean + mean.squareRoot() * normal()).rounded()) }
    let limit = exp(-mean)
    var (count, product) = (0.0, unit())
    while product > limit {
      count += 1
      product *= unit()
    }
    return count
  }

  /// The middle 95 % of what `sample` gives, drawn again and again; nil where it gives nothing.
  static func range(seed: UInt64, _ sample: (inout ClaimChance) -> Double?) -> (low: Double, high: Double)? {
    ranges(1, seed: seed) { [sample(&$0)] }[0]
  }

  /// The same for each of `count` figures of every sample.
  static func ranges(
    _ count: Int, seed: UInt64, _ sample: (inout ClaimChance) -> [Double?]
  ) -> [(low: Double, high: Double)?] {
    var chance = ClaimChance(seed: seed)
    let drawn = (0..<samples).map { _ in sample(&chance) }
    return (0..<count).map { figure in
      let sorted = Sorting.ascending(drawn.compactMap { $0[figure] })
      guard let low = Quantile.type7(sorted: sorted, 0.025), let high = Quantile.type7(sorted: sorted, 0.975) else {
        return nil
      }
      return (low, high)
    }
  }
}
