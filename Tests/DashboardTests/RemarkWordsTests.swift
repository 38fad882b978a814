import MetricEngine
import Testing

@testable import Dashboard

/// What is to be said of a row, in words.
@Suite struct RemarkWordsTests {
  @Test(arguments: [
    (Remark.quiet(days: 41.9), "quiet for 41 days"), (.quiet(days: 1), "quiet for 1 day"),
    (
      .quiet(days: 1204, wins: .init(days: 9.5, isOfItsKind: true)),
      "quiet for 1 204 days; won deals of this kind were touched every 9 days"
    ),
    (
      .quiet(days: 15, wins: .init(days: 1.2, isOfItsKind: false)),
      "quiet for 15 days; won deals were touched every day"
    ),
    (.fewTouches(0), "no touch, 3 in 4 wins had more at this age"),
    (.fewTouches(2, least: 5), "2 touches so far; 3 in 4 wins had at least 5 at this age"),
    (.lostAfter(touches: 1), "lost after one touch"), (.noNextStep, "no next step booked"),
    (.overdue(days: 3.2), "was to close 3 days ago"), (.old(days: 90), "open for 90 days, longer than 9 in 10 wins"),
    (.old(days: 90, wins: 50), "open for 90 days, longer than 9 in 10 wins (50 days)"),
    (.staying(stage: "Demo", days: 8), "in Demo for 8 days"),
    (.staying(stage: "Demo", days: 80, usual: 40), "in Demo for 80 days; 9 in 10 leave it within 40 days"),
    (.ended(.won, days: nil), "won"), (.ended(.lost, days: 12.7), "lost in 12 days"),
  ])
  func deals(_ remark: Remark, _ words: String) { #expect(RemarkWords.text(remark) == words) }

  @Test(arguments: [
    (Remark.skipped(["Demo", "Proposal"]), "skipped Demo and Proposal"), (.wentBack(times: 1), "went back"),
    (.wentBack(times: 3), "went back 3 times"), (.repeated, "repeated"), (.repeatedStage, "repeated a stage"),
    (.wasIn(["Parked"]), "was in Parked"), (.foreignStage, "not a stage of the process"),
    (.openedAgain, "was opened again"), (.unentered(.won), "won without entering that stage"),
    (.pushedOut, "pushed out"), (.beforeCreation, "before the creation"), (.afterEnd, "after the end"),
  ])
  func ways(_ remark: Remark, _ words: String) { #expect(RemarkWords.text(remark) == words) }

  @Test(arguments: [
    (Remark.late(seconds: 7800), "late by 2 h 10"), (.due(seconds: 240), "due in 4 min"),
    (.waited(.answered, .working(seconds: 600), isLate: true), "answered after 10 min, too late"),
    (.waited(.waiting, .days(3)), "waiting for 3 days"),
    (.waited(.qualified, .working(seconds: 3600)), "qualified after 1 h, never answered"),
    (.overLimit(.waiting, seconds: 10_800, limit: 600), "not answered for 3 h of working time; the limit is 10 min"),
    (
      .overLimit(.disqualified, seconds: 60, limit: 30),
      "never answered, disqualified after 1 min of working time; the limit is 30 s"
    ),
    (.untimed(.imported), "imported in bulk"), (.answeredBeforeItCame, "answered before it came: an error in the data"),
    (.beforeItCame, "before it came"), (.tooLate, "too late"),
  ])
  func leads(_ remark: Remark, _ words: String) { #expect(RemarkWords.text(remark) == words) }

  @Test func severalStandInALine() {
    #expect(RemarkWords.line([.skipped(["Demo"]), .repeatedStage]) == "skipped Demo, repeated a stage")
    #expect(RemarkWords.line([]).isEmpty)
    #expect(
      RemarkWords.lines([.quiet(days: 41), .skipped(["Demo"]), .wentBack(times: 1), .noNextStep]) == [
        "quiet for 41 days", "skipped Demo, went back", "no next step booked",
      ])
  }
}
