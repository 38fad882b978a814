import Domain

/// How many opportunities were stuck in their stage, as it stood at many instants, by how long visits to that stage had
/// taken until then.
struct StageAgeHistory {
  private let question: PastQuestion
  private let moves: DealMoves
  private let stages: [StageVisits]
  private let undatedOpen: [Int]
  /// Opportunities with a stage entry.
  private let begun: [Int]

  init(_ question: PastQuestion) {
    let moves = DealMoves(question)
    var gathering = StageGathering(question)
    let createdAt = question.engine.dataset.opportunities.createdAt
    question.forEachDeal { row in
      gathering.begin()
      let known = question.ticks.places(from: createdAt[row], until: .never)
      moves.forEachStand(row, in: known) { gathering.look(at: row, asOf: $0, places: $1) }
      gathering.finish()
    }
    (self.question, self.moves, stages) = (question, moves, gathering.visits)
    (undatedOpen, begun) = (gathering.undatedOpen.totals, gathering.begun.totals)
  }

  func readings(quantile: Double, factor: Double) -> [Reading] {
    var (stuck, running) = ([Int](repeating: 0, count: question.ticks.count), undatedOpen)
    for visits in stages {
      var sweep = StageSweep(visits, question.ticks)
      for place in question.ticks.instants.indices {
        sweep.move(to: place)
        running[place] += sweep.running
        guard let limit = sweep.limit(quantile) else { continue }
        stuck[place] += sweep.running(longerThan: limit * factor, asOf: question.ticks.instants[place])
      }
    }
    let told = question.ticks.place(from: moves.told)
    return stuck.indices.map { place in
      begun[place] > 0 && place >= told ? Reading(value: Double(stuck[place]), count: running[place]) : .nothing
    }
  }
}

/// Visits to one stage, each with the ticks at which it counted.
struct StageVisits {
  struct Visit {
    /// How long it took in seconds; of a running one when it began.
    var key: Int64
    var places: Range<Int>
  }

  var ended: [Visit] = []
  var running: [Visit] = []
}

/// Walks opportunities as they stood and gathers their visits, as ``ProcessVisits`` makes them of what is known.
private struct StageGathering {
  private(set) var visits: [StageVisits]
  private(set) var undatedOpen: TickSums
  private(set) var begun: TickSums

  private let table: OpportunityTable
  private let recorded: VisitTable
  private let models: ProcessModels
  /// The visits of the current opportunity at the last look that had ended, and since when each counts.
  private var known: [(stage: Int32, seconds: Int64, since: Int)] = []
  private var found: [(stage: Int32, seconds: Int64)] = []
  private var end = 0

  init(_ question: PastQuestion) {
    let dataset = question.engine.dataset
    (table, recorded) = (dataset.opportunities, dataset.visits)
    models = ProcessModels(question.engine)
    visits = Array(repeating: StageVisits(), count: models.stages.count)
    undatedOpen = TickSums(question.ticks)
    begun = undatedOpen
  }

  mutating func begin() { known.removeAll(keepingCapacity: true) }

  /// What the ended visits at the last look were stays so from then on.
  mutating func finish() {
    for visit in known { put(visit, until: end) }
  }

  mutating func look(at row: Int, asOf: Instant, places: Range<Int>) {
    let model = models.models[Int(models.index(pipeline: table.pipeline[row], created: table.createdAt[row]))]
    found.removeAll(keepingCapacity: true)
    var (stage, since, isBegun) = (StageMap.foreign, Instant.unknown, false)
    for visit in table.visits(of: row) where recorded.enteredAt[visit] <= asOf {
      isBegun = true
      let meaning = model.map[recorded.stage[visit]]
      let next = meaning < 0 ? StageMap.foreign : model.shared[Int(meaning)]
      if next >= 0, next == stage { continue }
      note(stage, since, end: recorded.enteredAt[visit])
      (stage, since) = (next, recorded.enteredAt[visit])
    }
    if isBegun { begun.add(at: places) }
    let standing = table.standing(row, asOf: asOf)
    if standing == .open {
      if stage >= 0 { run(stage, since, places) }
    } else if model.map.wantedEnd(standing) == nil {
      note(stage, since, end: table.closedAt[row])
    }
    keep(places)
  }

  private mutating func note(_ stage: Int32, _ since: Instant, end: Instant) {
    guard stage >= 0, since.isKnown, end.isKnown, end >= since else { return }
    found.append((stage, Int64(UInt32(clamping: end.since(since)))))
  }

  private mutating func run(_ stage: Int32, _ since: Instant, _ places: Range<Int>) {
    if since.isKnown {
      visits[Int(stage)].running.append(StageVisits.Visit(key: since.seconds, places: places))
    } else {
      undatedOpen.add(at: places)
    }
  }

  /// Visits that were there at the look before go on; others ended there or begin here.
  private mutating func keep(_ places: Range<Int>) {
    var same = 0
    while same < min(known.count, found.count), known[same].stage == found[same].stage,
      known[same].seconds == found[same].seconds
    {
      same += 1
    }
    for visit in known[same...] { put(visit, until: places.lowerBound) }
    known.removeSubrange(same...)
    for visit in found[same...] { known.append((visit.stage, visit.seconds, places.lowerBound)) }
    end = places.upperBound
  }

  private mutating func put(_ visit: (stage: Int32, seconds: Int64, since: Int), until: Int) {
    visits[Int(visit.stage)].ended.append(StageVisits.Visit(key: visit.seconds, places: visit.since..<until))
  }
}

/// Moves along time and keeps which visits to one stage count.
private struct StageSweep {
  private var ended: RankedVisits
  private var open: RankedVisits

  init(_ visits: StageVisits, _ ticks: PastTicks) {
    (ended, open) = (RankedVisits(visits.ended, ticks), RankedVisits(visits.running, ticks))
  }

  mutating func move(to place: Int) {
    ended.move(to: place)
    open.move(to: place)
  }

  var running: Int { open.counts.count }

  /// Days; nil with too few ended visits.
  func limit(_ quantile: Double) -> Double? {
    guard ended.counts.count >= StageLimits.fewestVisits else { return nil }
    return Quantile.days(count: ended.counts.count, quantile) { ended.keys[ended.counts.rank(after: $0)] }
  }

  func running(longerThan days: Double, asOf: Instant) -> Int {
    let end = open.keys.partitioningIndex { Double(asOf.since(Instant($0))) / Double(Instant.day) - days <= 0 }
    return open.counts.count(below: end)
  }
}

/// Which of some visits count at a tick, by their key.
private struct RankedVisits {
  /// Ascending.
  let keys: [Int64]
  private(set) var counts: RankedCounts
  /// By tick the ranks that come, and those that go.
  private var coming: [[Int32]]
  private var going: [[Int32]]

  init(_ visits: [StageVisits.Visit], _ ticks: PastTicks) {
    let sorted = visits.sorted { $0.key < $1.key }
    keys = sorted.map(\.key)
    counts = RankedCounts(ranks: keys.count)
    coming = Array(repeating: [], count: ticks.count + 1)
    going = coming
    for (rank, visit) in sorted.enumerated() {
      coming[visit.places.lowerBound].append(Int32(truncatingIfNeeded: rank))
      going[visit.places.upperBound].append(Int32(truncatingIfNeeded: rank))
    }
  }

  /// To the first tick, and from each to the next.
  mutating func move(to place: Int) {
    for rank in coming[place] { counts.add(1, at: Int(rank)) }
    for rank in going[place] { counts.add(-1, at: Int(rank)) }
  }
}
