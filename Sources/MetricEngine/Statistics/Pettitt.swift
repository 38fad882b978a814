import Foundation

/// One change point in a series, by ranks (statistics.md section 5). Values may be +infinity: never happened.
public struct Pettitt: Sendable, Equatable, Codable {
  /// Values seen.
  public let count: Int
  /// Greatest |U_t|; nil under eight values.
  public let statistic: Double?
  /// Values before the change; the first one after it has this index.
  public let split: Int?
  /// Approximate p-value, 2·exp(-6K²/(n³ + n²)).
  public let p: Double?
  /// Median of the values before the change; nil where infinite.
  public let medianBefore: Double?
  /// Median of the values from the change on; nil where infinite.
  public let medianAfter: Double?

  /// Fewer values have no change point.
  static let fewestValues = 8

  /// From values in the order of time; none may be NaN.
  public init(_ values: [Double]) {
    count = values.count
    guard values.count >= Self.fewestValues else {
      (statistic, split, p, medianBefore, medianAfter) = (nil, nil, nil, nil, nil)
      return
    }
    let n = Double(values.count)
    var (sum, best, place) = (0.0, -1.0, 0)
    for (index, rank) in MidRanks.ranks(values).dropLast().enumerated() {
      sum += rank
      let distance = abs(2 * sum - Double(index + 1) * (n + 1))
      if distance > best { (best, place) = (distance, index + 1) }
    }
    statistic = best
    split = place
    p = min(1, 2 * exp(-6 * best * best / (n * n * n + n * n)))
    medianBefore = Self.median(values[..<place])
    medianAfter = Self.median(values[place...])
  }

  /// The middle value, or the mean of the two in the middle; nil where that is not finite.
  static func median(_ values: ArraySlice<Double>) -> Double? {
    let sorted = Sorting.ascending(Array(values))
    guard !sorted.isEmpty else { return nil }
    let middle = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    return middle.isFinite ? middle : nil
  }
}
