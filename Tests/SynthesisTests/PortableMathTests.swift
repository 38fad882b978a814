import Foundation
import Testing

@testable import Synthesis

@Suite("Logarithm and exponential from the four operations")
struct PortableMathTests {
  @Test(arguments: [1e-300, 1e-9, 0.1, 0.5, 0.999, 1.0, 1.001, 1.4142135623730951, 2.0, 10.0, 86_400.0, 1e300])
  func logarithmAgreesWithTheSystem(x: Double) {
    let expected = Foundation.log(x)
    #expect(abs(PortableMath.log(x) - expected) <= 4e-16 * max(1, abs(expected)))
  }

  @Test(arguments: [-600.0, -50.0, -1.0, -1e-9, 0.0, 1e-9, 0.3, 0.7, 1.0, 20.0, 600.0])
  func exponentialAgreesWithTheSystem(x: Double) {
    let expected = Foundation.exp(x)
    #expect(abs(PortableMath.exp(x) - expected) <= 4e-16 * expected)
  }

  @Test func evenOddsAreOneHalf() {
    #expect(PortableMath.probability(logOdds: 0) == 0.5)
  }
}
