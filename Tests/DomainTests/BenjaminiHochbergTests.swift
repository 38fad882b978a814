import Domain
import Testing

@Suite("Many tests at once")
struct BenjaminiHochbergTests {
  @Test("many tests flag only what stands out among them")
  func manyTestsFlagOnlyWhatStandsOutAmongThem() {
    let tests = [(name: "d", p: 0.04), ("a", 0.001), ("c", 0.03), ("b", 0.02), ("e", 0.9)]
    #expect(BenjaminiHochberg.flagged(tests, level: 0.05) == ["a", "b", "c", "d"])
    #expect(BenjaminiHochberg.flagged(tests, level: 0.01) == ["a"])
    #expect(BenjaminiHochberg.flagged([], level: 0.1).isEmpty)
    #expect(BenjaminiHochberg.flagged([("x", 0.02)], level: 0.01).isEmpty)
  }
}
