import Domain

/// All that opportunities share that went the same way, stand the same, are judged by the same version of the process
/// and have their amount in the same currency.
struct ProcessPathClass: Sendable, BitwiseCopyable {
  /// Which sequence of stage names.
  var variant: Int32
  var version: Int32
  var currency: Code
  var standing: Outcome
  /// True if nothing deviates.
  var conforms: Bool
  /// Stage entries.
  var steps: Int32
  var backward: Int32
  var rework: Int32
  var repeats: Int32
  var other: Int32
  /// Steps to put in or take out to make it a run of the process.
  var moves: Int32
  /// The last stage of the process entered, counted over all versions; -1 without any.
  var last: Int32
  /// Pieces of ``ProcessPaths/marks``: stages met, then stages passed over.
  var metStart: Int32
  var missingStart: Int32
  var missingEnd: Int32

  var met: Range<Int> { Int(metStart)..<Int(missingStart) }
  var missing: Range<Int> { Int(missingStart)..<Int(missingEnd) }
}

/// The distinct paths and which one each opportunity took.
struct ProcessPaths: Sendable {
  /// By opportunity: index into `all`; -1 without a stage entry.
  private(set) var pathOf: Series<Int32> = []
  private(set) var all: [ProcessPathClass] = []
  /// By path: does nothing deviate?
  private(set) var conforming: [Bool] = []
  /// Stages, counted over all versions, as `stage * 2`, for those met plus 1 if a later one was entered afterwards.
  private(set) var marks: [Int32] = []
  /// The stage names of all variants, one after another.
  private(set) var codes: [Code] = []
  /// By variant: where its names begin; one more at the end.
  private(set) var starts: [Int32] = [0]

  /// Distinct sequences of stage names.
  var variants: Int { starts.count - 1 }

  /// The stage names of a variant.
  func names(ofVariant variant: Int) -> ArraySlice<Code> { codes[Int(starts[variant])..<Int(starts[variant + 1])] }

  init() {}

  init(_ engine: Engine, _ models: ProcessModels) {
    let table = engine.dataset.opportunities
    var intern = PathIntern()
    pathOf = Series(count: table.count) { paths in
      var reader = PathReader(engine, models)
      for row in 0..<table.count { paths.initializeElement(at: row, to: reader.path(of: row, &intern)) }
    }
    (all, codes, starts) = (intern.classes, intern.codes, intern.starts)
    judgeAll(models)
  }

  private mutating func judgeAll(_ models: ProcessModels) {
    var judge = PathJudge()
    var costs: [Int32] = []
    for index in all.indices {
      var path = all[index]
      let model = models.models[Int(path.version)]
      let names = names(ofVariant: Int(path.variant))
      judge.judge(names, path.standing, by: model)
      path.conforms = judge.conforms
      (path.backward, path.rework) = (Int32(judge.backward), Int32(judge.rework))
      (path.repeats, path.other) = (Int32(judge.repeats), Int32(judge.other))
      path.last = judge.last < 0 ? -1 : model.shared[Int(judge.last)]
      path.moves = model.runs.distance(of: names, in: model.map, isOpen: path.standing == .open, costs: &costs)
      path.metStart = Int32(marks.count)
      for (stage, further) in zip(judge.met, judge.wentFurther) {
        marks.append(model.shared[Int(stage)] * 2 + (further || path.standing == .won ? 1 : 0))
      }
      path.missingStart = Int32(marks.count)
      for stage in judge.missing { marks.append(model.shared[Int(stage)] * 2) }
      path.missingEnd = Int32(marks.count)
      all[index] = path
    }
    conforming = all.map(\.conforms)
  }
}

/// Reads the path of one row after another.
private struct PathReader {
  private let table: OpportunityTable
  private let visits: VisitTable
  private let models: ProcessModels
  private var names: [Code] = []

  init(_ engine: Engine, _ models: ProcessModels) {
    (table, visits, self.models) = (engine.dataset.opportunities, engine.dataset.visits, models)
  }

  mutating func path(of row: Int, _ intern: inout PathIntern) -> Int32 {
    names.removeAll(keepingCapacity: true)
    for visit in table.visits(of: row) where visits.enteredAt[visit].happened { names.append(visits.stage[visit]) }
    guard !names.isEmpty else { return -1 }
    let version = models.index(pipeline: table.pipeline[row], created: table.createdAt[row])
    let standing: Outcome = !table.closedAt[row].happened ? .open : table.outcome[row] == .won ? .won : .lost
    return intern.path(names, standing, version, table.currency[row])
  }
}

/// Tells paths apart by hashing short code sequences: no strings, no dictionary of arrays.
private struct PathIntern {
  private(set) var classes: [ProcessPathClass] = []
  private(set) var codes: [Code] = []
  private(set) var starts: [Int32] = [0]
  private var classSlots = HashSlots()
  private var variantSlots = HashSlots()

  mutating func path(_ names: [Code], _ standing: Outcome, _ version: Int32, _ currency: Code) -> Int32 {
    let nameHash = HashSlots.hash(names)
    let mark = UInt64(standing.rawValue) | UInt64(UInt32(bitPattern: version)) << 8
    let hash = HashSlots.mix(nameHash ^ mark &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(UInt32(bitPattern: currency)) << 40)
    let found = classSlots.find(hash) { index in
      let path = classes[Int(index)]
      return path.standing == standing && path.version == version && path.currency == currency
        && isVariant(Int(path.variant), names)
    }
    if let found { return found }
    classes.append(
      ProcessPathClass(
        variant: variant(names, nameHash), version: version, currency: currency, standing: standing, conforms: false,
        steps: Int32(names.count), backward: 0, rework: 0, repeats: 0, other: 0, moves: 0, last: -1, metStart: 0,
        missingStart: 0, missingEnd: 0))
    return classSlots.add(hash)
  }

  private mutating func variant(_ names: [Code], _ hash: UInt64) -> Int32 {
    if let known = variantSlots.find(hash, where: { isVariant(Int($0), names) }) { return known }
    codes.append(contentsOf: names)
    starts.append(Int32(codes.count))
    return variantSlots.add(hash)
  }

  private func isVariant(_ variant: Int, _ names: [Code]) -> Bool {
    let start = Int(starts[variant])
    guard Int(starts[variant + 1]) - start == names.count else { return false }
    for place in names.indices where codes[start + place] != names[place] { return false }
    return true
  }
}

/// Finds things by their hash; the things themselves lie elsewhere, numbered in the order they were added.
private struct HashSlots {
  private var slots = [Int32](repeating: -1, count: 1024)
  private var hashes: [UInt64] = []

  @inline(__always) func find(_ hash: UInt64, where isIt: (Int32) -> Bool) -> Int32? {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      if hashes[Int(slots[slot])] == hash, isIt(slots[slot]) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The number of the thing added.
  mutating func add(_ hash: UInt64) -> Int32 {
    hashes.append(hash)
    guard hashes.count * 2 > slots.count else {
      place(Int32(hashes.count - 1))
      return Int32(hashes.count - 1)
    }
    slots = Array(repeating: -1, count: slots.count * 2)
    for index in hashes.indices { place(Int32(index)) }
    return Int32(hashes.count - 1)
  }

  private mutating func place(_ index: Int32) {
    var slot = Int(truncatingIfNeeded: hashes[Int(index)]) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = index
  }

  /// FNV-1a over the codes, mixed so that the low bits are good enough for a table.
  static func hash(_ path: [Code]) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for code in path { hash = (hash ^ UInt64(UInt32(bitPattern: code))) &* 0x100_0000_01b3 }
    return mix(hash)
  }

  static func mix(_ hash: UInt64) -> UInt64 { ((hash ^ (hash >> 29)) &* 0x9e37_79b9_7f4a_7c15) >> 7 }
}

extension ProcessPaths: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&pathOf)
    try visitor.visit(&all)
    try visitor.visit(&conforming)
    try visitor.visit(&marks)
    try visitor.visit(&codes)
    try visitor.visit(&starts)
  }
}
