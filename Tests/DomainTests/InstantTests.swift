import Domain
import Testing

@Suite("Instants")
struct InstantTests {
  private let noon = Instant(1_782_820_800)

  @Test("what never happened comes after every instant, what nobody dated before")
  func order() {
    #expect(Instant.never > Instant(.max - 1) && Instant.unknown < Instant(.min + 1))
    #expect(Instant.never.happened == false && Instant.unknown.happened)
    #expect([Instant.never, .unknown].allSatisfy { !$0.isKnown } && noon.isKnown)
  }

  @Test("a sentinel moved stays what it is", arguments: [Instant.never, .unknown])
  func movedSentinel(instant: Instant) {
    #expect(instant.adding(3600) == instant)
    #expect(instant.adding(days: -1) == instant)
    #expect(instant.isoText == nil)
  }

  @Test("absurd distances stop at the last instants and never become a sentinel")
  func bounds() {
    for offset in [Int64.max, .min, .max - 1, .min + 1] {
      #expect(noon.adding(offset).isKnown)
      #expect(Instant(.max - 1).adding(offset).isKnown)
    }
    #expect(noon.adding(days: .max).isKnown && noon.adding(days: .min).isKnown)
    #expect(noon.adding(days: .max) > noon && noon.adding(days: .min) < noon)
    #expect(Instant(.max - 1).since(Instant(.min + 1)) == .max)
    #expect(Instant(.min + 1).since(Instant(.max - 1)) == .min)
  }

  @Test(
    "instants are written as ISO 8601 in UTC",
    arguments: [
      (Int64(0), "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (951_827_696, "2000-02-29T12:34:56Z"),
      (1_782_842_400, "2026-06-30T18:00:00Z"), (-2_208_988_800, "1900-01-01T00:00:00Z"),
    ])
  func text(seconds: Int64, text: String) {
    #expect(Instant(seconds).isoText == text)
  }

  @Test("even the first and the last instant can be written")
  func extremes() {
    #expect(Instant(.min + 1).isoText != nil)
    #expect(Instant(.max - 1).isoText != nil)
  }
}
