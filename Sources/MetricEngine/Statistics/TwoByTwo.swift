import Foundation

/// Two shares compared: how often something happened in group 1 and in group 2 (statistics.md section 6,
/// qualification vs speed).
public struct TwoByTwo: Sendable, Equatable, Codable {
  /// The counts behind it.
  public let table: FourCounts
  /// Two-sided exact p-value of equal shares.
  public let fisherP: Double
  /// ad/bc with its 95 % interval; nil where a cell is empty.
  public let oddsRatio: Estimate?
  /// Share of group 1 / share of group 2 with its 95 % interval; nil where a cell is empty.
  public let riskRatio: Estimate?
  /// Share of group 1 - share of group 2 with Newcombe's 95 % interval; nil where a group is empty.
  public let difference: Estimate?

  /// The comparison of a successes and b failures with c and d.
  public init(_ a: Int, _ b: Int, _ c: Int, _ d: Int) { self.init(FourCounts(a, b, c, d)) }

  /// The comparison of the two rows of a table.
  public init(_ table: FourCounts) {
    self.table = table
    fisherP = Fisher.twoSidedP(table)
    oddsRatio = table.hasEmptyCell ? nil : Self.odds(table)
    riskRatio = table.hasEmptyCell ? nil : Self.risk(table)
    difference = table.firstTotal > 0 && table.secondTotal > 0 ? Self.newcombe(table) : nil
  }

  private static func odds(_ t: FourCounts) -> Estimate {
    ratio(t.a * t.d / (t.b * t.c), variance: 1 / t.a + 1 / t.b + 1 / t.c + 1 / t.d)
  }

  private static func risk(_ t: FourCounts) -> Estimate {
    ratio(
      t.a / t.firstTotal / (t.c / t.secondTotal), variance: 1 / t.a - 1 / t.firstTotal + 1 / t.c - 1 / t.secondTotal)
  }

  private static func ratio(_ value: Double, variance: Double) -> Estimate {
    let half = Deviate.twoSided95 * max(0, variance).squareRoot()
    return Estimate(value: value, low: exp(log(value) - half), high: exp(log(value) + half))
  }

  private static func newcombe(_ t: FourCounts) -> Estimate {
    let (first, second) = (t.a / t.firstTotal, t.c / t.secondTotal)
    let one = Wilson.share(Int(t.a), of: Int(t.firstTotal))
    let two = Wilson.share(Int(t.c), of: Int(t.secondTotal))
    let below = hypot(first - (one.low ?? 0), (two.high ?? 1) - second)
    let above = hypot(second - (two.low ?? 0), (one.high ?? 1) - first)
    return Estimate(value: first - second, low: first - second - below, high: first - second + above)
  }
}

/// Fisher's exact test.
enum Fisher {
  /// Probabilities this close count as equal.
  private static let tie = 1e-9
  /// Terms smaller than this part of a sum no longer change it.
  private static let negligible = 1e-18

  /// Two-sided: the chance of all tables with these margins that are no more likely than this one. 1 with an empty margin.
  static func twoSidedP(_ t: FourCounts) -> Double {
    let (row, column, n) = (t.firstTotal, t.a + t.c, t.total)
    guard row > 0, t.secondTotal > 0, column > 0, t.b + t.d > 0 else { return 1 }
    // Weights relative to the likeliest table, each from its neighbour: no logarithm of a factorial loses digits.
    let mode = ((column + 1) * (row + 1) / (n + 2)).rounded(.down)
    func up(_ x: Double) -> Double { (row - x) * (column - x) / ((x + 1) * (n - row - column + x + 1)) }
    let limit = weight(from: mode, to: t.a, up) * (1 + tie)
    guard limit > 0 else { return 0 }
    var (tail, total) = (0.0, 0.0)
    func add(_ weight: Double) -> Bool {
      total += weight
      if weight <= limit { tail += weight }
      return weight > negligible * total || weight > negligible * max(tail, limit)
    }
    var (weight, x) = (1.0, mode)
    while add(weight), x < min(row, column) {
      weight *= up(x)
      x += 1
    }
    (weight, x) = (1.0, mode)
    while x > max(0, row + column - n) {
      x -= 1
      weight /= up(x)
      if !add(weight) { break }
    }
    return min(1, tail / total)
  }

  private static func weight(from mode: Double, to observed: Double, _ up: (Double) -> Double) -> Double {
    var (weight, x) = (1.0, mode)
    while x < observed, weight > 0 {
      weight *= up(x)
      x += 1
    }
    while x > observed, weight > 0 {
      x -= 1
      weight /= up(x)
    }
    return weight
  }
}
