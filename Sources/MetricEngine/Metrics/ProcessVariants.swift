import Domain

extension ProcessTally {
  /// The paths taken most, ties by their names joined with `>`.
  func topVariants(_ limit: Int, _ paths: ProcessPaths, names: Vocabulary) -> [Variant] {
    top(limit, paths, names: names).map(\.variant)
  }

  /// The same with the index of each variant.
  func top(_ limit: Int, _ paths: ProcessPaths, names: Vocabulary) -> [(variant: Variant, index: Int)] {
    let least = leastCount(limit)
    guard least > 0 else { return [] }
    let candidates = variants.indices.filter { variants[$0] >= least }.map { index in
      var variant = Variant(path: paths.names(ofVariant: index).map { names[$0] }, count: Int(variants[index]))
      variant.coverage = opportunities > 0 ? Double(variant.count) / Double(opportunities) : nil
      variant.won = closedVariants[index].share
      return (variant: variant, index: index)
    }
    let keyed = candidates.map { ($0, key: $0.variant.path.joined(separator: ">")) }
    let sorted = keyed.sorted { ($1.0.variant.count, $0.key) < ($0.0.variant.count, $1.key) }
    return sorted.prefix(limit).map(\.0)
  }

  /// Calls `body` with each path taken: its stage names, how many took it, and those of them that have ended.
  func forEachVariant(_ paths: ProcessPaths, _ body: ([Code], Int, Part) -> Void) {
    for index in variants.indices where variants[index] > 0 {
      body(Array(paths.names(ofVariant: index)), Int(variants[index]), closedVariants[index])
    }
  }

  /// Distinct paths.
  var distinctVariants: Int { variants.count { $0 > 0 } }

  /// The count of the path that comes in at place `limit`; that of the last where there are fewer; 0 without paths.
  private func leastCount(_ limit: Int) -> Int32 {
    var best: [Int32] = []
    for count in variants where count > 0 && (best.count < limit || count > best[best.count - 1]) {
      if best.count == limit { best.removeLast() }
      best.insert(count, at: best.partitioningIndex { $0 < count })
    }
    return best.last ?? 0
  }
}

extension Description {
  /// Describes whole numbers given by how many rows have each of 0, 1, 2, ...
  init(counts: [Int]) {
    let total = counts.reduce(0, +)
    guard total > 0, let least = counts.firstIndex(where: { $0 > 0 }),
      let greatest = counts.lastIndex(where: { $0 > 0 })
    else {
      self.init(count: 0)
      return
    }
    let sum = counts.enumerated().reduce(Int128(0)) { $0 + Int128($1.offset) * Int128($1.element) }
    let squares = counts.enumerated().reduce(Int128(0)) {
      $0 + Int128($1.offset) * Int128($1.offset) * Int128($1.element)
    }
    let n = Double(total)
    let spread = Double(Int128(total) * squares - sum * sum)
    self.init(
      count: total, mean: Double(sum) / n, standardDeviation: total > 1 ? (spread / (n * (n - 1))).squareRoot() : nil,
      median: Self.quantile(counts, total, 0.5), p75: Self.quantile(counts, total, 0.75),
      p90: Self.quantile(counts, total, 0.9), p95: Self.quantile(counts, total, 0.95), minimum: Double(least),
      maximum: Double(greatest))
  }

  /// By type 7, as for numbers in a row.
  private static func quantile(_ counts: [Int], _ total: Int, _ q: Double) -> Double {
    let position = Double(total - 1) * q
    let below = Int(position)
    let (low, high) = (value(counts, at: below), value(counts, at: min(below + 1, total - 1)))
    return low + (high - low) * (position - Double(below))
  }

  private static func value(_ counts: [Int], at rank: Int) -> Double {
    var passed = 0
    for (value, count) in counts.enumerated() {
      passed += count
      if passed > rank { return Double(value) }
    }
    return Double(max(0, counts.count - 1))
  }
}
