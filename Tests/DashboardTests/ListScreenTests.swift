import Cells
import Domain
import MetricEngine
import TestKit
import Testing

@testable import Dashboard

/// Lists of leads and deals: how they look, how they are sorted, searched, walked through and taken along.
@Suite struct ListScreenTests {
  /// The list of quiet deals, opened from its panel.
  private func quietDeals(_ width: Int, _ height: Int) -> Model {
    Sample.model(width, height, keys: [.character("4"), .character("4"), .enter])
  }

  private func click(_ x: Int, _ y: Int, _ model: inout Model) -> [Effect] {
    update(&model, .event(.mouse(MouseEvent(kind: .press, x: x, y: y))))
  }

  // MARK: - Looks

  @Test(arguments: ScreenSizes.withTiny)
  func looksAsKept(_ size: (Int, Int)) {
    ScreenSizes.expect(quietDeals(size.0, size.1), "list")
  }

  @Test func looksAsKeptInASCII() { ScreenSizes.expectASCII(quietDeals(120, 40), "list") }

  @Test func columnsWithoutContentAreLeftOut() {
    // given: deals of which the data knows neither account nor team
    var model = Sample.model(120, 40)
    let bare = Sample.deals(5).map { row in
      var row = row
      row.account = ""
      row.team = ""
      return row
    }
    // when
    let effects = update(&model, .event(.key(.character("o"))))
    Sample.answer(effects, &model, opportunities: bare)
    // then
    let header = Sample.text(model).split(separator: "\n")[2]
    #expect(!header.contains("account") && !header.contains("team"))
    #expect(header.contains("rep") && header.contains("touches"))
  }

  @Test func aNameIsNotCutWhileOtherColumnsHaveRoom() {
    var model = Sample.model(80, 24)
    let long = Sample.deals(3).map { row in
      var row = row
      row.account = ""
      row.team = ""
      row.rep = "Agent 11121"
      return row
    }
    let effects = update(&model, .event(.key(.character("o"))))
    Sample.answer(effects, &model, opportunities: long)
    #expect(Sample.text(model).contains("Agent 11121"))
  }

  @Test func whatIsCutInHalfIsLeftOutAboveTheList() {
    let line = Sample.text(quietDeals(40, 10)).split(separator: "\n")[1]
    #expect(line.contains("4 deals"))
    #expect(!line.contains("\u{2026}"))
  }

  @Test func activitiesThatNobodyRecordsAreNoZero() {
    // given: data without activities
    var snapshot = Sample.snapshot()
    snapshot.readings.activities = ActivityReading()
    snapshot.readings.activities.availability = .needs(["activities.occurred_at"])
    // when
    let model = Sample.model(120, 40, snapshot, keys: [.character("o")])
    // then
    #expect(!Sample.text(model).contains("touches"))
    let request = PageRequest(listing: .quiet, query: Sample.query, offset: 0, limit: .max)
    let csv = ListExport.table(Sample.page(request, opportunities: Sample.quiet()), countsActivities: false).text(.csv)
    #expect(csv.contains(",30,,quiet for 41 days"))
  }

  @Test func anEmptyListSaysSo() {
    var model = Sample.model(80, 24)
    Sample.answer(update(&model, .event(.key(.character("o")))), &model, opportunities: [])
    #expect(Sample.text(model).contains("nothing here"))
  }

  @Test func qualifiedLeadsShowWhenTheyWereAndHowLongTheirAnswerTook() {
    // given: a lead that was answered and one that never was
    var leads = Array(Sample.waiting().prefix(2))
    for index in leads.indices {
      leads[index].createdAt = Sample.asOf.adding(days: -3)
      leads[index].qualifiedAt = Sample.asOf.adding(days: -1)
    }
    leads[0].firstResponseAt = leads[0].createdAt.adding(600)
    (leads[0].businessSeconds, leads[0].reasons) = (600, [.waited(.answered, .working(seconds: 600), isLate: true)])
    leads[1].reasons = [.waited(.qualified, .working(seconds: 57_600))]
    var snapshot = Sample.snapshot()
    snapshot.facts.presentFields.insert("leads.first_response_at")
    // when
    var model = Sample.model(120, 40, snapshot)
    let effects = model.push(.list(ListState(listing: .qualifiedLeads, title: "Qualified leads")))
    Sample.answer(effects, &model, leads: leads)
    // then
    let lines = Sample.text(model).split(separator: "\n").map(String.init)
    #expect(lines[1].contains("newest first"))
    #expect(lines[2].contains("qualified") && lines[2].contains("came") && lines[2].contains("answered after"))
    #expect(lines[3].contains("20 Nov 17:40") && lines[3].contains("18 Nov 17:40") && lines[3].contains("10 min"))
    #expect(lines[4].contains("never") && !lines[4].contains("0 s") && !lines[4].contains("16 h"))
  }

  @Test func agesAreWholeDaysThatHavePassed() {
    var row = Sample.quiet()[0]
    (row.ageDays, row.idleDays, row.reasons) = (57.9, 56.99, [.old(days: 57.9)])
    var model = Sample.model(120, 40)
    Sample.answer(update(&model, .event(.key(.character("o")))), &model, opportunities: [row])
    let line = Sample.text(model).split(separator: "\n")[3]
    #expect(line.contains("57 d") && line.contains("56 d") && !line.contains("58 d"))
  }

  // MARK: - Order

  @Test func sGoesThroughTheColumnsAndBackToTheListsOwnOrder() {
    var model = Sample.allDeals(5)
    var orders: [String?] = []
    for _ in 0..<9 {
      let effects = update(&model, .event(.key(.character("s"))))
      orders.append(effects.pageRequests.first?.sort)
      Sample.answer(effects, &model, opportunities: Sample.deals(5))
    }
    #expect(orders == ["name", "amount", "stage", "idle", "age", "rep", "account", "team", "touches"])
    #expect(update(&model, .event(.key(.character("s")))).pageRequests.first?.sort == .some(nil))
  }

  @Test func amountsBeginWithTheGreatestAndRTurnsThemRound() {
    var model = Sample.allDeals(5)
    _ = Sample.press(&model, .character("s"))
    let first = Sample.press(&model, .character("s")).pageRequests.first
    #expect(first?.sort == "amount")
    #expect(first?.descending == true)
    #expect(Sample.text(model).contains("by amount, greatest first"))
    #expect(Sample.press(&model, .character("r")).pageRequests.first?.descending == false)
    #expect(Sample.text(model).contains("by amount, least first"))
  }

  @Test func aClickOnATitleSortsByItAndASecondOneTurnsItRound() throws {
    // given
    var model = quietDeals(120, 40)
    let header = try #require(Sample.text(model).split(separator: "\n").dropFirst(2).first)
    let place = try #require(header.range(of: "stage"))
    let x = header.distance(from: header.startIndex, to: place.lowerBound)
    // when
    let first = click(x, 2, &model)
    Sample.answer(first, &model)
    let second = click(x, 2, &model)
    // then
    #expect(first.pageRequests.first.map { [$0.sort ?? "", "\($0.descending)"] } == ["stage", "false"])
    #expect(second.pageRequests.first?.descending == true)
  }

  // MARK: - Search

  @Test func slashNarrowsTheListWhileItIsTyped() {
    var model = Sample.allDeals(5)
    let asked = Sample.type(&model, "/rep:rep014").pageRequests
    #expect(asked.last?.search == "rep:rep014")
    #expect(model.query.filter.isEmpty, "the dashboard's own filter stays")
    _ = Sample.press(&model, .enter)
    #expect(Sample.text(model).contains("only rep:rep014"))
  }

  @Test func escapeBringsTheWholeListBack() {
    var model = Sample.allDeals(5)
    _ = Sample.type(&model, "/nord")
    let effects = Sample.press(&model, .escape)
    #expect(effects.pageRequests.last?.search.isEmpty == true)
    #expect(model.screen.wholeList != nil, "Esc leaves the line, not the list")
  }

  @Test func aSearchThatCannotBeReadSaysWhyAndLeavesTheRows() {
    var model = Sample.allDeals(5)
    let asked = Sample.type(&model, "/amount>").pageRequests
    #expect(asked.allSatisfy { $0.search != "amount>" })
    #expect(model.prompt?.hint.contains("amount> needs a value") == true)
    #expect(model.screen.wholeList?.total == 4, "the rows of the last search that could be read")
  }

  // MARK: - Walking

  @Test func keysWalkTheListByRowPageAndEnd() {
    var model = Sample.allDeals(500)
    func place(_ key: Key) -> Int? {
      _ = update(&model, .event(.key(key)))
      return model.screen.wholeList?.selected
    }
    #expect(place(.down) == 1)
    #expect(place(.pageDown) == 36)
    #expect(place(.pageUp) == 1)
    #expect(place(.end) == 499)
    #expect(place(.home) == 0)
    #expect(place(.up) == 0)
  }

  @Test func rowsOutOfTheWindowHeldAreAskedForWhenTheyComeIntoView() {
    var model = Sample.allDeals(5_000)
    let near = update(&model, .event(.key(.pageDown)))
    #expect(near.pageRequests.isEmpty)
    let far = update(&model, .event(.key(.end))).pageRequests
    #expect(far.first.map { $0.offset > 4_000 && $0.limit < 500 } == true)
    #expect(model.screen.wholeList?.top == 4_965)
  }

  @Test func aClickSelectsARowAndASecondOneOpensIt() {
    var model = quietDeals(120, 40)
    Sample.answer(click(10, 4, &model), &model)
    #expect(model.screen.wholeList?.selected == 1)
    Sample.answer(click(10, 4, &model), &model)
    #expect(model.screen.isSameKind(as: .opportunity(OpportunityState(row: 1, name: ""))))
  }

  // MARK: - New data

  @Test func theSelectionStaysOnItsRowWhenOthersComeBeforeIt() {
    // given: the second deal is selected
    var model = quietDeals(120, 40)
    _ = Sample.press(&model, .down)
    #expect(model.screen.wholeList?.selectedRow == 1)
    // when: another deal has more money now
    let effects = update(&model, .snapshot(Sample.snapshot(generation: 2), request: nil))
    var rows = Sample.quiet()
    rows.insert(Sample.deals(9)[8], at: 0)
    Sample.answer(effects, &model, opportunities: rows)
    // then
    #expect(model.screen.wholeList?.selectedRow == 1)
    #expect(model.screen.wholeList?.selected == 2)
  }

  @Test func aListThatBecameShorterIsShownFromWhereItEnds() {
    var model = Sample.allDeals(500)
    _ = update(&model, .event(.key(.end)))
    let effects = update(&model, .snapshot(Sample.snapshot(generation: 2), request: nil))
    Sample.answer(effects, &model, opportunities: Sample.deals(10))
    #expect(model.screen.wholeList?.selected == 9)
    #expect(Sample.text(model).contains("Deal 9"))
    #expect(Sample.text(model).contains("Deal 0"))
  }

  @Test func anAnswerToAnEarlierQuestionIsDropped() {
    var model = Sample.model(120, 40)
    let first = update(&model, .event(.key(.character("o"))))
    let second = update(&model, .event(.key(.character("s"))))
    Sample.answer(second, &model, opportunities: Sample.deals(3))
    Sample.answer(first, &model, opportunities: Sample.deals(7))
    #expect(model.screen.wholeList?.total == 3)
  }

  // MARK: - Taking along

  @Test func eWritesAllRowsAndNotOnlyThoseHeld() throws {
    // given
    var model = Sample.allDeals(3_000)
    // when
    _ = update(&model, .event(.key(.character("e"))))
    let asked = update(&model, .event(.key(.enter)))
    guard case .page(let request, let number) = try #require(asked.first) else { return }
    let page = Sample.page(request, opportunities: Sample.deals(3_000))
    let written = update(&model, .page(page, request: number))
    // then
    guard case .export(let name, let text, let rows) = try #require(written.first) else { return }
    #expect(rows == 3_000)
    #expect(name == "dealtop-all-opportunities-2026-11-21.csv")
    #expect(text.split(separator: "\n").count == 3_001)
    #expect(text.hasPrefix("opportunity_id,name,account,rep,team,stage,"))
    #expect(model.screen.wholeList?.page?.opportunities.count ?? 0 < 300, "what is held stays a window")
  }

  @Test func namesCannotBecomeFormulasOfASpreadsheet() {
    var row = Sample.quiet()[0]
    row.name = "=HYPERLINK(\"http://evil\")"
    row.account = "Nord, \"Wind\"\nLtd"
    let request = PageRequest(listing: .quiet, query: Sample.query, offset: 0, limit: .max)
    let csv = ListExport.table(Sample.page(request, opportunities: [row]), countsActivities: true).text(.csv)
    #expect(csv.contains("\"'=HYPERLINK(\"\"http://evil\"\")\""))
    #expect(csv.contains("\"Nord, \"\"Wind\"\"\nLtd\""))
  }

  @Test func fractionsOfDaysHaveTwoPlacesInAnExport() {
    var row = Sample.quiet()[0]
    row.ageDays = 57.123_456
    let request = PageRequest(listing: .quiet, query: Sample.query, offset: 0, limit: .max)
    let csv = ListExport.table(Sample.page(request, opportunities: [row]), countsActivities: true).text(.csv)
    #expect(csv.contains(",57.12,"))
  }

  @Test func aNameThatNoRowHasIsSaidWithTheOneThatWasMeant() {
    // given
    var model = Sample.allDeals(5)
    model.snapshot?.names[.rep] = ["Olga Haddad", "Mia Ono"]
    // when
    Sample.press(&model, .character("/"))
    for letter in "rep:Olag" { _ = update(&model, .event(.key(.character(letter)))) }
    // then
    #expect(model.prompt?.hint == "no rep Olag: did you mean Olga Haddad?")
    #expect(model.screen.wholeList?.search == "rep:Ol", "the rows stay as they were until it means something")
  }

  @Test func yCopiesTheSelectedRowAndSaysSo() {
    var model = quietDeals(120, 40)
    let effects = Sample.press(&model, .character("y"))
    #expect(effects == [.copy("O-2000  Nordwind  140 000 EUR  Proposal  rep010  quiet for 41 days")])
    #expect(model.toast?.text.hasPrefix("sent to the terminal: O-2000") == true)
  }
}
