import Domain

/// The paths that opportunities took, the commonest first, kept up to date.
struct LiveVariants: Sendable {
  private struct Taken: Comparable {
    var count: Int
    /// Names joined with `>`, which settle ties.
    var key: String
    var path: [Code]

    static func < (left: Taken, right: Taken) -> Bool {
      if left.count != right.count { return left.count > right.count }
      return left.key == right.key ? left.path.lexicographicallyPrecedes(right.path) : left.key < right.key
    }
  }

  private var known: [[Code]: (taken: Taken, closed: ProcessTally.Part)] = [:]
  private var order = SortedBag<Taken>()

  mutating func change(_ tally: ProcessTally, _ paths: ProcessPaths, _ names: Vocabulary, _ sign: LiveSign) {
    let isFirst = known.isEmpty
    tally.forEachVariant(paths) { path, count, closed in
      var one =
        known[path] ?? (Taken(count: 0, key: path.map { names[$0] }.joined(separator: ">"), path: path), .init())
      if one.taken.count > 0 { order.remove(one.taken) }
      one.taken.count += sign.rawValue * count
      one.closed.change(closed, sign)
      known[path] = one.taken.count > 0 ? one : nil
      if !isFirst, one.taken.count > 0 { order.insert(one.taken) }
    }
    if isFirst { order = SortedBag(known.values.map(\.taken)) }
  }

  /// Distinct paths.
  var count: Int { known.count }

  /// - Parameter opportunities: how many took any path.
  func top(_ limit: Int, of opportunities: Int, _ names: Vocabulary) -> [Variant] {
    order.first(limit).map { taken in
      var variant = Variant(path: taken.path.map { names[$0] }, count: taken.count)
      variant.coverage = opportunities > 0 ? Double(taken.count) / Double(opportunities) : nil
      variant.won = (known[taken.path]?.closed ?? .init()).share
      return variant
    }
  }
}
