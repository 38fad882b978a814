import Domain

/// What passing the times of ends one after another adds up to, as a value that stretches of time can be put together
/// from: what a stretch adds depends on how many were at risk at its beginning, not on what came before.
protocol PassedTimes: Sendable {
  /// Nothing has been passed yet.
  init()
  /// Passes a time at which so many of each of two groups end.
  /// - Parameters:
  ///   - atRisk: those watched before the time who had not left until then.
  ///   - starting: at the first time of all those watched from just then; nobody at others.
  mutating func pass(_ time: Int64, ends: SIMD2<Int>, atRisk: SIMD2<Int>, starting: SIMD2<Int>)
  /// This, and then a stretch that was passed by itself.
  func followed(by stretch: Self) -> Self
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
/// The times are cut into stretches. A stretch is passed again only if its rows have changed or another number was at
/// risk at its beginning. Events of now change little else: a row that ends at the instant of the question was seen
/// without an end up to the same time before, and a new row has been watched for no time. A row dated long ago changes
/// all stretches between its old end and its new one.
struct LiveTimes<State: PassedTimes>: Sendable {
  /// Steps of a stretch at the beginning; it is cut in two when it has grown to twice that.
  private static var size: Int { 256 }

  private var stretches: [LiveStretch<State>] = []
  /// What has come and gone since the last reading, as it came.
  private var comes: [Int64] = []
  private var goes: [Int64] = []
  /// At the beginning of each stretch, and at the end of the last.
  private var marks = [Mark()]
  private var isFresh = true
  /// The stretch of the first time.
  private var first = 0
  /// Times at which the sums are to be read off.
  private var moments: [Int64] = []

  private struct Mark {
    var state = State()
    var atRisk = SIMD2<Int>(0, 0)
    var ended = SIMD2<Int>(0, 0)
  }

  init(moments: [Int64] = []) { self.moments = moments }

  // MARK: - Changes

  mutating func change(_ step: TimedStep, _ sign: LiveSign) {
    isFresh = false
    if sign == .comes { comes.append(step.word) } else { goes.append(step.word) }
  }

  /// Looks at the times again if rows have come or gone. Reading asks for it.
  mutating func refresh() {
    guard !isFresh else { return }
    isFresh = true
    let changes = changes
    (comes, goes) = ([], [])
    if stretches.isEmpty { build(changes) } else { for change in changes { apply(change.word, change.times) } }
    pass()
  }

  /// What is left once what came and went again cancels out, ascending.
  private var changes: [(word: Int64, times: Int)] {
    func sorted(_ words: [Int64]) -> [Int64] {
      words.count < 200 ? words.sorted() : Radix.ascending(words) { UInt64(bitPattern: $0) ^ (1 << 63) }
    }
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

  private mutating func build(_ changes: [(word: Int64, times: Int)]) {
    var start = 0
    while start < changes.count {
      var end = min(changes.count, start + Self.size)
      // Steps of one time are passed together.
      while end < changes.count, changes[end].word >> 3 == changes[end - 1].word >> 3 { end += 1 }
      let own = changes[start..<end].map { (word: $0.word, times: Int32(truncatingIfNeeded: $0.times)) }
      stretches.append(LiveStretch(own, start: start == 0 ? .min : changes[start].word >> 3))
      start = end
    }
  }

  private mutating func apply(_ word: Int64, _ times: Int) {
    let place = stretch(at: word >> 3)
    stretches[place].change(word, times)
    guard stretches[place].count > 2 * Self.size, let second = stretches[place].split() else { return }
    stretches.insert(second, at: place + 1)
  }

  private mutating func pass() {
    marks.removeAll(keepingCapacity: true)
    first = stretches.firstIndex { $0.count > 0 } ?? 0
    var mark = Mark()
    // Who never enters was there from the start.
    mark.atRisk = stretches.reduce(into: SIMD2(0, 0)) { $0 &+= $1.sums.ends &+ $1.sums.leaves &- $1.sums.enters }
    for place in stretches.indices {
      marks.append(mark)
      let own = stretches[place].passed(atRisk: mark.atRisk, isFirst: place == first, moments)
      mark.state = mark.state.followed(by: own)
      let sums = stretches[place].sums
      mark.atRisk = mark.atRisk &- sums.ends &- sums.leaves &+ sums.enters
      mark.ended = mark.ended &+ sums.ends
    }
    marks.append(mark)
  }

  private func stretch(at time: Int64) -> Int { max(0, stretches.partitioningIndex { $0.start > time } - 1) }

  // MARK: - Reading what is fresh

  /// When all that has ended has ended.
  var end: State { marks[marks.count - 1].state }

  /// How many of each group ended.
  var ended: SIMD2<Int> { marks[marks.count - 1].ended }

  /// How many of each group were last seen without an end.
  var left: SIMD2<Int> { stretches.reduce(into: SIMD2(0, 0)) { $0 = $0 &+ $1.sums.leaves } }

  /// How many of each group ended at a time or before.
  func ended(within time: Int64) -> SIMD2<Int> {
    guard !stretches.isEmpty else { return SIMD2(0, 0) }
    let place = stretch(at: time)
    return marks[place].ended &+ stretches[place].count(.ends, within: time)
  }

  /// How many of each group left without an end at a time or before.
  func left(within time: Int64) -> SIMD2<Int> {
    guard !stretches.isEmpty else { return SIMD2(0, 0) }
    let place = stretch(at: time)
    let before = stretches[..<place].reduce(into: SIMD2<Int>(0, 0)) { $0 = $0 &+ $1.sums.leaves }
    return before &+ stretches[place].count(.leaves, within: time)
  }

  /// When the end of a group came that so many of the group preceded; there must be one.
  func time(ofEnd rank: Int, group: Int = 0) -> Int64 {
    let place = marks.partitioningIndex { $0.ended[group] > rank } - 1
    guard place >= 0, place < stretches.count else { return 0 }
    return stretches[place].time(ofEnd: rank - marks[place].ended[group], group: group)
  }

  /// Just after a time.
  func state(at time: Int64) -> State {
    guard !stretches.isEmpty else { return State() }
    let place = stretch(at: time)
    var found = marks[place].state
    walk(place) { state, moment, _ in
      guard moment <= time else { return false }
      found = state
      return true
    }
    return found
  }

  /// Just after each of `moments`.
  var statesAtMoments: [State] {
    guard !stretches.isEmpty else { return moments.map { _ in State() } }
    return moments.map { moment in
      let place = stretch(at: moment)
      return marks[place].state.followed(by: stretches[place].state(at: moment, of: moments))
    }
  }

  /// The first time of an end after which something holds that once true stays so, with what was passed before it and
  /// with it; nil if it never holds.
  func first(where holds: (State) -> Bool) -> (time: Int64, before: State, after: State)? {
    let place = marks.dropFirst().partitioningIndex { holds($0.state) } - 1
    guard place < stretches.count else { return nil }
    var (before, found): (State, (Int64, State, State)?) = (marks[place].state, nil)
    walk(place) { state, moment, _ in
      if holds(state) { found = (moment, before, state) }
      before = state
      return found == nil
    }
    return found
  }

  /// The first time of an end in a group, from a time on, after which something holds: looked for in the stretch of that
  /// time, and in each at whose end it holds.
  func firstEnd(ofGroup group: Int, from start: Int64? = nil, where holds: (State) -> Bool) -> Int64? {
    let first = start.map { stretch(at: $0) } ?? 0
    var found: Int64?
    for place in first..<max(first, stretches.count) where found == nil {
      guard place == first || holds(marks[place + 1].state) else { continue }
      walk(place) { state, moment, ends in
        if ends[group] > 0, moment >= start ?? .min, holds(state) { found = moment }
        return found == nil
      }
    }
    return found
  }

  /// Calls `visit` with what has been passed after each time of an end and that time: added up step by step, as one who
  /// knows of no stretches would.
  func walkAll(_ visit: (State, Int64) -> Void) {
    var state = State()
    for place in stretches.indices {
      stretches[place].pass(atRisk: marks[place].atRisk, isFirst: place == first, &state) { state, time, _ in
        visit(state, time)
        return true
      }
    }
  }

  /// All times of any step, ascending; nil if there are so many.
  func distinctTimes(fewerThan limit: Int) -> [Int64]? {
    var found: [Int64] = []
    for stretch in stretches {
      for time in stretch.allTimes where time != found.last {
        found.append(time)
        if found.count >= limit { return nil }
      }
    }
    return found
  }

  /// Calls `visit` with what has been passed after each time of a stretch, that time and who ended at it, until it says
  /// false.
  private func walk(_ place: Int, _ visit: (State, Int64, SIMD2<Int>) -> Bool) {
    var state = marks[place].state
    stretches[place].pass(atRisk: marks[place].atRisk, isFirst: place == first, &state, visit)
  }

  /// Each time of steps of a kind in a group with how many there are, ascending.
  func steps(_ kind: TimedStep.Kind, group: Int = 0) -> [(time: Int64, times: Int)] {
    stretches.flatMap { $0.steps(kind, group: group) }
  }

  /// The first and the last time of any step.
  var bounds: (first: Int64, last: Int64)? {
    guard let first = stretches.first(where: { $0.count > 0 })?.firstTime,
      let last = stretches.last(where: { $0.count > 0 })?.lastTime
    else { return nil }
    return (first, last)
  }

  /// Reads off at other times from now on.
  mutating func read(at moments: [Int64]) {
    guard moments != self.moments else { return }
    self.moments = moments
    for place in stretches.indices { stretches[place].forget() }
    pass()
  }
}
