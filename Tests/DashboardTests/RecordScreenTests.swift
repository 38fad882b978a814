import Cells
import Domain
import MetricEngine
import TestKit
import Testing

@testable import Dashboard

/// One opportunity, one lead: what is wrong, what happened, what is planned, and where they lead.
@Suite struct RecordScreenTests {
  private func deal(_ width: Int, _ height: Int) -> Model {
    Sample.model(width, height, keys: [.character("4"), .character("4"), .enter, .enter])
  }

  private func lead(_ width: Int, _ height: Int) -> Model {
    Sample.model(width, height, keys: [.character("b"), .enter])
  }

  private func text(_ timeline: OpportunityTimeline, details: [[String]] = [], _ snapshot: Snapshot) -> String {
    var model = Sample.model(120, 40, snapshot)
    _ = model.push(.opportunity(OpportunityState(row: timeline.header.row, name: "")))
    _ = update(&model, .opportunity(timeline, details: details, notes: []))
    return Sample.text(model)
  }

  private func text(_ lead: LeadRow, limit: Int = 300, _ snapshot: Snapshot = Sample.snapshot()) -> String {
    var model = Sample.model(120, 40, snapshot)
    _ = model.push(.lead(LeadState(row: lead.row, name: "")))
    let timeline = LeadTimeline(header: lead, events: [], problems: [], limitSeconds: limit, opportunity: -1)
    _ = update(&model, .lead(timeline, details: [], notes: []))
    return Sample.text(model)
  }

  // MARK: - Looks

  @Test(arguments: ScreenSizes.withTiny)
  func anOpportunityLooksAsKept(_ size: (Int, Int)) { ScreenSizes.expect(deal(size.0, size.1), "opportunity") }

  @Test(arguments: ScreenSizes.withTiny)
  func aLeadLooksAsKept(_ size: (Int, Int)) { ScreenSizes.expect(lead(size.0, size.1), "lead") }

  @Test func bothLookAsKeptInASCII() {
    ScreenSizes.expectASCII(deal(120, 40), "opportunity")
    ScreenSizes.expectASCII(lead(120, 40), "lead")
  }

  // MARK: - An opportunity

  @Test func whatIsWrongStandsOnTopInWords() {
    let text = Sample.text(deal(120, 40))
    #expect(text.contains("what is wrong   \u{25B2} quiet for 41 days; won deals were touched every 6 days"))
    #expect(text.contains("in Proposal for 30 d   open for 90 d   quiet for 41 d"))
  }

  @Test func whatIsWrongSurvivesOnTheSmallestScreen() {
    #expect(Sample.text(deal(40, 10)).contains("\u{25B2} quiet for 41 days"))
  }

  @Test func nothingWrongIsSaidToo() {
    var timeline = Sample.opportunityTimeline(0)
    timeline.problems = []
    #expect(text(timeline, Sample.snapshot()).contains("nothing that the data shows"))
  }

  @Test func whatIsPlannedStandsOnTop() {
    let text = Sample.text(deal(120, 40))
    #expect(text.contains("next step       send the offer \u{B7} Tue 24 Nov, in 3 d"))
    #expect(text.contains("expected close  Tue 3 Nov, 18 d ago"))
  }

  @Test func silencesAreShownInThePictureAndInTheHistory() {
    let text = Sample.text(deal(120, 40))
    #expect(text.contains("\u{2591} silent for over 14 d"))
    #expect(text.contains("nothing for 41 d"))
    #expect(text.contains("nothing for 19 d"))
  }

  @Test func aClosedDealIsNotSilent() {
    var timeline = Sample.opportunityTimeline(0)
    timeline.header.status = .won
    timeline.header.closedAt = Sample.asOf.adding(days: -40)
    let text = text(timeline, Sample.snapshot())
    #expect(text.contains("won 12 Oct 2026, after 90 d"))
    #expect(!text.contains("nothing for 41 d"))
    #expect(!text.contains("expected close"), "plans of the past are of no use")
  }

  @Test func whatWasChangedAndHowOftenTheCloseWasPushedIsSaid() {
    var timeline = Sample.opportunityTimeline(0)
    func add(_ change: FieldEvent, _ deviation: Remark? = nil) {
      timeline.events.append(
        TimelineEvent(at: Sample.asOf, kind: .changed, text: "", who: "", deviation: deviation, change: change))
    }
    add(FieldEvent(.amount, old: .amount(Money(hundredths: 5_000_000, currency: "USD")), new: nil))
    add(FieldEvent(.rep, old: .name("Ann"), new: .name("Bob")))
    add(FieldEvent(.expectedCloseOn, old: day(-40), new: day(-30)), .pushedOut)
    add(FieldEvent(.expectedCloseOn, old: day(-30), new: day(-33)))
    add(FieldEvent(.expectedCloseOn, old: day(-33), new: day(-18)), .pushedOut)
    let text = text(timeline, Sample.snapshot())
    #expect(text.contains("amount 50 k USD \u{2192} none"))
    #expect(text.contains("owner Ann \u{2192} Bob"))
    #expect(text.contains("pushed out 2 times, 25 d in all"))
  }

  @Test func aChanceThatHardlyAnyDealStandsForIsNone() {
    var timeline = Sample.opportunityTimeline(0)
    timeline.outlook?.ends = 9
    let text = text(timeline, Sample.snapshot())
    #expect(text.contains("too few to tell \u{00B7} 9 deals like it ended at this age or later"))
    #expect(!text.contains("24 %") && !text.contains("half of"))
  }

  private func day(_ days: Int) -> ChangeValue { .date(Sample.asOf.adding(days: days)) }

  @Test func aDealThatNothingIsKnownOfIsShownAllTheSame() {
    var header = Sample.quiet()[0]
    header.name = ""
    header.amount = nil
    header.createdAt = .unknown
    header.ageDays = nil
    header.idleDays = nil
    header.stageDays = nil
    header.stage = ""
    let bare = OpportunityTimeline(
      header: header, events: [], problems: [], lead: nil, stages: [], nextStepAt: .never, expectedCloseOn: .unknown)
    let text = text(bare, Sample.snapshot())
    #expect(text.contains("O-2000   no amount   open"))
    #expect(text.contains("nothing recorded"))
  }

  @Test func hostileTextOfARecordNeverReachesTheScreen() {
    var timeline = Sample.opportunityTimeline(0)
    timeline.header.name = "Nord\u{1B}]0;pwned\u{07}wind\u{202E}"
    let text = text(timeline, details: [["remarks", "line\u{9B}2J\u{2066}"]], Sample.snapshot())
    #expect(!text.unicodeScalars.contains { [0x1B, 0x07, 0x202E, 0x9B, 0x2066].contains($0.value) })
  }

  // MARK: - A lead

  @Test func theClockOfALeadIsSaidInWords() {
    let text = Sample.text(lead(120, 40))
    #expect(text.contains("waits, late by 2 h 10"))
    #expect(text.contains("2 h 15 of working time, 2 h 15 in all; limit 5 min"))
    #expect(text.contains("Mon\u{2013}Fri 09:00\u{2013}17:00, UTC (assumed)"))
  }

  @Test func longWorkingTimeIsCountedInHours() {
    // given: 20 working days of nine hours
    var lead = Sample.waiting()[0]
    lead.businessSeconds = 180 * 3600
    lead.secondsLeft = 300 - lead.businessSeconds
    // then: not "7.5 d", which nobody would read as four weeks
    #expect(text(lead).contains("180 h of working time"))
  }

  @Test func anAnswerInTimeIsCalledSo() {
    var lead = Sample.waiting()[0]
    lead.firstResponseAt = lead.createdAt.adding(240)
    lead.businessSeconds = 240
    lead.wallSeconds = 240
    lead.secondsLeft = 60
    #expect(text(lead).contains("answered after 4 min, in time"))
  }

  @Test func aQualifiedLeadWithoutAnAnswerDoesNotWait() {
    var lead = Sample.waiting()[0]
    lead.qualifiedAt = Sample.asOf
    lead.reasons = [.waited(.qualified, .working(seconds: 8100))]
    let text = text(lead)
    #expect(text.contains("qualified after 2 h 15, never answered"))
    #expect(!text.contains("waits"))
  }

  @Test func theClockOfADisqualifiedLeadStandsStill() {
    var lead = Sample.waiting()[0]
    lead.disqualifiedAt = lead.createdAt.adding(60)
    (lead.wallSeconds, lead.businessSeconds, lead.secondsLeft) = (60, 60, 240)
    lead.reasons = [.waited(.disqualified, .working(seconds: 60))]
    let text = text(lead)
    #expect(text.contains("disqualified after 1 min, never answered"))
    #expect(text.contains("disqualified Sat 21 Nov 15:26: 1 min of working time, 1 min in all"))
    #expect(!text.contains("late by"))
  }

  @Test func agesAreTheSameInFiguresAndSentences() {
    var timeline = Sample.opportunityTimeline(0)
    timeline.header.ageDays = 57.9
    timeline.header.idleDays = 593.99
    timeline.problems = [.quiet(days: 593.99)]
    let text = text(timeline, Sample.snapshot())
    #expect(text.contains("open for 57 d   quiet for 593 d"))
    #expect(text.contains("\u{25B2} quiet for 593 days"))
  }

  @Test func datesWithoutTimeOfDayKnowNoLimitOfMinutes() {
    var snapshot = Sample.snapshot()
    snapshot.facts.leadPrecision = .day
    var lead = Sample.waiting()[0]
    lead.wallSeconds = 3 * Instant.day
    lead.businessSeconds = 0
    lead.secondsLeft = 0
    lead.reasons = [.waited(.waiting, .days(3))]
    let text = text(lead, snapshot)
    #expect(text.contains("waiting for 3 days"))
    #expect(!text.contains("limit") && !text.contains("0 s"))
  }

  // MARK: - Going on from there

  @Test func enterLeadsToTheLeadAndBackToTheDeal() {
    // given
    var model = deal(120, 40)
    let depth = model.stack.count
    // when
    Sample.press(&model, .enter)
    #expect(model.screen.isSameKind(as: .lead(LeadState(row: 0, name: ""))))
    // then: going on from there comes back instead of piling up
    Sample.press(&model, .enter)
    #expect(model.screen.isSameKind(as: .opportunity(OpportunityState(row: 0, name: ""))))
    #expect(model.stack.count == depth)
  }

  @Test func oCopiesTheLinkAndSaysSo() {
    var model = deal(120, 40)
    #expect(Sample.press(&model, .character("O")) == [.copy("https://crm.example/O-2000")])
    #expect(model.toast?.text == "link sent to the terminal: https://crm.example/O-2000")
  }

  @Test func whatIsNoAddressIsNoLink() {
    var pages = RecordPages()
    pages.details = [["link", "javascript:alert(1)"]]
    #expect(pages.link == nil)
    pages.details = [["link", "http://crm/1"]]
    #expect(pages.link == "http://crm/1")
  }

  @Test func aNoteIsKeptAndTheRecordAskedForAgain() {
    // given
    var model = deal(120, 40)
    // when: a note is typed
    Sample.type(&model, "Ncalled")
    Sample.type(&model, " back")
    let kept = update(&model, .event(.key(.enter)))
    // then
    #expect(kept == [.note(.opportunity(id: "O-2000"), text: "called back")])
    // when: the program says that it is kept
    let again = update(&model, .told("note kept"))
    // then
    #expect(again == [.openOpportunity(row: 0, Sample.query)])
    _ = update(&model, .opportunity(Sample.opportunityTimeline(0), details: [], notes: ["called back"]))
    #expect(Sample.text(model).contains("called back"))
    #expect(Sample.text(model).contains("notes and record"))
  }

  @Test func wordsOfOtherScreensAskForNothing() {
    var model = Sample.model(120, 40)
    #expect(update(&model, .told("settings read again")).isEmpty)
  }

  @Test func yCopiesTheDealWithWhatIsWrong() {
    var model = deal(120, 40)
    guard case .copy(let text)? = Sample.press(&model, .character("y")).first else {
      Issue.record("nothing copied")
      return
    }
    #expect(text.contains("Nordwind") && text.contains("quiet for 41 days") && text.contains("https://crm.example"))
  }

  @Test func tabGoesToTheRecordOnNarrowScreens() {
    var model = deal(80, 24)
    #expect(!Sample.text(model).contains("remarks"))
    Sample.press(&model, .tab)
    #expect(Sample.text(model).contains("Tab: history"))
    Sample.press(&model, .end)
    #expect(Sample.text(model).contains("remarks"))
  }

  @Test func theHistoryScrollsToItsEndAndNoFurther() {
    var model = deal(80, 24)
    Sample.press(&model, .end)
    let end = Sample.text(model)
    #expect(end.contains("created, partner"))
    Sample.press(&model, .down, .pageDown)
    #expect(Sample.text(model) == end)
    Sample.press(&model, .home)
    #expect(Sample.text(model).contains("nothing for 41 d"))
  }

  @Test func anAnswerAboutAnotherDealIsNotTaken() {
    var model = deal(120, 40)
    _ = update(&model, .opportunity(Sample.opportunityTimeline(3), details: [], notes: []))
    #expect(Sample.text(model).contains("Nordwind"))
  }
}
