import Domain
import Foundation
import TestKit
import Testing

@testable import MetricEngine

@Suite("Curves kept up to date")
struct LiveTimesTests {
  struct Row: Equatable {
    var time: Int64
    /// Nil while open.
    var isWon: Bool?
  }

  typealias Curves = LiveTimes<CompetingState>

  static func curves(of rows: [Row]) -> Curves {
    var live = Curves(moments: moments)
    for row in rows { add(row, &live) }
    return live
  }

  /// Where curves are read off.
  static let moments: [Int64] = [0, 17, 500, 1999, 3500, 3999]

  @Test("Whatever came and went, in whatever order, the curves are those of the rows that are there")
  func equalsTheCurvesMadeAtOnce() {
    for seed in UInt64(1)...6 {
      var chance = SplitMix64(seed: seed)
      var rows = (0..<5000).map { _ in Self.row(&chance) }
      var live = Self.curves(of: rows)
      for step in 0..<600 {
        Self.change(&rows, &live, &chance)
        if step % 100 == 99 { Self.expectSame(&live, rows) }
      }
    }
  }

  @Test("Two groups are compared as by a log-rank test of all rows at once")
  func comparesTwoGroups() {
    var chance = SplitMix64(seed: 4)
    var rows = (0..<3000).map { _ in Self.row(&chance) }
    var live = LiveTimes<ComparedState>()
    for (place, row) in rows.enumerated() { live.change(Self.step(row, ofGroup: place % 2), .comes) }
    for place in stride(from: 0, to: 3000, by: 37) {
      live.change(Self.step(rows[place], ofGroup: place % 2), .goes)
      rows[place] = Self.row(&chance)
      live.change(Self.step(rows[place], ofGroup: place % 2), .comes)
      guard place % 370 == 0 else { continue }
      live.refresh()
      let test = LogRank.test(
        exits: rows.map { Double($0.time) }, events: rows.map { $0.isWon != nil },
        isNow: rows.indices.map { $0 % 2 == 0 })
      #expect(live.end.test.observed == test.observed)
      #expect(Self.isClose(live.end.test.expected, test.expected))
      #expect(Self.isClose(live.end.test.variance, test.variance))
    }
  }

  private static func step(_ row: Row, ofGroup group: Int) -> TimedStep {
    TimedStep(row.time, row.isWon == nil ? .leaves : .ends, group: group)
  }

  @Test("Stretches that grow are cut, and the curves stay the same")
  func growsFromNothing() {
    var chance = SplitMix64(seed: 9)
    var rows: [Row] = []
    var live = Self.curves(of: rows)
    for _ in 0..<6000 {
      let row = Self.row(&chance)
      rows.append(row)
      Self.add(row, &live)
    }
    Self.expectSame(&live, rows)
  }

  private static func row(_ chance: inout SplitMix64) -> Row {
    let ends = chance.next() % 5
    return Row(time: Int64(chance.next() % 4000), isWon: ends == 0 ? nil : ends < 3)
  }

  private static func change(_ rows: inout [Row], _ live: inout Curves, _ chance: inout SplitMix64) {
    let place = Int(chance.next() % UInt64(rows.count))
    switch chance.next() % 3 {
    case 0:
      rows.append(row(&chance))
      add(rows[rows.count - 1], &live)
    case 1:
      take(rows.remove(at: place), &live)
    default:
      take(rows[place], &live)
      rows[place] = row(&chance)
      add(rows[place], &live)
    }
  }

  private static func step(_ row: Row) -> TimedStep {
    TimedStep(row.time, row.isWon == nil ? .leaves : .ends, group: row.isWon == false ? 1 : 0)
  }

  private static func add(_ row: Row, _ live: inout Curves) { live.change(step(row), .comes) }

  private static func take(_ row: Row, _ live: inout Curves) { live.change(step(row), .goes) }

  private static func expectSame(_ live: inout Curves, _ rows: [Row]) {
    let whole = AalenJohansen(
      durations: rows.map { Double($0.time) }, outcomes: rows.map { $0.isWon.map { $0 ? .won : .lost } ?? .open })
    live.refresh()
    #expect(live.ended.x + live.ended.y + live.left.x == rows.count)
    for (time, noted) in zip(moments, live.statesAtMoments) {
      for state in [live.state(at: time), noted] {
        #expect(isClose(state.won, whole.won(at: Double(time))))
        #expect(isClose(state.lost, whole.lost(at: Double(time))))
        #expect(isClose(state.survival, whole.survival(at: Double(time))))
        #expect(isClose(state.errors.won, whole.wonError(at: Double(time))))
        #expect(isClose(state.errors.lost, whole.lostError(at: Double(time))))
      }
      #expect(live.ended(within: time).x == rows.count { $0.isWon == true && $0.time <= time })
      #expect(live.left(within: time).x == rows.count { $0.isWon == nil && $0.time <= time })
    }
    let half = live.first { $0.won >= live.end.won / 2 }
    #expect((half?.time).map(Double.init) == whole.winnersMedian()?.value)
    let wins = rows.filter { $0.isWon == true }.map(\.time).sorted()
    for rank in [0, wins.count / 2, wins.count - 1] { #expect(live.time(ofEnd: rank) == wins[rank]) }
  }

  private static func isClose(_ left: Double?, _ right: Double?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return abs(left - right) <= 1e-9 * max(1, abs(right))
  }
}
