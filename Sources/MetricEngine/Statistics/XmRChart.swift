/// A chart of single values and their moving range (statistics.md section 5, SPC). Feed it logarithms of durations and
/// sqrt(count + 3/8), not raw values.
public struct XmRChart: Sendable, Equatable, Codable {
  /// Indices of the points at which a rule speaks.
  public struct Signals: Sendable, Equatable, Codable {
    /// Beyond three sigmas.
    public var beyondThree: [Int] = []
    /// Two of three beyond two sigmas on the same side.
    public var twoOfThree: [Int] = []
    /// Four of five beyond one sigma on the same side.
    public var fourOfFive: [Int] = []
    /// Eight in a row on the same side.
    public var runOfEight: [Int] = []
  }

  /// Where the values lie and how far they may stray.
  public struct Limits: Sendable, Equatable, Codable {
    /// Where the values lie.
    public let mean: Double
    /// Mean of the moving ranges.
    public let meanRange: Double
    /// Median of the moving ranges.
    public let medianRange: Double

    /// Lower limit, three sigmas down.
    public var low: Double { mean - 2.66 * meanRange }
    /// Upper limit, three sigmas up.
    public var high: Double { mean + 2.66 * meanRange }
    /// Sigma as the moving range tells it.
    public var sigma: Double { meanRange / 1.128 }

    /// Nil under two values.
    public init?(_ values: [Double]) {
      guard values.count > 1 else { return nil }
      let ranges = zip(values, values.dropFirst()).map { abs($1 - $0) }
      mean = values.reduce(0, +) / Double(values.count)
      meanRange = ranges.reduce(0, +) / Double(ranges.count)
      medianRange = Pettitt.median(ranges[...]) ?? 0
    }

    func isBeyond(_ value: Double) -> Bool { value > high || value < low }
  }

  /// What the points are judged by.
  public let limits: Limits
  /// The points that stand out.
  public let signals: Signals

  /// Limits and signals of the same values; nil under two.
  public init?(_ values: [Double]) {
    guard let limits = Limits(values) else { return nil }
    self.limits = limits
    var signals = Signals()
    for index in values.indices {
      if limits.isBeyond(values[index]) { signals.beyondThree.append(index) }
      let offsets = values[max(0, index - 7)...index].map { $0 - limits.mean }
      if Self.most(2, of: 3, beyond: 2 * limits.sigma, offsets) { signals.twoOfThree.append(index) }
      if Self.most(4, of: 5, beyond: limits.sigma, offsets) { signals.fourOfFive.append(index) }
      if Self.most(8, of: 8, beyond: 0, offsets) { signals.runOfEight.append(index) }
    }
    self.signals = signals
  }

  /// Are `count` of the last `size` points, the newest among them, further out than `distance` on one side?
  static func most(_ count: Int, of size: Int, beyond distance: Double, _ offsets: [Double]) -> Bool {
    guard offsets.count >= size, let newest = offsets.last else { return false }
    let side: Double = newest < 0 ? -1 : 1
    return side * newest > distance && offsets.suffix(size).count { side * $0 > distance } >= count
  }
}

/// A chart whose limits were set once and stay: new points are judged, not added to what judges them.
public struct FrozenChart: Sendable, Equatable, Codable {
  /// Points the limits are made of: 26 weeks.
  public static let baseline = 26

  /// Made of the baseline alone.
  public let limits: XmRChart.Limits
  /// Indices, in all the values, of points beyond three sigmas.
  public let beyondThree: [Int]
  /// Indices of points that end a run of eight on one side, all after the baseline.
  public let runOfEight: [Int]

  /// Nil under 26 values; the first 26 are the baseline.
  public init?(_ values: [Double]) {
    guard values.count >= Self.baseline, let limits = XmRChart.Limits(Array(values[..<Self.baseline])) else {
      return nil
    }
    self.limits = limits
    var (beyond, runs) = ([Int](), [Int]())
    for index in Self.baseline..<values.count {
      if limits.isBeyond(values[index]) { beyond.append(index) }
      let offsets = values[max(Self.baseline, index - 7)...index].map { $0 - limits.mean }
      if XmRChart.most(8, of: 8, beyond: 0, offsets) { runs.append(index) }
    }
    (beyondThree, runOfEight) = (beyond, runs)
  }
}
