import Domain

/// What steps that came and steps that went amount to.
enum StepChanges {
  /// What is left once what came and went again cancels out, ascending.
  static func net(_ comes: [Int64], _ goes: [Int64]) -> [(word: Int64, times: Int)] {
    let (comes, goes) = (sorted(comes), sorted(goes))
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

  private static func sorted(_ words: [Int64]) -> [Int64] {
    words.count < 200 ? words.sorted() : Radix.ascending(words) { UInt64(bitPattern: $0) ^ (1 << 63) }
  }
}
