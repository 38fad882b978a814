import Testing

@testable import Cells

/// The bar beside a list: where its thumb stands and what pulling it means.
@Suite struct ScrollBarTests {
  private let rect = Rect(x: 79, y: 3, width: 1, height: 10)

  @Test func thereIsNoneWhereAllIsInView() {
    #expect(ScrollBar(rect, lines: 10, shown: 10) == nil)
    #expect(ScrollBar(rect, lines: 0, shown: 10) == nil)
    #expect(ScrollBar(Rect(x: 0, y: 0, width: 1, height: 1), lines: 9, shown: 1) == nil)
    #expect(ScrollBar(rect, lines: 11, shown: 10) != nil)
  }

  @Test(arguments: [20, 100, 1_000_000])
  func pullingToTheEndsShowsTheEnds(lines: Int) throws {
    let bar = try #require(ScrollBar(rect, lines: lines, shown: 10))
    #expect(bar.top(atY: rect.y) == 0)
    #expect(bar.top(atY: rect.maxY - 1) == lines - 10)
    #expect(bar.top(atY: -50) == 0)
    #expect(bar.top(atY: 500) == lines - 10)
  }

  @Test func theThumbStaysUnderTheHand() throws {
    // given: a thumb of five of ten rows, held at its third
    let bar = try #require(ScrollBar(rect, lines: 20, shown: 10))
    let grip = try #require(bar.grip(top: 0, atY: rect.y + 2))
    #expect(grip == 2)
    // when: pulled two rows down and back
    let moved = bar.top(atY: rect.y + 4, grip: grip)
    // then
    #expect(moved == 4)
    #expect(bar.grip(top: moved, atY: rect.y + 4) == 2)
    #expect(bar.top(atY: rect.y + 2, grip: grip) == 0)
  }

  @Test func besideTheThumbNothingIsHeld() throws {
    let bar = try #require(ScrollBar(rect, lines: 100, shown: 10))
    #expect(bar.grip(top: 0, atY: rect.maxY - 1) == nil)
  }
}
