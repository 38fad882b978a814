import Domain

/// Some stretches in a row, so that of many only those of a few blocks are looked at.
struct LiveBlock<State: PassedTimes>: Sendable {
  /// Stretches of a block at the beginning; it is cut in two when it has grown to twice that.
  static var size: Int { 64 }

  /// Passed by itself.
  private struct Known {
    var state: State
    var atRisk: SIMD2<Int>
    var isFirst: Bool
    /// Just after those of the moments that lie within.
    var noted: [State]
    var firstNoted: Int
  }

  private(set) var stretches: [LiveStretch<State>]
  private(set) var sums = StepSums()
  private var known: Known?
  /// By stretch: what is looked through often.
  private var starts: [Int64]
  private var stretchSums: [StepSums]
  private var states: [State]

  init(_ stretches: [LiveStretch<State>]) {
    self.stretches = stretches
    (starts, stretchSums) = (stretches.map(\.start), stretches.map(\.sums))
    states = Array(repeating: State(), count: stretches.count)
    for own in stretchSums { sums = sums.adding(own) }
  }

  var start: Int64 { starts[0] }
  var isEmpty: Bool { sums.isEmpty }

  /// - Returns: the later half if the block has grown too long.
  mutating func change(_ word: Int64, _ times: Int) -> LiveBlock? {
    known = nil
    let place = stretch(at: word >> 3)
    sums.add(word, times)
    let later = stretches[place].change(word, times)
    stretchSums[place] = stretches[place].sums
    if let second = later {
      stretches.insert(second, at: place + 1)
      starts.insert(second.start, at: place + 1)
      stretchSums.insert(second.sums, at: place + 1)
      states.insert(State(), at: place + 1)
    }
    guard stretches.count > 2 * Self.size else { return nil }
    let second = LiveBlock(Array(stretches[Self.size...]))
    self = LiveBlock(Array(stretches[..<Self.size]))
    return second
  }

  mutating func forget() {
    known = nil
    for place in stretches.indices { stretches[place].forget() }
  }

  mutating func expectShifts(of groups: Int, _ moments: [Int64]) {
    for place in stretches.indices { stretches[place].expectShifts(of: groups, moments) }
  }

  /// The stretch that a time lies in.
  func stretch(at time: Int64) -> Int { max(0, starts.partitioningIndex { $0 > time } - 1) }

  private var firstStretch: Int { stretches.indices.first { stretches[$0].count > 0 } ?? 0 }

  /// What the block alone adds up to.
  mutating func passed(atRisk: SIMD2<Int>, isFirst: Bool, _ moments: [Int64]) -> State {
    if let known, known.atRisk == atRisk, known.isFirst == isFirst { return known.state }
    let firstNoted = moments.partitioningIndex { $0 >= start }
    var (mark, noted) = (PassMark<State>(atRisk: atRisk), [State]())
    let first = isFirst ? firstStretch : -1
    for place in stretches.indices {
      let own = stretches[place].passed(atRisk: mark.atRisk, isFirst: place == first, moments)
      states[place] = own
      for state in stretches[place].noted { noted.append(mark.state.followed(by: state)) }
      // Moments after its last step and before the next stretch see all of it.
      let end = place + 1 < starts.count ? starts[place + 1] : Int64.max
      while firstNoted + noted.count < moments.count, moments[firstNoted + noted.count] < end {
        noted.append(mark.state.followed(by: own))
      }
      mark.pass(own, stretchSums[place])
    }
    known = Known(state: mark.state, atRisk: atRisk, isFirst: isFirst, noted: noted, firstNoted: firstNoted)
    return mark.state
  }

  /// What the block alone adds up to just after a moment, by its place among all; nil beyond those noted.
  func noted(_ place: Int) -> State? {
    guard let known, place >= known.firstNoted, place - known.firstNoted < known.noted.count else { return nil }
    return known.noted[place - known.firstNoted]
  }

  /// At the beginning of a stretch, given that of the block.
  func mark(_ place: Int, from mark: PassMark<State>) -> PassMark<State> {
    var mark = mark
    for index in 0..<place { mark.pass(states[index], stretchSums[index]) }
    return mark
  }

  /// At the beginning of each stretch and at the end of the last, given that of the block.
  func marks(from mark: PassMark<State>) -> [PassMark<State>] {
    var marks = [mark]
    var mark = mark
    marks.reserveCapacity(states.count + 1)
    for index in states.indices {
      mark.pass(states[index], stretchSums[index])
      marks.append(mark)
    }
    return marks
  }

  var firstTime: Int64? { stretches.indices.first { stretches[$0].count > 0 }.flatMap { stretches[$0].firstTime } }
  var lastTime: Int64? { stretches.indices.last { stretches[$0].count > 0 }.flatMap { stretches[$0].lastTime } }

  /// Adds the times of all steps to those before; stops where there are so many.
  func addTimes(to found: inout [Int64], fewerThan limit: Int) -> Bool {
    for place in stretches.indices {
      for time in stretches[place].allTimes where time != found.last {
        found.append(time)
        if found.count >= limit { return false }
      }
    }
    return true
  }

  /// What a stretch adds to a mark at its beginning.
  func pass(_ place: Int, _ mark: inout PassMark<State>) { mark.pass(states[place], stretchSums[place]) }

  /// Steps up to and at a time.
  func count(_ kind: TimedStep.Kind, within time: Int64, _ own: (StepSums) -> SIMD2<Int>) -> SIMD2<Int> {
    let last = stretch(at: time)
    return stretchSums[..<last].reduce(stretches[last].count(kind, within: time)) { $0 &+ own($1) }
  }

  /// When the end of a group came that so many of the group in the block preceded; there must be one.
  func time(ofEnd rank: Int, group: Int) -> Int64 {
    var left = rank
    for place in stretchSums.indices {
      if left < stretchSums[place].ends[group] { return stretches[place].time(ofEnd: left, group: group) }
      left -= stretchSums[place].ends[group]
    }
    return 0
  }

  /// Passes the times of one stretch, given what it begins with.
  @inline(__always)
  func walk(
    _ place: Int, from mark: PassMark<State>, isFirst: Bool, _ visit: (State, Int64, SIMD2<Int>) -> Bool
  ) {
    var state = mark.state
    stretches[place].pass(atRisk: mark.atRisk, isFirst: isFirst && place == firstStretch, &state, visit)
  }
}

/// What has been passed up to some place, and who is at risk from then on.
struct PassMark<State: PassedTimes>: Sendable {
  var state = State()
  var atRisk: SIMD2<Int>
  var ended = SIMD2<Int>(0, 0)

  /// All in the first group where groups share their risk.
  @inline(__always) static func risk(_ groups: SIMD2<Int>) -> SIMD2<Int> {
    State.sharesRisk ? SIMD2(groups.x &+ groups.y, 0) : groups
  }

  @inline(__always) mutating func pass(_ own: State, _ sums: StepSums) {
    state = state.followed(by: own)
    atRisk = atRisk &+ Self.risk(sums.enters &- sums.ends &- sums.leaves)
    ended = ended &+ sums.ends
  }
}

/// How many steps of each kind there are in either group.
struct StepSums: Sendable {
  private(set) var ends = SIMD2<Int>(0, 0)
  private(set) var leaves = SIMD2<Int>(0, 0)
  private(set) var enters = SIMD2<Int>(0, 0)

  var isEmpty: Bool { ends == SIMD2(0, 0) && leaves == SIMD2(0, 0) && enters == SIMD2(0, 0) }

  mutating func add(_ word: Int64, _ number: Int) {
    let group = Int(word & 1)
    switch word & 6 {
    case TimedStep.Kind.ends.rawValue: ends[group] += number
    case TimedStep.Kind.leaves.rawValue: leaves[group] += number
    default: enters[group] += number
    }
  }

  func adding(_ other: StepSums) -> StepSums {
    var sums = self
    sums.ends = ends &+ other.ends
    sums.leaves = leaves &+ other.leaves
    sums.enters = enters &+ other.enters
    return sums
  }
}
