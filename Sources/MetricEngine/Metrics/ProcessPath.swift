import Domain

/// Says where a path left the process (statistics.md section 6, "Process steps").
///
/// One judge serves many paths: its buffers are reused, nothing is allocated for a path.
struct PathJudge {
  /// Stages of the version passed over that may not be.
  private(set) var missing: [Int32] = []
  /// Stages met, in the order of their first entry.
  private(set) var met: [Int32] = []
  /// By place in `met`: was a later stage entered afterwards?
  private(set) var wentFurther: [Bool] = []
  private(set) var backward = 0
  private(set) var rework = 0
  private(set) var repeats = 0
  /// Names that the process does not know, ends that do not fit, and a missing end.
  private(set) var other = 0
  /// The last stage of the process that was entered; -1 without any.
  private(set) var last: Int32 = -1

  /// Stages entered, equal neighbours made one, foreign names and ends between them kept as marks.
  private var steps: [Int32] = []
  /// By stage: the number of the path that last met it, and that passed over it along a listed jump.
  private var metIn: [Int] = []
  private var jumpedIn: [Int] = []
  private var paths = 0

  /// True if nothing deviates.
  var conforms: Bool { missing.isEmpty && backward == 0 && rework == 0 && repeats == 0 && other == 0 }

  /// Judges the stage codes of one opportunity by one version.
  mutating func judge(_ codes: some RandomAccessCollection<Code>, _ standing: Outcome, by model: ProcessModel) {
    collect(codes, model.map)
    judgeMoves(model)
    judgeEnd(codes, standing, model.map)
    judgeSkips(standing, model)
  }

  private mutating func collect(_ codes: some RandomAccessCollection<Code>, _ map: StageMap) {
    steps.removeAll(keepingCapacity: true)
    repeats = 0
    for code in codes {
      let stage = map[code]
      if stage >= 0, stage == steps.last { repeats += 1 } else { steps.append(stage) }
    }
  }

  private mutating func judgeMoves(_ model: ProcessModel) {
    start(model.stages.count)
    var previous: Int32 = -1
    var isReturn = false
    for stage in steps where stage >= 0 {
      if previous >= 0, model.mayJump(from: previous, to: stage) {
        for passed in min(previous, stage)..<max(previous, stage) where passed > previous {
          jumpedIn[Int(passed)] = paths
        }
        // What a listed way back leads through again is no rework.
        if stage < previous { isReturn = true }
      } else if stage < previous {
        backward += 1
        isReturn = false
      }
      enter(stage, isReturn)
      previous = stage
    }
    last = previous
  }

  private mutating func start(_ stages: Int) {
    if metIn.count < stages {
      metIn = Array(repeating: 0, count: stages)
      jumpedIn = metIn
    }
    paths += 1
    (backward, rework) = (0, 0)
    met.removeAll(keepingCapacity: true)
    wentFurther.removeAll(keepingCapacity: true)
  }

  private mutating func enter(_ stage: Int32, _ isReturn: Bool) {
    for place in met.indices where met[place] < stage { wentFurther[place] = true }
    guard metIn[Int(stage)] == paths else {
      metIn[Int(stage)] = paths
      met.append(stage)
      wentFurther.append(false)
      return
    }
    if !isReturn { rework += 1 }
  }

  private mutating func judgeEnd(_ codes: some RandomAccessCollection<Code>, _ standing: Outcome, _ map: StageMap) {
    other = 0
    for stage in steps where stage < 0 { other += 1 }
    guard let wanted = map.wantedEnd(standing), let last = codes.last else { return }
    other += map[last] == wanted ? -1 : 1
  }

  /// A stage below the highest reached, and for won ones any stage, that was never visited.
  private mutating func judgeSkips(_ standing: Outcome, _ model: ProcessModel) {
    missing.removeAll(keepingCapacity: true)
    let top = standing == .won ? Int32(model.stages.count) - 1 : met.max() ?? -1
    guard top >= 0 else { return }
    for stage in 0...Int(top) where metIn[stage] != paths && jumpedIn[stage] != paths && !model.optional[stage] {
      missing.append(Int32(stage))
    }
  }
}

/// Walks one opportunity's stage entries and has them judged by the version in force when it was created.
struct PathWalker {
  let models: ProcessModels
  private let table: OpportunityTable
  private let stages: Series<Code>
  private let entered: Series<Instant>
  private let asOf: Instant
  private var judge = PathJudge()
  private var model = 0

  /// Stage codes as recorded, those after `asOf` hidden.
  private(set) var codes: [Code] = []

  init(_ engine: Engine, asOf: Instant) {
    models = engine.processModels
    table = engine.dataset.opportunities
    stages = engine.dataset.visits.stage
    entered = engine.dataset.visits.enteredAt
    self.asOf = asOf
  }

  /// What stage names mean in the version that the last walk was judged by.
  var map: StageMap { models.models[model].map }
  /// The stages of that version.
  var stageNames: [String] { models.models[model].stages }
  /// Stages of that version that were passed over.
  var missing: [Int32] { judge.missing }
  var backward: Int { judge.backward }
  var rework: Int { judge.rework }
  var repeats: Int { judge.repeats }
  /// True if nothing deviates.
  var conforms: Bool { judge.conforms }

  /// Reads the path of one opportunity. False if it has no visible stage entry.
  mutating func walk(_ row: Int) -> Bool { walk(row, asOf: asOf) }

  /// The same as it was at another instant.
  mutating func walk(_ row: Int, asOf: Instant) -> Bool {
    codes.removeAll(keepingCapacity: true)
    for visit in table.visits(of: row) where entered[visit] <= asOf { codes.append(stages[visit]) }
    model = Int(models.index(pipeline: table.pipeline[row], created: table.createdAt[row]))
    guard !codes.isEmpty else { return false }
    judge.judge(codes, table.standing(row, asOf: asOf), by: models.models[model])
    return true
  }

  /// True if a stage is among those that the last walk passed over.
  func skipped(_ folded: String) -> Bool {
    judge.missing.contains { StageMap.folded(stageNames[Int($0)]) == folded }
  }
}
