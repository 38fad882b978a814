import Testing

@testable import MetricEngine

/// Why did it change? Numbers are those of the reference implementation.
struct StatisticsAttributionTests {
  private func input(_ name: String, _ k0: Double, _ n0: Double, _ k1: Double, _ n1: Double) -> AttributionInput {
    AttributionInput(name, before: (k0, n0), now: (k1, n1))
  }

  @Test("a change of a share is split into its elements")
  func aChangeOfAShareIsSplitIntoItsElements() throws {
    let split = try #require(
      Attribution.ofShares([
        input("a", 30, 60, 20, 70), input("b", 10, 40, 30, 50), input("c", 4, 10, 0, 0), input("d", 0, 0, 1, 6),
      ]))
    #expect(isNear(split.change, 0.004761904761904745))
    #expect(isNear(split.surprise, 0.09943857039113617))
    #expect(split.elements.map(\.element) == ["b", "a", "d", "c"])
    let first = split.elements[0]
    #expect(isNear(first.within, 0.13308080808080808))
    #expect(isNear(first.mix, 0.000750704322132892))
    #expect(isNear(first.surprise, 0.04136125027368878))
    #expect(isNear(first.z, 3.320391543176798))
    #expect(isNear(first.leaveOneOut, -0.12844611528822053))
    #expect(split.elements[2].within == 0 && split.elements[2].z == nil)
    #expect(isNear(split.elements[2].mix, -0.011224489795918368))
    #expect(split.elements[3].leaveOneOut == 0)
  }

  @Test("the parts add up to the change exactly", arguments: [1, 2, 3, 4] as [UInt64])
  func thePartsAddUpToTheChangeExactly(_ seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let inputs = (0..<25).map { index in
      let (n0, n1) = (Double(dice.next(60)), Double(dice.next(60)))
      return input("e\(index)", Double(dice.next(61)) * n0 / 60, n0, Double(dice.next(61)) * n1 / 60, n1)
    }
    for split in try [#require(Attribution.ofShares(inputs)), #require(Attribution.ofMeans(inputs))] {
      let sum = split.elements.map(\.total).reduce(0, +)
      #expect(abs(sum - split.change) < 1e-12)
    }
    let counts = (0..<9).map { (element: "e\($0)", before: dice.next(50), now: dice.next(50)) }
    let split = try #require(Attribution.ofCounts(counts))
    let (total, within) = (split.elements.map(\.total).reduce(0, +), split.elements.map(\.within).reduce(0, +))
    #expect(total == split.change)
    #expect(abs(within) < 1e-9)
  }

  @Test("an empty window has no split")
  func anEmptyWindowHasNoSplit() {
    #expect(Attribution.ofShares([]) == nil)
    #expect(Attribution.ofShares([input("a", 0, 0, 1, 2)]) == nil)
    #expect(Attribution.ofCounts([("a", 0, 0)]) == nil)
  }

  @Test("the z of a mean is Welch's")
  func theZOfAMeanIsWelchs() throws {
    // Before 1, 2, 3 and now 4, 6, 8: means 2 and 6, variances 1 and 4.
    let split = try #require(
      Attribution.ofMeans([
        AttributionInput("a", before: (6, 3), now: (18, 3), squaresBefore: 14, squaresNow: 116)
      ]))
    let variance = 5.0 / 3
    #expect(isNear(split.elements[0].z, 4 / variance.squareRoot()))
    #expect(split.change == 4)
  }

  @Test("only elements that move the whole, its way and beyond chance, are shown")
  func onlyElementsThatMoveTheWholeItsWayAndBeyondChanceAreShown() throws {
    let split = try #require(
      Attribution.ofShares([
        input("big", 500, 1000, 300, 1000), input("against", 500, 1000, 540, 1000), input("few", 5, 10, 1, 10),
        input("still", 500, 1000, 500, 1000),
      ]))
    #expect(split.shown.map(\.element) == ["big"])
    #expect(split.explainingCount == 1)
    #expect(Attribution.ofShares([input("a", 1, 2, 1, 2)])?.shown.isEmpty == true)
  }

  @Test("the dimension with the fewest elements explains best")
  func theDimensionWithTheFewestElementsExplainsBest() throws {
    let one = try #require(Attribution.ofShares([input("p", 500, 1000, 300, 1000), input("q", 500, 1000, 500, 1000)]))
    let even = try #require(Attribution.ofShares([input("x", 500, 1000, 400, 1000), input("y", 500, 1000, 400, 1000)]))
    #expect(even.explainingCount == 2)
    #expect(Attribution.best(of: [even, one]) == 1)
    #expect(Attribution.best(of: [one, one]) == 0)
    #expect(Attribution.best(of: []) == nil)
  }

  @Test("an element that moved otherwise than the rest explains better than a large one that moved with all")
  func standingApart() throws {
    // One team of five gives way; the larger segment holds most of that, as it does of everything.
    let bySegment = try #require(
      Attribution.ofShares([input("smb", 2_800, 3_500, 2_695, 3_500), input("large", 1_200, 1_500, 1_155, 1_500)]))
    let byTeam = try #require(
      Attribution.ofShares(
        [input("t3", 800, 1_000, 650, 1_000)] + ["t1", "t2", "t4", "t5"].map { input($0, 800, 1_000, 800, 1_000) }))
    #expect(bySegment.explainingCount == 1 && bySegment.standingApart == nil)
    #expect(byTeam.mainElement?.element == "t3" && byTeam.standingApart != nil)
    #expect(Attribution.best(of: [bySegment, byTeam]) == 1)
  }

  @Test("of two that moved otherwise the one surer of it explains better")
  func surer() throws {
    let team = try #require(
      Attribution.ofShares([input("t3", 800, 1_000, 600, 1_000), input("t1", 800, 1_000, 800, 1_000)]))
    // Its region holds another team, which did not move.
    let region = try #require(
      Attribution.ofShares([input("emea", 1_200, 1_500, 1_000, 1_500), input("apac", 400, 500, 400, 500)]))
    #expect(region.standingApart != nil)
    #expect(Attribution.best(of: [region, team]) == 1)
  }

  @Test("counts stand apart by how many times they grew")
  func countsApart() throws {
    let fell = try #require(
      Attribution.ofCounts([(element: "a", before: 900, now: 300), (element: "b", before: 900, now: 880)]))
    let shrank = try #require(
      Attribution.ofCounts([(element: "a", before: 900, now: 600), (element: "b", before: 300, now: 200)]))
    #expect(fell.standingApart != nil && shrank.standingApart == nil)
    let gone = try #require(
      Attribution.ofCounts([(element: "a", before: 90, now: 0), (element: "b", before: 90, now: 90)]))
    #expect(gone.standingApart != nil)
  }
}
