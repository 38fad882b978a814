/// A 2x2 table of trials: group 1 with a successes and b failures, group 2 with c and d. Counts below zero read as zero.
public struct FourCounts: Sendable, Equatable, Codable {
  /// Successes of group 1.
  public let a: Double
  /// Failures of group 1.
  public let b: Double
  /// Successes of group 2.
  public let c: Double
  /// Failures of group 2.
  public let d: Double

  /// The table of these counts.
  public init(_ a: Int, _ b: Int, _ c: Int, _ d: Int) {
    (self.a, self.b) = (Double(max(0, a)), Double(max(0, b)))
    (self.c, self.d) = (Double(max(0, c)), Double(max(0, d)))
  }

  /// Trials of group 1.
  var firstTotal: Double { a + b }
  /// Trials of group 2.
  var secondTotal: Double { c + d }
  /// All trials.
  var total: Double { a + b + c + d }
  /// True where a ratio of odds would divide by zero.
  var hasEmptyCell: Bool { min(a, b, c, d) == 0 }
}

extension FourCounts {
  private init(sumOf x: FourCounts, _ y: FourCounts) {
    (a, b, c, d) = (x.a + y.a, x.b + y.b, x.c + y.c, x.d + y.d)
  }

  static func + (x: FourCounts, y: FourCounts) -> FourCounts { FourCounts(sumOf: x, y) }
}
