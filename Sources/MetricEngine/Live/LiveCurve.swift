import Domain
import Foundation

/// The curves of ending (``CompetingState``) over many rows, kept up to date as rows come and go: the times are cut
/// into stretches, each of which is passed again only if its rows or the number at risk at its beginning have changed.
///
/// At a fixed instant a row that ends just then moves from those still open to those ended at the same time, which
/// changes one stretch. A row dated long ago changes all between its old end and its new one.
struct LiveCurve: Sendable {
  /// Rows of a stretch at the beginning; it is cut in two when it has grown to twice that.
  private static let size = 1024

  private var stretches: [Stretch] = []
  /// The curves at the beginning of each stretch, and at the end of the last.
  private var states = [CompetingState()]
  private var isFresh = false
  private(set) var count = 0
  private(set) var endedCount = 0
  private(set) var wonCount = 0

  /// - Parameters:
  ///   - ended: times of ends, ascending; `isWon` tells how.
  ///   - censored: times at which rows were last seen without an end, ascending.
  init(ended: Series<Int64>, isWon: (Int) -> Bool, censored: [Int64]) {
    var (next, left) = (0, 0)
    repeat {
      var end = min(next + Self.size, ended.count)
      // Rows that end at the same time are passed together.
      while end < ended.count, ended[end] == ended[end - 1] { end += 1 }
      let limit = end < ended.count ? ended[end] : Int64.max
      var stretch = Stretch(start: next == 0 ? .min : ended[next])
      for place in next..<end { stretch.ended.append(End(time: ended[place], isWon: isWon(place))) }
      // Where several end at once, those lost come first.
      stretch.ended.sort()
      let first = left
      while left < censored.count, end == ended.count || censored[left] < limit { left += 1 }
      stretch.censored = Array(censored[first..<left])
      stretches.append(stretch)
      next = end
    } while next < ended.count
    (count, endedCount) = (ended.count + censored.count, ended.count)
    wonCount = ended.indices.count(where: isWon)
  }

  // MARK: - Changes

  mutating func insert(end time: Int64, isWon: Bool) {
    let place = stretch(at: time)
    stretches[place].insert(End(time: time, isWon: isWon))
    count(ends: 1, isWon)
    if stretches[place].ended.count > 2 * Self.size { split(place) }
  }

  /// - Parameter time: that of an end like this which is there.
  mutating func remove(end time: Int64, isWon: Bool) {
    stretches[stretch(at: time)].remove(End(time: time, isWon: isWon))
    count(ends: -1, isWon)
  }

  mutating func insert(censored time: Int64) {
    stretches[stretch(at: time)].insert(time)
    count += 1
    isFresh = false
  }

  /// - Parameter time: that of a row which is there.
  mutating func remove(censored time: Int64) {
    stretches[stretch(at: time)].remove(time)
    count -= 1
    isFresh = false
  }

  private mutating func count(ends: Int, _ isWon: Bool) {
    count += ends
    endedCount += ends
    if isWon { wonCount += ends }
    isFresh = false
  }

  private func stretch(at time: Int64) -> Int { stretches.partitioningIndex { $0.start > time } - 1 }

  private mutating func split(_ place: Int) {
    if let second = stretches[place].split() { stretches.insert(second, at: place + 1) }
  }

  // MARK: - Reading

  /// Passes again what has changed. Reading asks for it.
  mutating func refresh(logarithms: Series<Double>) {
    guard !isFresh else { return }
    isFresh = true
    var atRisk = count
    states.removeAll(keepingCapacity: true)
    states.append(CompetingState())
    var state = CompetingState()
    for place in stretches.indices {
      state = state.followed(by: stretches[place].passed(atRisk: atRisk, logarithms))
      states.append(state)
      atRisk -= stretches[place].count
    }
  }

  /// The curves when all that has ended has ended.
  var end: CompetingState { states[states.count - 1] }

  /// The curves just after a time.
  func state(at time: Int64, logarithms: Series<Double>) -> CompetingState {
    let place = stretch(at: time)
    var found = states[place]
    walk(place, logarithms) { state, moment, _ in
      guard moment <= time else { return false }
      found = state
      return true
    }
    return found
  }

  /// The first time of an end after which something holds that once true stays so.
  func firstTime(logarithms: Series<Double>, where holds: (CompetingState) -> Bool) -> Int64? {
    let place = states.dropFirst().partitioningIndex(where: holds) - 1
    guard place < stretches.count else { return nil }
    var found: Int64?
    walk(place, logarithms) { state, moment, _ in
      if holds(state) { found = moment }
      return found == nil
    }
    return found
  }

  /// Calls `visit` with the curves after each time of a stretch, that time and the wins at it, until it says false.
  private func walk(
    _ place: Int, _ logarithms: Series<Double>, _ visit: (CompetingState, Int64, Int) -> Bool
  ) {
    let atRisk = stretches[..<place].reduce(count) { $0 - $1.count }
    var state = states[place]
    stretches[place].pass(atRisk: atRisk, logarithms, &state, visit)
  }
}

/// How and when a row ended, ordered by time.
private struct End: Comparable {
  private let word: Int64

  init(time: Int64, isWon: Bool) { word = time << 1 | (isWon ? 1 : 0) }

  var time: Int64 { word >> 1 }
  var isWon: Bool { word & 1 == 1 }

  static func < (left: End, right: End) -> Bool { left.word < right.word }
}

/// Rows whose times lie from `start` to the start of the next.
private struct Stretch {
  let start: Int64
  var ended: [End] = []
  var censored: [Int64] = []
  /// What the stretch alone makes of curves, for so many at risk at its beginning.
  private var known: (state: CompetingState, atRisk: Int)?

  init(start: Int64) { self.start = start }

  var count: Int { ended.count + censored.count }

  mutating func insert(_ end: End) {
    ended.insert(end, at: ended.partitioningIndex { $0 >= end })
    known = nil
  }

  mutating func remove(_ end: End) {
    let place = ended.partitioningIndex { $0 >= end }
    guard place < ended.count, ended[place] == end else { return }
    ended.remove(at: place)
    known = nil
  }

  mutating func insert(_ time: Int64) {
    censored.insert(time, at: censored.partitioningIndex { $0 >= time })
    known = nil
  }

  mutating func remove(_ time: Int64) {
    let place = censored.partitioningIndex { $0 >= time }
    guard place < censored.count, censored[place] == time else { return }
    censored.remove(at: place)
    known = nil
  }

  /// Gives away the later half; nil if all end at one time.
  mutating func split() -> Stretch? {
    let middle = ended[ended.count / 2].time
    let first = ended.partitioningIndex { $0.time >= middle }
    guard first > 0 else { return nil }
    var second = Stretch(start: middle)
    second.ended = Array(ended[first...])
    ended.removeSubrange(first...)
    let left = censored.partitioningIndex { $0 >= middle }
    second.censored = Array(censored[left...])
    censored.removeSubrange(left...)
    known = nil
    return second
  }

  /// What the stretch alone makes of curves that start with it.
  mutating func passed(atRisk: Int, _ logarithms: Series<Double>) -> CompetingState {
    if let known, known.atRisk == atRisk { return known.state }
    var state = CompetingState()
    pass(atRisk: atRisk, logarithms, &state) { _, _, _ in true }
    known = (state, atRisk)
    return state
  }

  /// Takes curves through the stretch.
  @inline(__always)
  func pass(
    atRisk total: Int, _ logarithms: Series<Double>, _ state: inout CompetingState,
    _ visit: (CompetingState, Int64, Int) -> Bool
  ) {
    var (index, left) = (0, 0)
    while index < ended.count {
      let (time, first) = (ended[index].time, index)
      var wins = 0
      repeat {
        if ended[index].isWon { wins += 1 }
        index += 1
      } while index < ended.count && ended[index].time == time
      while left < censored.count, censored[left] < time { left += 1 }
      let (atRisk, ending) = (total - first - left, index - first)
      state.pass(
        atRisk: Double(atRisk), won: Double(wins), lost: Double(ending - wins),
        logStep: logarithms[atRisk - ending] - logarithms[atRisk])
      guard visit(state, time, wins) else { return }
    }
  }
}
