import Domain
import Foundation
import TestKit
import Testing

@testable import MetricEngine

@Suite("Curves kept up to date")
struct LiveCurveTests {
  struct Row: Equatable {
    var time: Int64
    /// Nil while open.
    var isWon: Bool?
  }

  static func curve(of rows: [Row]) -> LiveCurve {
    let ended = rows.filter { $0.isWon != nil }.sorted { $0.time < $1.time }
    return LiveCurve(
      ended: Series(ended.map(\.time)), isWon: { ended[$0].isWon == true },
      censored: rows.filter { $0.isWon == nil }.map(\.time).sorted())
  }

  static let logarithms = Series((0...20_000).map { log(Double($0)) })

  @Test("Whatever came and went, in whatever order, the curves are those of the rows that are there")
  func equalsTheCurvesMadeAtOnce() {
    for seed in UInt64(1)...6 {
      var chance = SplitMix64(seed: seed)
      var rows = (0..<5000).map { _ in Self.row(&chance) }
      var live = Self.curve(of: rows)
      for step in 0..<600 {
        Self.change(&rows, &live, &chance)
        if step % 100 == 99 { Self.expectSame(&live, rows) }
      }
    }
  }

  @Test("Stretches that grow are cut, and the curves stay the same")
  func growsFromNothing() {
    var chance = SplitMix64(seed: 9)
    var rows: [Row] = []
    var live = Self.curve(of: rows)
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

  private static func change(_ rows: inout [Row], _ live: inout LiveCurve, _ chance: inout SplitMix64) {
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

  private static func add(_ row: Row, _ live: inout LiveCurve) {
    if let isWon = row.isWon { live.insert(end: row.time, isWon: isWon) } else { live.insert(censored: row.time) }
  }

  private static func take(_ row: Row, _ live: inout LiveCurve) {
    if let isWon = row.isWon { live.remove(end: row.time, isWon: isWon) } else { live.remove(censored: row.time) }
  }

  private static func expectSame(_ live: inout LiveCurve, _ rows: [Row]) {
    let whole = AalenJohansen(
      durations: rows.map { Double($0.time) }, outcomes: rows.map { $0.isWon.map { $0 ? .won : .lost } ?? .open })
    live.refresh(logarithms: logarithms)
    #expect(live.count == rows.count)
    for time in [Int64(0), 17, 500, 1999, 3500, 3999] {
      let state = live.state(at: time, logarithms: logarithms)
      #expect(isClose(state.won, whole.won(at: Double(time))))
      #expect(isClose(state.lost, whole.lost(at: Double(time))))
      #expect(isClose(state.survival, whole.survival(at: Double(time))))
      #expect(isClose(state.errors.won, whole.wonError(at: Double(time))))
      #expect(isClose(state.errors.lost, whole.lostError(at: Double(time))))
    }
    let half = live.firstTime(logarithms: logarithms) { $0.won >= live.end.won / 2 }
    #expect(half.map(Double.init) == whole.winnersMedian()?.value)
  }

  private static func isClose(_ left: Double?, _ right: Double?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return abs(left - right) <= 1e-9 * max(1, abs(right))
  }
}
