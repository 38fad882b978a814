import Domain

/// What steps that came and steps that went amount to.
enum StepChanges {
  /// What is left once what came and went again cancels out, ascending. Both are sorted in place.
  static func net(_ comes: inout [Int64], _ goes: inout [Int64]) -> [(word: Int64, times: Int)] {
    // What a change leaves as it was goes and comes in the same order.
    if comes == goes { return [] }
    sort(&comes)
    sort(&goes)
    var changes: [(word: Int64, times: Int)] = []
    var (next, gone) = (0, 0)
    while next < comes.count || gone < goes.count {
      let word = min(next < comes.count ? comes[next] : .max, gone < goes.count ? goes[gone] : .max)
      var times = 0
      while next < comes.count, comes[next] == word {
        times += 1
        next += 1
      }
      while gone < goes.count, goes[gone] == word {
        times -= 1
        gone += 1
      }
      if times != 0 { changes.append((word, times)) }
    }
    return changes
  }

  private static func sort(_ words: inout [Int64]) {
    guard words.count > 1 else { return }
    guard words.count < 200 else {
      words = Radix.ascending(words) { UInt64(bitPattern: $0) ^ (1 << 63) }
      return
    }
    words.sort()
  }
}
