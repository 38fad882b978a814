import Domain

/// Steps of rows whose times lie from `start` to the start of the next, each once with how often it occurs.
struct LiveStretch<State: PassedTimes>: Sendable {
  /// Passed by itself for some number at risk: the sums, and those just after the moments that lie within.
  private struct Passage {
    var state: State
    var noted: [State]
  }

  let start: Int64
  private(set) var sums = StepSums()
  private var words: [Int64]
  private var times: [Int32]
  /// What the passage is for; nil if it is not known.
  private var passedFor: (atRisk: SIMD2<Int>, isFirst: Bool)?
  private var passage = Passage(state: State(), noted: [])
  /// The passage that others are found beside, and what for.
  private var centerAtRisk = SIMD2<Int>(0, 0)
  private var center = Passage(state: State(), noted: [])
  /// By group: passages for 2 and 1 steps fewer and 1 and 2 steps more at risk than in the center; empty if unknown.
  private var beside: [[Passage]] = [[], []]
  /// How often another number was at risk since the rows last changed.
  private var shifts = 0

  /// - Parameter steps: ascending.
  init(_ steps: [(word: Int64, times: Int32)], start: Int64) {
    self.start = start
    words = steps.map(\.word)
    times = steps.map(\.times)
    for step in steps { sums.add(step.word, Int(step.times)) }
  }

  var count: Int { words.count }
  /// Of each step, ascending.
  var allTimes: some Sequence<Int64> { words.lazy.map { $0 >> 3 } }
  var firstTime: Int64? { words.first.map { $0 >> 3 } }
  var lastTime: Int64? { words.last.map { $0 >> 3 } }

  /// Steps of a stretch at the beginning; it is cut in two when it has grown to twice that.
  static var size: Int { 128 }

  /// - Returns: the later half if the stretch has grown too long.
  mutating func change(_ word: Int64, _ number: Int) -> LiveStretch? {
    passedFor = nil
    shifts = 0
    sums.add(word, number)
    let place = words.partitioningIndex { $0 >= word }
    guard place < words.count, words[place] == word else {
      words.insert(word, at: place)
      times.insert(Int32(truncatingIfNeeded: number), at: place)
      return count > 2 * Self.size ? split() : nil
    }
    times[place] += Int32(truncatingIfNeeded: number)
    if times[place] == 0 {
      words.remove(at: place)
      times.remove(at: place)
    }
    return nil
  }

  mutating func forget() { passedFor = nil }

  /// So many shifts are passed step by step.
  private static var fewShifts: Int { 3 }

  /// Gives away the later half; nil if all happen at one time.
  private mutating func split() -> LiveStretch? {
    let middle = words[words.count / 2] >> 3
    let first = words.partitioningIndex { $0 >> 3 >= middle }
    guard first > 0 else { return nil }
    let steps = (0..<words.count).map { (word: words[$0], times: times[$0]) }
    let second = LiveStretch(Array(steps[first...]), start: middle)
    self = LiveStretch(Array(steps[..<first]), start: start)
    return second
  }

  // MARK: - Passing

  /// What the stretch alone adds up to.
  mutating func passed(atRisk: SIMD2<Int>, isFirst: Bool, _ moments: [Int64]) -> State {
    if let passedFor, passedFor.isFirst == isFirst {
      if passedFor.atRisk == atRisk { return passage.state }
      shifts += 1
      // Five passages pay where more shifts are to come.
      if shifts > Self.fewShifts, let blended = blended(atRisk, isFirst, moments) {
        (self.passedFor, passage) = ((atRisk, isFirst), blended)
        return blended.state
      }
    }
    passage = walked(atRisk, isFirst, moments)
    passedFor = (atRisk, isFirst)
    (centerAtRisk, center, beside) = (atRisk, passage, [[], []])
    return passage.state
  }

  private func walked(_ atRisk: SIMD2<Int>, _ isFirst: Bool, _ moments: [Int64]) -> Passage {
    var (state, noted, next) = (State(), [State](), moments.partitioningIndex { $0 >= start })
    var before = state
    let end = lastTime ?? start
    pass(atRisk: atRisk, isFirst: isFirst, &state) { state, time, _ in
      while next < moments.count, moments[next] < time {
        noted.append(before)
        next += 1
      }
      before = state
      return true
    }
    while next < moments.count, moments[next] <= end {
      noted.append(state)
      next += 1
    }
    return Passage(state: state, noted: noted)
  }

  /// A passage for a few more or fewer at risk in one of the groups, found from five others without looking at each
  /// step: the sums are smooth in the number at risk n, and with steps of h the polynomial through five of them is off
  /// by less than 22·(h/n)⁵ of their size, which for h = n/1000 is beyond the last digit but one. Nil where it would be
  /// more.
  private mutating func blended(_ atRisk: SIMD2<Int>, _ isFirst: Bool, _ moments: [Int64]) -> Passage? {
    let shift = atRisk &- centerAtRisk
    guard let group = shift.y == 0 ? 0 : shift.x == 0 ? 1 : nil else { return nil }
    let step = step(group)
    guard step > 0, abs(shift[group]) <= 2 * step else { return nil }
    walkBeside(group, step, isFirst, moments)
    let x = Double(shift[group]) / Double(step)
    let weight = (x * x - 1) * (x * x - 4) / 4
    let weights = SIMD4(
      (x * x - 1) * x * (x - 2) / 24, -(x * x - 4) * x * (x - 1) / 6, -(x * x - 4) * x * (x + 1) / 6,
      (x * x - 1) * x * (x + 2) / 24)
    return beside[group].withUnsafeBufferPointer { beside in
      var blended = Passage(state: center.state, noted: center.noted)
      blended.state.scale(by: weight)
      for place in 0..<4 { blended.state.add(beside[place].state, times: weights[place]) }
      for moment in blended.noted.indices {
        blended.noted[moment].scale(by: weight)
        for place in 0..<4 { blended.noted[moment].add(beside[place].noted[moment], times: weights[place]) }
      }
      return blended
    }
  }

  private mutating func walkBeside(_ group: Int, _ step: Int, _ isFirst: Bool, _ moments: [Int64]) {
    guard beside[group].isEmpty else { return }
    beside[group] = [-2, -1, 1, 2].map { steps in
      var other = centerAtRisk
      other[group] += steps * step
      return walked(other, isFirst, moments)
    }
  }

  /// By how many at risk the passages beside the center lie apart.
  private func step(_ group: Int) -> Int {
    (centerAtRisk[group] - PassMark<State>.risk(sums.ends &+ sums.leaves)[group]) / 1000
  }

  /// Walks beside the passage that is known, so that the first event that shifts it costs no more than later ones.
  mutating func expectShifts(of groups: Int, _ moments: [Int64]) {
    guard let passedFor else { return }
    shifts = Self.fewShifts
    for group in 0..<groups where step(group) > 0 { walkBeside(group, step(group), passedFor.isFirst, moments) }
  }

  /// What the stretch alone added up to when it was passed.
  var state: State { passage.state }

  /// Just after those of the moments that lie within.
  var noted: [State] { passage.noted }

  /// Passes each time of ends; stops where `visit` says false.
  @inline(__always)
  func pass(
    atRisk total: SIMD2<Int>, isFirst: Bool, _ state: inout State, _ visit: (State, Int64, SIMD2<Int>) -> Bool
  ) {
    words.withUnsafeBufferPointer { words in
      times.withUnsafeBufferPointer { times in
        var (index, atRisk) = (0, total)
        while index < words.count {
          let (time, isStart) = (words[index] >> 3, isFirst && index == 0)
          var (ends, leaves, enters) = (SIMD2<Int>(0, 0), SIMD2<Int>(0, 0), SIMD2<Int>(0, 0))
          repeat {
            let (group, number) = (Int(words[index] & 1), Int(times[index]))
            switch words[index] & 6 {
            case TimedStep.Kind.ends.rawValue: ends[group] += number
            case TimedStep.Kind.leaves.rawValue: leaves[group] += number
            default: enters[group] += number
            }
            index += 1
          } while index < words.count && words[index] >> 3 == time
          if ends != SIMD2(0, 0) {
            state.pass(time, ends: ends, atRisk: atRisk, starting: isStart ? enters : SIMD2(0, 0))
            guard visit(state, time, ends) else { return }
          }
          atRisk = atRisk &- ends &- leaves &+ enters
        }
      }
    }
  }

  // MARK: - Looking up

  /// Steps of a kind at a time or before.
  func count(_ kind: TimedStep.Kind, within time: Int64) -> SIMD2<Int> {
    var count = SIMD2<Int>(0, 0)
    for place in words.indices {
      guard words[place] >> 3 <= time else { break }
      if words[place] & 6 == kind.rawValue { count[Int(words[place] & 1)] += Int(times[place]) }
    }
    return count
  }

  func time(ofEnd rank: Int, group: Int) -> Int64 {
    var left = rank
    for place in words.indices where words[place] & 7 == TimedStep.Kind.ends.rawValue | Int64(group) {
      if left < Int(times[place]) { return words[place] >> 3 }
      left -= Int(times[place])
    }
    return start
  }

  func steps(_ kind: TimedStep.Kind, group: Int) -> [(time: Int64, times: Int)] {
    words.indices.compactMap { place in
      words[place] & 7 == kind.rawValue | Int64(group) ? (words[place] >> 3, Int(times[place])) : nil
    }
  }
}
