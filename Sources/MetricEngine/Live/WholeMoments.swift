import Domain

/// Count, mean and spread of whole numbers that come and go: sums are exact, so that nothing is left of what has gone.
struct WholeMoments: Sendable, Equatable {
  private(set) var count = 0
  private var sum: Int128 = 0
  private var squares: Int128 = 0

  mutating func change(_ number: Int64, times: Int) {
    count += times
    sum += Int128(number) * Int128(times)
    squares += Int128(number) * Int128(number) * Int128(times)
  }

  /// 0 of nothing.
  var mean: Double { count > 0 ? Double(sum) / Double(count) : 0 }

  /// With n - 1; nil under two numbers.
  var standardDeviation: Double? {
    guard count > 1 else { return nil }
    let n = Double(count)
    return (Double(Int128(count) * squares - sum * sum) / (n * (n - 1))).squareRoot()
  }
}

extension [Int] {
  /// Adds numbers place by place or takes them away; places beyond the last hold 0.
  mutating func change(_ other: [Int], _ sign: LiveSign) {
    while count < other.count { append(0) }
    for place in other.indices { self[place] += sign.rawValue * other[place] }
  }
}
