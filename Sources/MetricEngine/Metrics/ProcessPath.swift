import Domain

/// A visit of a path: where, since when.
struct PathStep: Equatable {
  /// Index into the stages of the process, or a mark of ``StageMap``.
  var stage: Int32
  var at: Int64
}

/// Walks one opportunity's stage entries and says where it left the process (statistics.md section 6, "Process steps").
///
/// One walker serves all opportunities of a query: its buffers are reused, nothing is allocated for a row.
struct PathWalker {
  let map: StageMap
  private let stages: Series<Code>
  private let entered: Series<Instant>
  private let asOf: Instant

  /// Stage codes as recorded, those after `asOf` hidden.
  private(set) var codes: [Code] = []
  /// The same with equal neighbours made one.
  private(set) var steps: [PathStep] = []
  /// Stages of the process passed over.
  private(set) var missing: [Int32] = []
  private(set) var backward = 0
  private(set) var rework = 0
  private(set) var repeats = 0
  /// Names that the process does not know, ends that do not fit, and a missing end.
  private(set) var other = 0
  /// By stage: the number of the walk that last met it.
  private var metIn: [Int]
  private var walks = 0

  init(_ engine: Engine, asOf: Instant) {
    map = StageMap(process: engine.profile.process, vocabulary: engine.dataset.vocabulary(.stage))
    stages = engine.dataset.visits.stage
    entered = engine.dataset.visits.enteredAt
    self.asOf = asOf
    metIn = Array(repeating: 0, count: map.stageCount)
  }

  /// True if nothing deviates.
  var conforms: Bool { missing.isEmpty && backward == 0 && rework == 0 && repeats == 0 && other == 0 }

  /// True if the last walk met this stage.
  func met(_ stage: Int32) -> Bool { metIn[Int(stage)] == walks }

  /// Reads the path of one opportunity. False if it has no visible stage entry.
  mutating func walk(_ range: Range<Int>, status: Outcome) -> Bool {
    collect(range)
    guard !codes.isEmpty else { return false }
    judgeMoves()
    judgeEnd(status)
    judgeSkips(status)
    return true
  }

  private mutating func collect(_ range: Range<Int>) {
    codes.removeAll(keepingCapacity: true)
    steps.removeAll(keepingCapacity: true)
    repeats = 0
    for visit in range where entered[visit] <= asOf {
      let code = stages[visit]
      let stage = map[code]
      codes.append(code)
      if stage >= 0, let last = steps.last, last.stage == stage {
        repeats += 1
      } else {
        steps.append(PathStep(stage: stage, at: entered[visit].seconds))
      }
    }
  }

  private mutating func judgeMoves() {
    walks += 1
    backward = 0
    rework = 0
    var previous: Int32 = -1
    for step in steps where step.stage >= 0 {
      if step.stage < previous { backward += 1 }
      if metIn[Int(step.stage)] == walks { rework += 1 }
      metIn[Int(step.stage)] = walks
      previous = step.stage
    }
  }

  private mutating func judgeEnd(_ status: Outcome) {
    other = 0
    for code in codes where map[code] < 0 { other += 1 }
    guard let wanted = map.wantedEnd(status), let last = codes.last else { return }
    other += map[last] == wanted ? -1 : 1
  }

  /// A stage below the highest reached, and for won ones any stage, that was never visited.
  private mutating func judgeSkips(_ status: Outcome) {
    missing.removeAll(keepingCapacity: true)
    var top = Int32(map.stageCount) - 1
    if status != .won {
      while top >= 0, metIn[Int(top)] != walks { top -= 1 }
    }
    guard top >= 0 else { return }
    for stage in 0...top where metIn[Int(stage)] != walks { missing.append(stage) }
  }
}
