import Domain
import Testing

@testable import MetricEngine

/// Sets of rows against lists of them.
struct RowSetTests {
  private let size = 300
  private var thirds: RowSet { RowSet(size: size) { $0 % 3 == 0 } }
  private var odd: RowSet { RowSet(size: size) { $0 % 2 == 1 } }

  @Test("rows of a stretch are counted as one by one", arguments: [0, 1, 63, 64, 65, 150, 299] as [Int])
  func countsWithin(_ start: Int) {
    for end in [start, start + 1, start + 62, start + 64, start + 130, size] where end <= size {
      #expect(thirds.count(within: start..<end) == (start..<end).count { $0 % 3 == 0 })
    }
  }

  @Test("the row after so many others is that of the list")
  func rowsByRank() {
    for (rank, row) in thirds.rows.enumerated() { #expect(thirds.row(after: rank) == Int(row)) }
    #expect(thirds.row(after: thirds.count) == nil)
  }

  @Test("rows keep counting in another order, but for those that it has not")
  func moved() {
    let places = Series<Int32>((0..<size).map { $0 < 10 ? -1 : Int32(size - 1 - $0) })
    let moved = thirds.moved(to: places, size: size - 10)
    #expect(moved.rows == thirds.rows.filter { $0 >= 10 }.map { Int32(size - 1) - $0 }.reversed())
    #expect(moved.count == moved.rows.count)
  }

  @Test("what counts in both, and in one alone")
  func bothAndOne() {
    let all = RowSet(size: size, all: true)
    #expect(thirds.intersection(odd).rows == thirds.rows.filter { odd.contains($0) })
    #expect(thirds.subtracting(odd).rows == thirds.rows.filter { !odd.contains($0) })
    #expect(thirds.intersection(all) == thirds && all.intersection(thirds) == thirds)
    #expect(thirds.subtracting(all).isEmpty && thirds.count(in: odd) == thirds.intersection(odd).count)
  }
}
