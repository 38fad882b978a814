import Domain

/// What passing the times of ends one after another adds up to, as a value that stretches of time can be put together
/// from: what a stretch adds depends on how many were at risk at its beginning, not on what came before.
protocol PassedTimes: Sendable {
  /// True if it does not matter which group those at risk belong to.
  static var sharesRisk: Bool { get }
  /// Nothing has been passed yet.
  init()
  /// Passes a time at which so many of each of two groups end.
  /// - Parameters:
  ///   - atRisk: those watched before the time who had not left until then.
  ///   - starting: at the first time of all those watched from just then; nobody at others.
  mutating func pass(_ time: Int64, ends: SIMD2<Int>, atRisk: SIMD2<Int>, starting: SIMD2<Int>)
  /// This, and then a stretch that was passed by itself.
  func followed(by stretch: Self) -> Self
  /// Everything that is a sum so many times.
  mutating func scale(by times: Double)
  /// Adds everything that is a sum in another so many times; the rest stays.
  mutating func add(_ other: Self, times: Double)
}

extension PassedTimes {
  static var sharesRisk: Bool { false }
}

/// Something that happens to one of two groups of rows at a time: in one number, so that at one time those who end come
/// first, then those who leave, then those who are watched from then on.
struct TimedStep: Comparable, Sendable {
  enum Kind: Int64 {
    case ends = 0
    /// Last seen without an end.
    case leaves = 2
    /// Watched from then on.
    case enters = 4
  }

  fileprivate let word: Int64

  fileprivate init(word: Int64) { self.word = word }

  init(_ time: Int64, _ kind: Kind, group: Int = 0) { word = time << 3 | kind.rawValue | Int64(group) }

  static func < (left: TimedStep, right: TimedStep) -> Bool { left.word < right.word }

  @inline(__always) var time: Int64 { word >> 3 }
  @inline(__always) fileprivate var kind: Int { Int(word & 6) >> 1 }
  @inline(__always) fileprivate var group: Int { Int(word & 1) }
}

/// Times of ends over many rows of two groups, with what passing them adds up to, kept up to date as rows come and go.
///
/// The times are cut into stretches, some stretches make a block. A stretch is passed again only if its rows have changed
/// or another number was at risk at its beginning. Events of now change little else: a row that ends at the instant of
/// the question was seen without an end up to the same time before, and a new row has been watched for no time. A row
/// dated long ago changes all stretches between its old end and its new one.
struct LiveTimes<State: PassedTimes>: Sendable {
  private var blocks: [LiveBlock<State>] = []
  /// What has come and gone since the last reading, as it came.
  private var comes: [Int64] = []
  private var goes: [Int64] = []
  /// At the beginning of each block, and at the end of the last.
  private var marks = [PassMark<State>(atRisk: SIMD2(0, 0))]
  /// The block of the first time.
  private var first = 0
  private var sums = StepSums()
  /// Times at which the sums are to be read off.
  private var moments: [Int64] = []
  /// Counts the readings that found something changed, in all and in either group.
  private(set) var version = 0
  private(set) var versions = SIMD2<Int>(0, 0)

  init(moments: [Int64] = []) { self.moments = moments }

  // MARK: - Changes

  mutating func change(_ step: TimedStep, _ sign: LiveSign) {
    if sign == .comes { comes.append(step.word) } else { goes.append(step.word) }
  }

  /// Steps that came or went since the last reading.
  var unseen: Int { comes.count + goes.count }

  /// Looks at the times again if rows have come or gone for good. Reading asks for it.
  mutating func refresh() {
    guard !comes.isEmpty || !goes.isEmpty else { return }
    let changes = StepChanges.net(&comes, &goes)
    comes.removeAll(keepingCapacity: comes.count < 64)
    goes.removeAll(keepingCapacity: goes.count < 64)
    guard !changes.isEmpty else { return }
    version += 1
    for change in changes {
      sums.add(change.word, change.times)
      versions[Int(change.word & 1)] &+= 1
    }
    let isNew = blocks.isEmpty
    if isNew { build(changes) } else { for change in changes { apply(change.word, change.times) } }
    pass()
    if isNew { expectShifts() }
  }

  /// Short lists of times are passed again soon enough.
  private mutating func expectShifts() {
    guard blocks.count > 1 else { return }
    let both = sums.ends &+ sums.leaves &+ sums.enters
    for place in blocks.indices { blocks[place].expectShifts(of: both.y > 0 && !State.sharesRisk ? 2 : 1, moments) }
  }

  private mutating func build(_ changes: [(word: Int64, times: Int)]) {
    var (start, stretches) = (0, [LiveStretch<State>]())
    while start < changes.count {
      var end = min(changes.count, start + LiveStretch<State>.size)
      // Steps of one time are passed together.
      while end < changes.count, changes[end].word >> 3 == changes[end - 1].word >> 3 { end += 1 }
      let own = changes[start..<end].map { (word: $0.word, times: Int32(truncatingIfNeeded: $0.times)) }
      stretches.append(LiveStretch(own, start: start == 0 ? .min : changes[start].word >> 3))
      start = end
    }
    let size = LiveBlock<State>.size
    blocks = stride(from: 0, to: stretches.count, by: size).map { place in
      LiveBlock(Array(stretches[place..<min(stretches.count, place + size)]))
    }
  }

  private mutating func apply(_ word: Int64, _ times: Int) {
    let place = block(at: word >> 3)
    if let second = blocks[place].change(word, times) { blocks.insert(second, at: place + 1) }
  }

  private mutating func pass() {
    marks.removeAll(keepingCapacity: true)
    first = blocks.indices.first { !blocks[$0].isEmpty } ?? 0
    // Who never enters was there from the start.
    var mark = PassMark<State>(atRisk: PassMark<State>.risk(sums.ends &+ sums.leaves &- sums.enters))
    for place in blocks.indices {
      marks.append(mark)
      let own = blocks[place].passed(atRisk: mark.atRisk, isFirst: place == first, moments)
      mark.pass(own, blocks[place].sums)
    }
    marks.append(mark)
  }

  private func block(at time: Int64) -> Int {
    max(0, blocks.indices.partitioningIndex { blocks[$0].start > time } - 1)
  }

  // MARK: - Reading what is fresh

  /// When all that has ended has ended.
  var end: State { marks[marks.count - 1].state }

  /// How many of each group ended.
  var ended: SIMD2<Int> { sums.ends }

  /// How many of each group were last seen without an end.
  var left: SIMD2<Int> { sums.leaves }

  /// How many of each group ended at a time or before.
  func ended(within time: Int64) -> SIMD2<Int> { count(.ends, within: time) { $0.ends } }

  /// How many of each group left without an end at a time or before.
  func left(within time: Int64) -> SIMD2<Int> { count(.leaves, within: time) { $0.leaves } }

  private func count(_ kind: TimedStep.Kind, within time: Int64, _ own: (StepSums) -> SIMD2<Int>) -> SIMD2<Int> {
    guard !blocks.isEmpty else { return SIMD2(0, 0) }
    let place = block(at: time)
    var count = blocks[place].count(kind, within: time, own)
    for index in 0..<place { count = count &+ own(blocks[index].sums) }
    return count
  }

  /// When the end of a group came that so many of the group preceded; there must be one.
  func time(ofEnd rank: Int, group: Int = 0) -> Int64 {
    let place = marks.partitioningIndex { $0.ended[group] > rank } - 1
    guard place >= 0, place < blocks.count else { return 0 }
    return blocks[place].time(ofEnd: rank - marks[place].ended[group], group: group)
  }

  /// Just after a time.
  func state(at time: Int64) -> State {
    guard !blocks.isEmpty else { return State() }
    let place = block(at: time)
    let stretch = blocks[place].stretch(at: time)
    let mark = blocks[place].mark(stretch, from: marks[place])
    var found = mark.state
    blocks[place].walk(stretch, from: mark, isFirst: place == first) { state, moment, _ in
      guard moment <= time else { return false }
      found = state
      return true
    }
    return found
  }

  /// Just after each of these times, which may be the moments to read off at.
  func states(at times: [Int64]) -> [State] { times == moments ? statesAtMoments : times.map { state(at: $0) } }

  /// Just after each of `moments`.
  var statesAtMoments: [State] {
    var (states, place) = ([State](), 0)
    states.reserveCapacity(moments.count)
    for (index, moment) in moments.enumerated() {
      while place + 1 < blocks.count, blocks[place + 1].start <= moment { place += 1 }
      let own = blocks.isEmpty ? nil : blocks[place].noted(index)
      states.append(own.map { marks[place].state.followed(by: $0) } ?? end)
    }
    return states
  }

  /// The first time of an end after which something holds that once true stays so, with what was passed before it and
  /// with it; nil if it never holds.
  func first(where holds: (State) -> Bool) -> (time: Int64, before: State, after: State)? {
    let place = marks.dropFirst().partitioningIndex { holds($0.state) } - 1
    guard place < blocks.count else { return nil }
    let own = blocks[place].marks(from: marks[place])
    var index = max(0, own.dropFirst().partitioningIndex { holds($0.state) } - 1)
    // Rounding may leave the last stretch without what its block has.
    while index < own.count - 1 {
      var passed: [(time: Int64, state: State)] = []
      passed.reserveCapacity(blocks[place].stretches[index].count)
      blocks[place].walk(index, from: own[index], isFirst: place == first) { state, moment, _ in
        passed.append((moment, state))
        return true
      }
      // What holds stays so: a few looks are enough.
      let met = passed.partitioningIndex { holds($0.state) }
      if met < passed.count {
        return (passed[met].time, met > 0 ? passed[met - 1].state : own[index].state, passed[met].state)
      }
      index += 1
    }
    return nil
  }

  /// The first time of an end in a group, from a time on, after which something holds: looked for in the stretch of that
  /// time, and in each at whose end it holds.
  func firstEnd(ofGroup group: Int, from start: Int64? = nil, where holds: (State) -> Bool) -> Int64? {
    let firstBlock = start.map { block(at: $0) } ?? 0
    var found: Int64?
    for place in firstBlock..<max(firstBlock, blocks.count) where found == nil {
      guard place == firstBlock || holds(marks[place + 1].state) else { continue }
      let firstStretch = place == firstBlock ? start.map { blocks[place].stretch(at: $0) } ?? 0 : 0
      var mark = blocks[place].mark(firstStretch, from: marks[place])
      for index in firstStretch..<blocks[place].stretches.count where found == nil {
        let before = mark
        blocks[place].pass(index, &mark)
        guard (place == firstBlock && index == firstStretch) || holds(mark.state) else { continue }
        blocks[place].walk(index, from: before, isFirst: place == first) { state, moment, ends in
          if ends[group] > 0, moment >= start ?? .min, holds(state) { found = moment }
          return found == nil
        }
      }
    }
    return found
  }

  /// Reads off at other times from now on.
  mutating func read(at moments: [Int64]) {
    guard moments != self.moments else { return }
    self.moments = moments
    for place in blocks.indices { blocks[place].forget() }
    pass()
  }
}

// MARK: - All of them

extension LiveTimes {
  /// Each time of steps of a kind in a group with how many there are, ascending.
  func steps(_ kind: TimedStep.Kind, group: Int = 0) -> [(time: Int64, times: Int)] {
    blocks.flatMap { $0.stretches.flatMap { $0.steps(kind, group: group) } }
  }

  /// The first and the last time of any step.
  var bounds: (first: Int64, last: Int64)? {
    guard let firstBlock = blocks.indices.first(where: { !blocks[$0].isEmpty }),
      let lastBlock = blocks.indices.last(where: { !blocks[$0].isEmpty }),
      let first = blocks[firstBlock].firstTime, let last = blocks[lastBlock].lastTime
    else { return nil }
    return (first, last)
  }

  /// All times of any step, ascending; nil if there are so many.
  func distinctTimes(fewerThan limit: Int) -> [Int64]? {
    var found: [Int64] = []
    for place in blocks.indices { guard blocks[place].addTimes(to: &found, fewerThan: limit) else { return nil } }
    return found
  }
}
