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

  init(_ stretches: [LiveStretch<State>]) {
    self.stretches = stretches
    for stretch in stretches { sums = sums.adding(stretch.sums) }
  }

  var start: Int64 { stretches[0].start }
  var isEmpty: Bool { stretches.allSatisfy { $0.count == 0 } }

  /// - Returns: the later half if the block has grown too long.
  mutating func change(_ word: Int64, _ times: Int) -> LiveBlock? {
    known = nil
    let place = stretch(at: word >> 3)
    sums.add(word, times)
    if let second = stretches[place].change(word, times) { stretches.insert(second, at: place + 1) }
    guard stretches.count > 2 * Self.size else { return nil }
    let second = LiveBlock(Array(stretches[Self.size...]))
    self = LiveBlock(Array(stretches[..<Self.size]))
    return second
  }

  mutating func forget() {
    known = nil
    for place in stretches.indices { stretches[place].forget() }
  }

  /// The stretch that a time lies in.
  func stretch(at time: Int64) -> Int { max(0, stretches.partitioningIndex { $0.start > time } - 1) }

  private var firstStretch: Int { stretches.firstIndex { $0.count > 0 } ?? 0 }

  /// What the block alone adds up to.
  mutating func passed(atRisk: SIMD2<Int>, isFirst: Bool, _ moments: [Int64]) -> State {
    if let known, known.atRisk == atRisk, known.isFirst == isFirst { return known.state }
    let firstNoted = moments.partitioningIndex { $0 >= start }
    var (mark, noted) = (PassMark<State>(atRisk: atRisk), [State]())
    let first = isFirst ? firstStretch : -1
    for place in stretches.indices {
      let own = stretches[place].passed(atRisk: mark.atRisk, isFirst: place == first, moments)
      for state in stretches[place].noted { noted.append(mark.state.followed(by: state)) }
      // Moments after its last step and before the next stretch see all of it.
      let end = place + 1 < stretches.count ? stretches[place + 1].start : Int64.max
      while firstNoted + noted.count < moments.count, moments[firstNoted + noted.count] < end {
        noted.append(mark.state.followed(by: own))
      }
      mark.pass(own, stretches[place].sums)
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
    for stretch in stretches[..<place] { mark.pass(stretch.state, stretch.sums) }
    return mark
  }

  /// At the beginning of each stretch and at the end of the last, given that of the block.
  func marks(from mark: PassMark<State>) -> [PassMark<State>] {
    var marks = [mark]
    marks.reserveCapacity(stretches.count + 1)
    for stretch in stretches {
      var next = marks[marks.count - 1]
      next.pass(stretch.state, stretch.sums)
      marks.append(next)
    }
    return marks
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
