/// A stream of random numbers that a seed determines: xoshiro256** (Blackman and Vigna 2018),
/// its state filled by SplitMix64. The same seed gives the same stream on every machine.
public struct Chance: Sendable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  /// A stream of its own for every seed.
  public init(seed: UInt64) {
    var mixer = SplitMix64(state: seed)
    s0 = mixer.next()
    s1 = mixer.next()
    s2 = mixer.next()
    s3 = mixer.next()
  }

  /// The stream number `index` of a seed: independent streams for days, people, opportunities.
  public init(seed: UInt64, stream index: UInt64) {
    var mixer = SplitMix64(state: seed ^ (index &* 0xd129_42f0_8f4e_3b61))
    self.init(seed: mixer.next() ^ index)
  }

  /// 64 random bits.
  public mutating func next() -> UInt64 {
    let result = Self.rotated(s1 &* 5, by: 7) &* 9
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = Self.rotated(s3, by: 45)
    return result
  }

  private static func rotated(_ bits: UInt64, by count: UInt64) -> UInt64 { (bits << count) | (bits >> (64 - count)) }

  /// Uniform in [0, 1).
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Uniform in (0, 1), for logarithms.
  mutating func openUniform() -> Double { (Double(next() >> 12) + 0.5) * 0x1p-52 }

  /// Uniform in [low, high).
  mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

  /// A whole number from 0 to `bound` - 1; 0 if `bound` is not positive.
  public mutating func integer(below bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// True with this probability.
  mutating func happens(_ probability: Double) -> Bool { uniform() < probability }

  /// An element, all alike; the collection must not be empty.
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[integer(below: elements.count)] }
}

/// Steele, Lea and Flood 2014; spreads a seed over 64 bits.
private struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }
}
