import Domain

/// A visit to a stage of the process by when it began.
struct VisitStart: Sendable, BitwiseCopyable {
  /// The opportunity.
  var row: Int32
  /// Seconds before the newest beginning, at most 136 years.
  var offset: UInt32
  /// Where its length is: in ``ProcessVisits/ended`` or, if it runs, in ``ProcessVisits/running``; -1 where unknown.
  var place: Int32
  /// `stage * 8`, plus 1 for the first visit of its opportunity to that stage, 2 if a later stage was entered
  /// afterwards, 4 if it runs.
  var marks: UInt32

  var stage: Int { Int(marks >> 3) }
  var isFirst: Bool { marks & 1 != 0 }
  var wentFurther: Bool { marks & 2 != 0 }
  var isRunning: Bool { marks & 4 != 0 }
}

/// A visit that has not ended: of an open opportunity, or of one that closed without a stage entry that says so.
struct RunningVisit: Sendable, BitwiseCopyable {
  var row: Int32
  var isOpen: Bool
  var since: Instant
}

/// A first entry of a stage that nobody dated.
struct UndatedEntry: Sendable, BitwiseCopyable {
  var row: Int32
  var stage: Int32
  var wentFurther: Bool
}

/// Visits to the stages of the process, equal neighbours made one.
struct ProcessVisits: Sendable {
  /// Visits that ended, stage by stage, within each by length: seconds (at most 136 years) in the upper half, the
  /// opportunity in the lower.
  private(set) var ended: Series<UInt64> = []
  /// By stage: where its part of `ended` begins; one more at the end.
  private(set) var endedStarts: [Int] = [0]
  /// Visits that run, stage by stage, within each the newest first.
  private(set) var running: Series<RunningVisit> = []
  /// By stage: where its part of `running` begins; one more at the end.
  private(set) var runningStarts: [Int] = [0]
  /// All dated visits in order of the day before the newest beginning, newest day first.
  private(set) var starts: Series<VisitStart> = []
  /// By day before the newest beginning: where its visits begin in `starts`; one more at the end.
  private(set) var days: [Int32] = [0]
  /// The newest beginning.
  private(set) var newest = Instant.unknown
  /// Undated first entries.
  private(set) var undatedEntries: [UndatedEntry] = []
  /// Opportunities open in a stage since nobody knows when, with the stage.
  private(set) var undatedOpen: [UndatedEntry] = []
  /// Opportunities with a visit without a date, and with one that ends before it begins; once for each visit.
  private(set) var undated: [Int32] = []
  private(set) var reversed: [Int32] = []

  var stages: Int { endedStarts.count - 1 }

  init() {}

  init(_ engine: Engine, _ models: ProcessModels, _ paths: ProcessPaths) {
    var gathering = VisitGathering(engine, models, paths)
    gathering.run()
    (undated, reversed) = (gathering.undated, gathering.reversed)
    (undatedEntries, undatedOpen) = (gathering.undatedEntries, gathering.undatedOpen)
    let sorted = SortedVisits(&gathering)
    (ended, endedStarts) = (Series(sorted.ended), sorted.endedStarts)
    (running, runningStarts) = (Series(sorted.running), sorted.runningStarts)
    newest = gathering.newest
    let byDay = VisitDays(gathering.begun, gathering.newest)
    (starts, days) = (byDay.starts, byDay.days)
  }
}

/// What gathering needs of a path.
private struct PathPiece: BitwiseCopyable {
  /// Where its stages met begin in the marks of all paths.
  var met: Int
  /// Where the meanings of its version begin.
  var meanings: Int
  var isOpen: Bool
  /// Nothing but the closing ends its last visit.
  var endsByClosing: Bool
}

/// Walks all paths once and gathers their visits.
private struct VisitGathering {
  /// A visit while it is gathered: its length goes to its stage, its beginning to `begun`.
  struct Begun {
    var visit: VisitStart
    var since: Instant
  }

  private let table: OpportunityTable
  private let stages: Series<Code>
  private let entered: Series<Instant>
  private let pathOf: Series<Int32>
  private let pieces: [PathPiece]
  private let pathMarks: [Int32]
  /// By version and stage name: the stage, counted over all versions; below 0 if it is none.
  private let meanings: [Int32]
  /// By stage: the opportunity that last entered it.
  private var enteredBy: [Int32]

  /// By stage: seconds in the upper half, place in `begun` in the lower.
  var ended: [[UInt64]]
  /// By stage: places in `begun`.
  var running: [[(visit: RunningVisit, place: Int32)]]
  var begun: [Begun] = []
  var newest = Instant.unknown
  var undatedEntries: [UndatedEntry] = []
  var undatedOpen: [UndatedEntry] = []
  var undated: [Int32] = []
  var reversed: [Int32] = []

  init(_ engine: Engine, _ models: ProcessModels, _ paths: ProcessPaths) {
    table = engine.dataset.opportunities
    (stages, entered) = (engine.dataset.visits.stage, engine.dataset.visits.enteredAt)
    pathOf = paths.pathOf
    pathMarks = paths.marks
    let names = engine.dataset.vocabulary(.stage).count
    pieces = paths.all.map { path in
      let map = models.models[Int(path.version)].map
      return PathPiece(
        met: Int(path.metStart), meanings: Int(path.version) * names, isOpen: path.standing == .open,
        endsByClosing: path.standing != .open && map.wantedEnd(path.standing) == nil)
    }
    meanings = models.models.flatMap { model in
      model.map.meanings.map { $0 < 0 ? StageMap.foreign : model.shared[Int($0)] }
    }
    enteredBy = Array(repeating: -1, count: models.stages.count)
    ended = Array(repeating: [], count: models.stages.count)
    running = Array(repeating: [], count: models.stages.count)
  }

  mutating func run() {
    begun.reserveCapacity(entered.count)
    for stage in ended.indices { ended[stage].reserveCapacity(entered.count / ended.count) }
    for row in 0..<table.count where pathOf[row] >= 0 { take(row, pieces[Int(pathOf[row])]) }
  }

  private mutating func take(_ row: Int, _ path: PathPiece) {
    var (stage, since, isFirst) = (StageMap.foreign, Instant.unknown, false)
    var met = path.met
    for visit in table.visits(of: row) where entered[visit].happened {
      let next = meanings[path.meanings + Int(stages[visit])]
      if next >= 0, next == stage { continue }
      if stage >= 0 { put(row, stage, since, end: entered[visit], marks(isFirst, &met)) }
      (stage, since) = (next, entered[visit])
      guard next >= 0 else { continue }
      isFirst = enteredBy[Int(next)] != Int32(row)
      enteredBy[Int(next)] = Int32(row)
    }
    guard stage >= 0 else { return }
    let mark = marks(isFirst, &met)
    if path.endsByClosing {
      // Where the process has no name for the end that came, closing ends the last visit.
      put(row, stage, since, end: table.closedAt[row], mark)
    } else {
      putRunning(row, stage, since, isOpen: path.isOpen, mark)
    }
  }

  /// Marks of a visit. The stages met of a path are in the order of their first entries, so each first visit takes
  /// the next.
  @inline(__always) private func marks(_ isFirst: Bool, _ met: inout Int) -> UInt32 {
    guard isFirst else { return 0 }
    let further = pathMarks[met] & 1
    met += 1
    return 1 | UInt32(further) << 1
  }

  private mutating func put(_ row: Int, _ stage: Int32, _ since: Instant, end: Instant, _ marks: UInt32) {
    guard since.isKnown else { return putUndated(row, stage, marks) }
    let place = begin(row, stage, since, marks)
    guard end.isKnown else { return undated.append(Int32(row)) }
    guard end >= since else { return reversed.append(Int32(row)) }
    ended[Int(stage)].append(UInt64(UInt32(clamping: end.since(since))) << 32 | UInt64(place))
  }

  private mutating func putRunning(_ row: Int, _ stage: Int32, _ since: Instant, isOpen: Bool, _ marks: UInt32) {
    guard since.isKnown else {
      putUndated(row, stage, marks)
      if isOpen { undatedOpen.append(UndatedEntry(row: Int32(row), stage: stage, wentFurther: false)) }
      return
    }
    let place = begin(row, stage, since, marks | 4)
    running[Int(stage)].append((RunningVisit(row: Int32(row), isOpen: isOpen, since: since), place))
  }

  private mutating func putUndated(_ row: Int, _ stage: Int32, _ marks: UInt32) {
    undated.append(Int32(row))
    guard marks & 1 != 0 else { return }
    undatedEntries.append(UndatedEntry(row: Int32(row), stage: stage, wentFurther: marks & 2 != 0))
  }

  private mutating func begin(_ row: Int, _ stage: Int32, _ since: Instant, _ marks: UInt32) -> Int32 {
    let visit = VisitStart(row: Int32(row), offset: 0, place: -1, marks: UInt32(stage) << 3 | marks)
    begun.append(Begun(visit: visit, since: since))
    if since > newest { newest = since }
    return Int32(begun.count - 1)
  }
}

/// Visits by stage and length. Tells those gathered where their length is.
private struct SortedVisits {
  var ended: [UInt64] = []
  var endedStarts = [0]
  var running: [RunningVisit] = []
  var runningStarts = [0]

  init(_ gathering: inout VisitGathering) {
    ended.reserveCapacity(gathering.begun.count)
    for stage in gathering.ended.indices {
      gathering.ended[stage] = KeyedSort.ascending(gathering.ended[stage])
      let first = ended.count
      gathering.begun.withUnsafeMutableBufferPointer { begun in
        for (offset, word) in gathering.ended[stage].enumerated() {
          let place = MomentOrder.row(word)
          begun[place].visit.place = Int32(first + offset)
          ended.append((word >> 32) << 32 | UInt64(UInt32(bitPattern: begun[place].visit.row)))
        }
      }
      gathering.ended[stage] = []
      endedStarts.append(ended.count)
      gathering.running[stage].sort { ($1.visit.since, $0.visit.row) < ($0.visit.since, $1.visit.row) }
      for (visit, place) in gathering.running[stage] {
        gathering.begun[Int(place)].visit.place = Int32(running.count)
        running.append(visit)
      }
      runningStarts.append(running.count)
    }
  }
}

/// Visits by the day of their beginning.
private struct VisitDays {
  let starts: Series<VisitStart>
  let days: [Int32]

  init(_ begun: [VisitGathering.Begun], _ newest: Instant) {
    var oldest: UInt32 = 0
    for one in begun { oldest = max(oldest, MomentOrder.offset(of: one.since, before: newest)) }
    var next = [Int32](repeating: 0, count: begun.isEmpty ? 1 : Int(oldest) / Int(Instant.day) + 2)
    for one in begun { next[Self.day(MomentOrder.offset(of: one.since, before: newest)) + 1] += 1 }
    for day in next.indices.dropFirst() { next[day] += next[day - 1] }
    days = next
    starts = Series(count: begun.count) { visits in
      for one in begun {
        var visit = one.visit
        visit.offset = MomentOrder.offset(of: one.since, before: newest)
        let day = Self.day(visit.offset)
        visits.initializeElement(at: Int(next[day]), to: visit)
        next[day] += 1
      }
    }
  }

  @inline(__always) static func day(_ offset: UInt32) -> Int { Int(offset) / Int(Instant.day) }
}

extension ProcessVisits {
  /// The offset that visits which began after an instant stay under.
  func offset(after instant: Instant) -> UInt32 {
    guard newest.isKnown, instant < newest else { return 0 }
    return instant.isKnown ? UInt32(clamping: newest.since(instant)) : .max
  }

  /// Where in `starts` the visits of some days are.
  func begun(days wanted: Range<Int>) -> Range<Int> {
    let (first, last) = (min(wanted.lowerBound, days.count - 1), min(wanted.upperBound, days.count - 1))
    return Int(days[first])..<Int(days[last])
  }
}

extension ProcessVisits: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&ended)
    try visitor.visit(&endedStarts)
    try visitor.visit(&running)
    try visitor.visit(&runningStarts)
    try visitor.visit(&starts)
    try visitor.visit(&days)
    try visitor.visit(&newest)
    try visitor.visit(&undatedEntries)
    try visitor.visit(&undatedOpen)
    try visitor.visit(&undated)
    try visitor.visit(&reversed)
  }
}
