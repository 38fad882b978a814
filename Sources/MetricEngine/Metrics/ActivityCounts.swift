import Domain

/// How many opportunities have so many activities, by how they stand: all that means, spreads and quantiles need.
struct ActivityCounts: Equatable {
  /// By `touches * 4 + standing`.
  private var bins: [Int]
  /// Numbers beyond the bins with their standing, in any order.
  private var far: [UInt32] = []

  private static let most = 1 << 10

  /// No rows.
  init() { bins = [Int](repeating: 0, count: Self.most * 4) }

  /// The numbers of these rows; of the number in the first 14 days if `early`, and then only of those that ended later.
  init(_ marks: Series<ActivityMarks>, _ rows: RowSet, early: Bool = false) {
    bins = [Int](repeating: 0, count: Self.most * 4)
    marks.withUnsafeBufferPointer { marks in
      if early {
        rows.forEach { row in
          let mark = marks[row]
          if mark.passedLandmark { add(UInt32(mark.firstFortnight) << 2 | mark.standing) }
        }
      } else {
        rows.forEach { add(marks[$0].key) }
      }
    }
  }

  @inline(__always)
  private mutating func add(_ key: UInt32) {
    if Int(key) < bins.count { bins[Int(key)] += 1 } else { far.append(key) }
  }

  /// Adds the rows of another selection or takes them away.
  mutating func change(_ other: ActivityCounts, _ sign: LiveSign) {
    for place in bins.indices { bins[place] += sign.rawValue * other.bins[place] }
    for key in other.far {
      if sign == .comes {
        far.append(key)
      } else if let place = far.firstIndex(of: key) {
        far.remove(at: place)
      }
    }
  }

  /// Each number that occurs among rows that stand like one of these, ascending, with how often it does.
  func numbers(_ standings: [Outcome] = Outcome.allCases) -> CountedNumbers {
    var numbers = CountedNumbers()
    let end = (bins.lastIndex { $0 > 0 } ?? -1) / 4 + 1
    for touches in 0..<end {
      numbers.add(touches, times: standings.reduce(0) { $0 + bins[touches * 4 + Int($1.rawValue)] })
    }
    let wanted = standings.map { UInt32($0.rawValue) }
    for key in far.filter({ wanted.contains($0 & 3) }).sorted() { numbers.add(Int(key >> 2), times: 1) }
    return numbers
  }
}

/// Whole numbers and how often each occurs, ascending.
struct CountedNumbers: Equatable {
  private(set) var entries: [(number: Int, times: Int)] = []
  private(set) var count = 0

  static func == (left: CountedNumbers, right: CountedNumbers) -> Bool {
    left.entries.elementsEqual(right.entries, by: ==)
  }

  /// No numbers.
  init() {}

  /// How often each of 0, 1, 2, ... occurs.
  init(_ bins: [Int]) {
    for (number, times) in bins.enumerated() { add(number, times: times) }
  }

  /// Adds a number not smaller than those before.
  mutating func add(_ number: Int, times: Int) {
    guard times > 0 else { return }
    entries.append((number, times))
    count += times
  }

  /// How often numbers of a range occur.
  func count(_ range: some RangeExpression<Int>) -> Int {
    entries.reduce(0) { range.contains($1.number) ? $0 + $1.times : $0 }
  }

  /// Each of them once, with how often it occurs.
  var counted: [(value: Double, times: Int)] { entries.map { (Double($0.number), $0.times) } }

  /// Mean, spread and quantiles as of the numbers one by one.
  var description: Description {
    guard let least = entries.first, let greatest = entries.last else { return Description(count: 0) }
    let mean = entries.reduce(0) { $0 + Double($1.number) * Double($1.times) } / Double(count)
    let squares = entries.reduce(0) { sum, entry in
      let distance = Double(entry.number) - mean
      return sum + distance * distance * Double(entry.times)
    }
    return Description(
      count: count, mean: mean, standardDeviation: count > 1 ? (squares / Double(count - 1)).squareRoot() : nil,
      median: quantile(0.5), p75: quantile(0.75), p90: quantile(0.9), p95: quantile(0.95),
      minimum: Double(least.number), maximum: Double(greatest.number))
  }

  /// Type 7.
  private func quantile(_ share: Double) -> Double {
    let position = Double(count - 1) * share
    let below = Int(position)
    let low = value(at: below)
    return below + 1 < count ? low + (value(at: below + 1) - low) * (position - Double(below)) : low
  }

  private func value(at rank: Int) -> Double {
    var passed = 0
    for entry in entries {
      passed += entry.times
      if rank < passed { return Double(entry.number) }
    }
    return 0
  }
}
