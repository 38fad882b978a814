import Foundation
import TestKit
import Testing

@testable import Dashboard

@Suite("Numbers as screens write them") struct NumbersTests {
  @Test("Fractions round as the C library rounds them, halves and what lies beside them too", arguments: 0...2)
  func rounding(places: Int) {
    var chance = SplitMix64(seed: 11)
    let halves = (0..<2000).map { Double($0) / 8 } + (0..<1000).map { Double($0) / 200 }
    let beside = halves.flatMap { [$0.nextUp, $0.nextDown] }.filter { $0 >= 0 && $0 < 999.9 }
    let any = (0..<2000).map { _ in Double.random(in: 0..<999.99, using: &chance) }
    for number in halves + beside + any {
      #expect(Numbers.decimal(number, places: places) == String(format: "%.\(places)f", number))
    }
  }

  @Test("What rounds to nothing has no sign")
  func sign() {
    #expect(Numbers.decimal(-0.04) == "0.0")
    #expect(Numbers.decimal(-0.05, places: 2) == "\u{2212}0.05")
    #expect(Numbers.decimal(-6.25, places: 1) == "\u{2212}6.2")
    #expect(Numbers.decimal(-0.2, places: 0) == "0")
  }
}
