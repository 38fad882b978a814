/// Does a share rise or fall over ordered groups? The linear-by-linear association of statistics.md section 6.
public struct OrdinalTrend: Sendable, Equatable, Codable {
  /// Above zero where the share rises with the score.
  public let z: Double
  /// Two-sided p-value of no trend.
  public let p: Double

  /// From the successes and failures of every group and its score. An empty cell counts as half a row, as in the
  /// reference. Nil without rows and where the groups or the results do not vary.
  public init?(successes: [Int], failures: [Int], scores: [Double]) {
    let count = min(successes.count, failures.count, scores.count)
    guard (0..<count).contains(where: { successes[$0] > 0 || failures[$0] > 0 }) else { return nil }
    var (n, hits, scored, squared, statistic) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for index in 0..<count {
      let success = successes[index] > 0 ? Double(successes[index]) : 0.5
      let rows = success + (failures[index] > 0 ? Double(failures[index]) : 0.5)
      n += rows
      hits += success
      scored += scores[index] * rows
      squared += scores[index] * scores[index] * rows
      statistic += scores[index] * success
    }
    let variance = (squared - scored * scored / n) * (hits - hits * hits / n) / (n - 1)
    guard variance > 0, variance.isFinite else { return nil }
    z = (statistic - scored * hits / n) / variance.squareRoot()
    p = Special.normalP(z)
  }
}
