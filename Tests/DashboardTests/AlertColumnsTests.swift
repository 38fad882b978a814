import AlertEngine
import Cells
import Domain
import Testing

@testable import Dashboard
@testable import MetricEngine

/// What is wrong, in columns that share the room.
@Suite struct AlertColumnsTests {
  /// Findings with causes, as the overview has them where the data tells.
  private static let snapshot: Snapshot = {
    var snapshot = Sample.snapshot()
    snapshot.reasons["response-share"] = FindingReason(
      since: nil,
      cause: Cause(
        kind: .change, dimension: .source, element: "partner referral", part: 0.9, count: 0, total: 0, before: nil,
        now: nil, within: nil))
    return snapshot
  }()

  private func wrong(_ width: Int, _ height: Int = 48, _ snapshot: Snapshot = snapshot) -> String {
    Sample.text(Sample.model(width, height, snapshot))
  }

  @Test func theCauseIsWholeWhereWhatToDoIsLong() {
    #expect(wrong(160).contains("partner referral leads: 9 in 10 of drop  "))
    #expect(wrong(220, 60).contains("partner referral leads: 9 in 10 of drop  "))
  }

  @Test(arguments: [80, 96, 120, 147, 160, 200, 220])
  func noWordIsCutInTwo(width: Int) {
    // given
    let rows = Self.snapshot.wrongRows(.standard)
    let texts = rows.flatMap { row in [row.what, row.next, row.why, row.touches].flatMap { [$0.full, $0.short] } }
    let words = Set(texts.joined(separator: " ").split { " ,;:".contains($0) })
    // when
    let lines = wrong(width).split(separator: "\n").filter { $0.contains("WARN ") || $0.contains("CRIT ") }
    let cut = lines.flatMap { $0.split(separator: " ") }.filter { $0.hasSuffix("\u{2026}") }.map { $0.dropLast() }
    // then
    #expect(cut.allSatisfy(words.contains), "\(cut)")
  }

  @Test func dealsThatTurnQuietSoonStandWithTheRuleAboutQuietDeals() {
    #expect(wrong(200).contains("12 more by Sat 28 Nov"))
    // Where a cause has its place they follow what to do.
    var snapshot = Self.snapshot
    snapshot.reasons["idle"] = FindingReason(
      since: nil,
      cause: Cause(
        kind: .items, dimension: .stage, element: "Proposal", part: 0.5, count: 41, total: 69, before: nil, now: nil,
        within: nil))
    #expect(wrong(220, 60, snapshot).contains("call the largest; 12 more by Sat 28 Nov"))
  }

  @Test func limitsThatHoldAskForNothing() {
    let text = Sample.text(Sample.model(160, 48, Self.snapshot, keys: [.character("!")]))
    let calm = text.split(separator: "\n").filter { $0.contains(" ok ") }
    #expect(!calm.isEmpty)
    #expect(!calm.contains { $0.contains("touch the") || $0.contains("weak source") })
  }

  @Test(arguments: [80, 120, 160, 220])
  func whatToDoAndTheMoneyAreWhole(width: Int) {
    // given: four causes with money, of which the longest texts are usual
    let lines = wrong(width).split(separator: "\n").dropFirst().prefix { !$0.contains("Lead response") }
    // then
    for words in ["call the worst first", "call the largest", "who skips which step", "ask what blocks"] {
      #expect(lines.contains { $0.contains(words) }, "\(width): \(words)")
    }
    for money in ["1.2 M EUR", "1.7 M EUR", "3.1 M EUR"] { #expect(lines.contains { $0.contains(money) }, "\(width)") }
  }

  @Test func numbersOfOneColumnHaveOneForm() {
    let lines = wrong(120).split(separator: "\n").filter { $0.contains("WARN ") || $0.contains("CRIT ") }
    let signed = lines.count { $0.contains("<") || $0.contains(">") }
    #expect(signed == 0 || signed == lines.count)
  }

  @Test func textIsCutAtTheEndOfAWord() {
    #expect(WordCut.cut("call the ten with most", to: 12, glyphs: .braille) == "call the\u{2026}")
    #expect(WordCut.cut("call the ten", to: 12, glyphs: .braille) == "call the ten")
    #expect(WordCut.cut("call the, ten", to: 11, glyphs: .braille) == "call the\u{2026}")
    #expect(WordCut.cut("incomprehensible", to: 6, glyphs: .braille) == "incom\u{2026}")
    #expect(WordCut.cut("call the ten", to: 11, glyphs: .ascii) == "call the..")
  }
}
