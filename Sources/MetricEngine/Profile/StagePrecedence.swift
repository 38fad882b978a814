import Domain

/// Counts, for every two stages, how often one was first entered before the other. A stage's mean position against
/// all others orders them well even where many histories break off early or begin late.
struct StagePrecedence {
  /// More names than this are no process.
  static let mostStages = 40

  private let stages: [Code]
  private let place: [Int]
  /// `before[a * n + b]`: opportunities that entered a before b.
  private var before: [Int]
  /// Stages of the current opportunity in the order of first entering them; reused.
  private var first: [Int] = []

  init(stages: [Code], codes: Int) {
    self.stages = stages
    var place = [Int](repeating: -1, count: codes)
    for (index, code) in stages.enumerated() { place[Int(code)] = index }
    self.place = place
    before = Array(repeating: 0, count: stages.count * stages.count)
  }

  /// Adds one opportunity: its rows of the visit table, in the order of entering.
  mutating func add(_ path: Range<Int>, _ stageOfVisit: Series<Code>) {
    first.removeAll(keepingCapacity: true)
    for visit in path {
      let index = place[Int(stageOfVisit[visit])]
      guard index >= 0, !first.contains(index) else { continue }
      for earlier in first { before[earlier * stages.count + index] += 1 }
      first.append(index)
    }
  }

  /// Those stages that belong, by mean position against the others; ties by frequency.
  func order(where belongs: (Code) -> Bool) -> [Code] {
    let kept = stages.indices.filter { belongs(stages[$0]) }
    let position = kept.map { stage in (stage: stage, mean: meanPosition(stage, among: kept)) }
    return position.sorted { ($0.mean, $0.stage) < ($1.mean, $1.stage) }.map { stages[$0.stage] }
  }

  /// The mean, over the other stages, of the share of opportunities in which that one came first.
  private func meanPosition(_ stage: Int, among others: [Int]) -> Double {
    var (sum, compared) = (0.0, 0)
    for other in others where other != stage {
      let (earlier, later) = (before[other * stages.count + stage], before[stage * stages.count + other])
      guard earlier + later > 0 else { continue }
      sum += Double(earlier) / Double(earlier + later)
      compared += 1
    }
    return compared > 0 ? sum / Double(compared) : 0.5
  }
}
