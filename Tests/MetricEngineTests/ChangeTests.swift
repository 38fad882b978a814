import Testing

@testable import MetricEngine

struct ChangeTests {
  @Test("shares of fewer than thirty rows are not compared")
  func fewRows() {
    let many = Wilson.share(3000, of: 4000)
    #expect(Change.ofShares(many, before: Wilson.share(2, of: 29), higherIsBetter: true) == .unknown)
    #expect(Change.ofShares(Wilson.share(2, of: 29), before: many, higherIsBetter: true) == .unknown)
    #expect(Change.ofShares(many, before: Wilson.share(2, of: 30), higherIsBetter: true) == .better)
  }
}
