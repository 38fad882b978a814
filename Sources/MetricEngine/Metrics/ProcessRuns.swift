import Domain

/// The runs that a version of the process allows, and how far a path is from the nearest of them.
///
/// A run goes through the stages in order, may pass over optional ones and along listed jumps, and ends won after the
/// last stage or lost after any. The distance is the number of steps to put in or take out (statistics.md section 6).
struct ProcessRuns: Sendable {
  /// By state, stages first, then won, then lost: the states that may come before; the start is `stages + 2`.
  private let before: [[Int]]
  private let stages: Int
  private let namesWon: Bool
  private let namesLost: Bool
  private var won: Int { stages }
  private var lost: Int { stages + 1 }
  private var start: Int { stages + 2 }

  init(stages: Int, optional: [Bool], jumps: [Int64], namesWon: Bool, namesLost: Bool) {
    (self.stages, self.namesWon, self.namesLost) = (stages, namesWon, namesLost)
    var before = (0...stages).map { stage in
      // Back over optional stages to the one that must come before, or to the start.
      var places: [Int] = []
      var place = stage - 1
      while place >= 0 {
        places.append(place)
        if !optional[place] { break }
        place -= 1
      }
      return place < 0 ? places + [stages + 2] : places
    }
    for jump in jumps {
      let (from, to) = (Int(jump >> 32), Int(jump & 0xffff_ffff))
      if !before[to].contains(from) { before[to].append(from) }
    }
    // Without stages nothing can be won or lost; a run then is empty.
    before.append(Array(0..<stages))
    self.before = before
  }

  /// Steps to put in or take out so that the path is a run; an open one may be the beginning of a run.
  func distance(of path: some Collection<Code>, in map: StageMap, isOpen: Bool, costs: inout [Int32]) -> Int32 {
    let far = Int32.max / 4
    costs.removeAll(keepingCapacity: true)
    for _ in 0...start { costs.append(far) }
    costs[start] = 0
    putIn(&costs)
    var next = costs
    for code in path {
      for state in costs.indices { next[state] = costs[state] + 1 }
      if let state = state(map[code]) {
        for place in before[state] { next[state] = min(next[state], costs[place]) }
      }
      putIn(&next)
      swap(&costs, &next)
    }
    return isOpen ? costs.min() ?? 0 : ended(costs)
  }

  /// Steps of a run that the path does not have cost one each.
  private func putIn(_ costs: inout [Int32]) {
    var isSettled = false
    while !isSettled {
      isSettled = true
      for state in before.indices {
        for place in before[state] where costs[place] + 1 < costs[state] {
          costs[state] = costs[place] + 1
          isSettled = false
        }
      }
    }
  }

  private func ended(_ costs: [Int32]) -> Int32 {
    var least = min(costs[won], costs[lost])
    if !namesWon { least = before[won].reduce(least) { min($0, costs[$1]) } }
    if !namesLost { least = before[lost].reduce(least) { min($0, costs[$1]) } }
    return stages == 0 ? costs.min() ?? 0 : least
  }

  private func state(_ meaning: Int32) -> Int? {
    switch meaning {
    case StageMap.won: won
    case StageMap.lost: lost
    default: meaning >= 0 ? Int(meaning) : nil
    }
  }
}
