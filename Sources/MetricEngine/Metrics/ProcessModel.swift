import Domain

/// One version of the defined process, made ready for judging paths (statistics.md section 6, "Process steps").
struct ProcessModel: Sendable {
  /// What every stage name means in this version.
  let map: StageMap
  /// Stages in order.
  let stages: [String]
  /// By stage: its place among the stages of all versions.
  let shared: [Int32]
  /// By stage: may it be passed over?
  let optional: [Bool]
  /// By stage: should the customer have been met in it?
  let customerFacing: [Bool]
  /// Moves that are allowed besides a stage and the next, sorted.
  let jumps: [Int64]
  /// What runs through this version look like.
  let runs: ProcessRuns

  init(_ version: DatedProcess, vocabulary: Vocabulary, shared places: (String) -> Int32) {
    map = StageMap(process: version.process, vocabulary: vocabulary)
    stages = version.process.stages
    shared = stages.map(places)
    optional = Self.marks(version.optional, stages)
    customerFacing = Self.marks(version.customerFacing, stages)
    let folded = stages.map(StageMap.folded)
    jumps = version.jumps.compactMap { pair in
      guard pair.count == 2, let from = folded.firstIndex(of: StageMap.folded(pair[0])),
        let to = folded.firstIndex(of: StageMap.folded(pair[1])), from != to
      else { return nil }
      return Self.move(Int32(from), Int32(to))
    }.sorted()
    runs = ProcessRuns(
      stages: stages.count, optional: optional, jumps: jumps, namesWon: map.namesWon, namesLost: map.namesLost)
  }

  /// Whether going from one stage directly to another is listed.
  func mayJump(from: Int32, to: Int32) -> Bool { !jumps.isEmpty && jumps.contains(Self.move(from, to)) }

  static func move(_ from: Int32, _ to: Int32) -> Int64 { Int64(from) << 32 | Int64(to) }

  private static func marks(_ names: [String], _ stages: [String]) -> [Bool] {
    let wanted = Set(names.map(StageMap.folded))
    return stages.map { wanted.contains(StageMap.folded($0)) }
  }
}

/// All versions of the process, and which of them judges an opportunity: the one in force when it was created.
struct ProcessModels: Sendable {
  /// The stages of all versions: those of the present process in order, then others as they come.
  let stages: [String]
  let models: [ProcessModel]
  /// By code of the pipeline: versions by the second from which they hold, ascending. Empty with one version.
  private let inForce: [[(since: Int64, model: Int32)]]

  init(_ engine: Engine) {
    let profile = engine.profile
    let versions = profile.judgedVersions
    var stages: [String] = []
    var places: [String: Int32] = [:]
    for name in profile.process.stages + versions.flatMap(\.process.stages) {
      let key = StageMap.folded(name)
      guard places[key] == nil else { continue }
      places[key] = Int32(stages.count)
      stages.append(name)
    }
    self.stages = stages
    let vocabulary = engine.dataset.vocabulary(.stage)
    models = versions.map { version in
      ProcessModel(version, vocabulary: vocabulary) { places[StageMap.folded($0)] ?? 0 }
    }
    let offsets =
      engine.dataset.facts.opportunityPrecision == .day ? ZoneOffsets.utc : engine.calendar.offsets
    let since = versions.map { version in
      version.from.map { offsets.instant(day: $0.daysSinceEpoch, secondsAfterMidnight: 0).seconds } ?? .min
    }
    let pipelines = engine.dataset.vocabulary(.pipeline).names
    inForce = versions.count < 2 ? [] : pipelines.map { Self.versions(of: $0, versions, since) }
  }

  /// The version that judges an opportunity.
  @inline(__always) func index(pipeline: Code, created: Instant) -> Int32 {
    guard !inForce.isEmpty else { return 0 }
    let versions = inForce[Int(pipeline)]
    var chosen = versions.first?.model ?? 0
    for version in versions where version.since <= created.seconds { chosen = version.model }
    return chosen
  }

  /// The versions for one pipeline in order of time. Its own go before those for all pipelines; where none is in force
  /// yet, the first judges.
  private static func versions(
    of pipeline: String, _ versions: [DatedProcess], _ since: [Int64]
  ) -> [(since: Int64, model: Int32)] {
    let name = StageMap.folded(pipeline)
    func isOwn(_ version: DatedProcess) -> Bool {
      guard let own = version.pipeline.map(StageMap.folded) else { return false }
      return own == name || (name.isEmpty && own == "default")
    }
    let all = versions.indices.map { (since: since[$0], model: Int32($0)) }.sorted { $0.since < $1.since }
    let own = all.filter { isOwn(versions[Int($0.model)]) }
    let general = all.filter { versions[Int($0.model)].pipeline == nil }
    guard let first = own.first else { return general.isEmpty ? Array(all.prefix(1)) : general }
    return general.filter { $0.since < first.since } + own
  }
}
