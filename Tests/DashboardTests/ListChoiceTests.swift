import Cells
import Domain
import MetricEngine
import Testing

@testable import Dashboard

/// What one does with a list beyond walking it: marks, columns, views, files.
@Suite struct ListChoiceTests {
  private func header(_ model: Model) -> String {
    let lines = Sample.text(model).split(separator: "\n")
    return lines.count > 2 ? String(lines[2]) : ""
  }

  private func press(_ model: inout Model, _ keys: Key...) -> [Effect] {
    keys.flatMap { key in
      let effects = update(&model, .event(.key(key)))
      Sample.answer(effects, &model, opportunities: Sample.deals(5))
      return effects
    }
  }

  // MARK: - Marks

  @Test func spaceMarksARowAndGoesOn() {
    var model = Sample.allDeals()
    _ = press(&model, .character(" "), .character(" "))
    let lines = Sample.text(model).split(separator: "\n")
    #expect(lines[1].contains("2 marked"))
    #expect(lines[3].hasPrefix(" \u{2713} Deal 0") && lines[4].hasPrefix(" \u{2713} Deal 1"))
    #expect(!lines[5].contains("\u{2713}"))
    #expect(Sample.text(model).contains("2 rows marked"), "the footer says it too")
  }

  @Test func spaceTakesAMarkAwayAgain() {
    var model = Sample.allDeals()
    _ = press(&model, .character(" "), .up, .character(" "))
    #expect(!Sample.text(model).contains("marked"))
  }

  @Test func marksStayOnTheirRowsWhenTheOrderChanges() {
    var model = Sample.allDeals()
    _ = press(&model, .character(" "), .character("s"))
    #expect(model.screen.list?.marks == ["O-3000"])
  }

  @Test func copyAndExportTakeMarkedRowsAlone() {
    var model = Sample.allDeals()
    _ = press(&model, .down, .character(" "))
    #expect(update(&model, .event(.key(.character("y")))).pageRequests.first?.only == ["O-3001"])
    _ = update(&model, .event(.key(.character("e"))))
    #expect(update(&model, .event(.key(.enter))).pageRequests.first?.only == ["O-3001"])
  }

  @Test func marksOfRowsThatLeftDoNotCount() {
    // given: two marked deals, of which the first leaves the data
    var model = Sample.allDeals()
    _ = press(&model, .character(" "), .character(" "))
    // when
    let left = Array(Sample.deals(5).dropFirst())
    Sample.answer(update(&model, .snapshot(Sample.snapshot(generation: 2), request: nil)), &model, opportunities: left)
    // then
    #expect(Sample.text(model).split(separator: "\n")[1].contains("1 marked"))
    #expect(Sample.text(model).contains("1 row marked"))
  }

  @Test func withoutAMarkedRowInTheListAllOfItIsTaken() {
    var model = Sample.allDeals()
    _ = press(&model, .character(" "))
    Sample.answer(
      update(&model, .snapshot(Sample.snapshot(generation: 2), request: nil)), &model,
      opportunities: Array(Sample.deals(5).dropFirst()))
    #expect(!Sample.text(model).contains("marked"))
    _ = update(&model, .event(.key(.character("e"))))
    #expect(update(&model, .event(.key(.enter))).pageRequests.first?.only == [])
  }

  @Test func markedRowsAreCopiedALineEach() {
    var model = Sample.allDeals()
    _ = press(&model, .character(" "), .character(" "))
    let asked = update(&model, .event(.key(.character("y"))))
    guard case .page(let request, let number)? = asked.first else { return _ = Issue.record("nothing asked") }
    let effects = update(&model, .page(Sample.page(request, opportunities: Sample.deals(2)), request: number))
    guard case .copy(let text)? = effects.first else { return _ = Issue.record("nothing copied") }
    #expect(text.split(separator: "\n").count == 2)
  }

  // MARK: - Columns

  @Test(arguments: [(80, 24), (160, 48)])
  func theChoiceOfColumnsLooksAsKept(_ size: (Int, Int)) {
    var model = Sample.allDeals(5, size.0, size.1)
    _ = press(&model, .character("|"), .down)
    ScreenSizes.expect(model, "columns")
  }

  @Test func aColumnIsHiddenAndComesBack() {
    var model = Sample.allDeals()
    #expect(header(model).contains("amount"))
    _ = press(&model, .character("|"), .down, .character(" "), .enter)
    #expect(!header(model).contains("amount"))
    _ = press(&model, .character("|"), .end, .character(" "), .enter)
    #expect(header(model).contains("amount"))
  }

  @Test func columnsChangePlaces() {
    var model = Sample.allDeals()
    _ = press(&model, .character("|"), .down, .left, .enter)
    let header = header(model)
    #expect(
      header.firstRange(of: "amount").map(\.lowerBound) ?? header.endIndex
        < header.firstRange(of: "opportunity").map(\.lowerBound) ?? header.startIndex)
  }

  @Test func chosenColumnsAreKeptForTheNextStartAndOtherListsOfTheKind() {
    var model = Sample.allDeals()
    _ = press(&model, .character("|"), .down, .character(" "), .enter)
    var next = Model(size: model.size, now: model.now, state: model.screenState)
    // The list is open again; another one of its kind looks the same.
    Sample.answer(
      update(&next, .snapshot(Sample.snapshot(), request: nil)), &next, opportunities: Sample.deals(5))
    #expect(!header(next).contains("amount") && header(next).contains("stage"))
  }

  @Test func aListIsNeverLeftWithoutAColumn() {
    var model = Sample.allDeals()
    _ = press(&model, .character("|"))
    for _ in 0..<30 { _ = press(&model, .character(" "), .down) }
    _ = press(&model, .escape)
    #expect(header(model).trimmingPrefix { $0 == " " }.isEmpty == false)
  }

  @Test func anEmptyColumnThatWasChosenIsShown() {
    var model = Sample.allDeals()
    _ = press(&model, .character("|"))
    for _ in 0..<30 { _ = press(&model, .down) }
    _ = press(&model, .up)  // the last column, "source", from below "the usual columns"
    _ = press(&model, .character(" "), .escape)
    #expect(header(model).contains("source"))
  }

  // MARK: - Order

  @Test func leftAndRightSortByTheColumnBeside() {
    var model = Sample.allDeals()
    #expect(press(&model, .right).pageRequests.first?.sort == "name")
    #expect(press(&model, .right).pageRequests.first?.sort == "amount")
    #expect(press(&model, .left).pageRequests.first?.sort == "name")
    #expect(press(&model, .left).pageRequests.first?.sort == .some(nil))
  }

  @Test func columnsDoNotChangeTheirWidthsWhileOneScrolls() {
    var model = Sample.allDeals(2_000)
    let before = header(model)
    let effects = update(&model, .event(.key(.end)))
    Sample.answer(
      effects, &model,
      opportunities: Sample.deals(2_000).map { row in
        var row = row
        row.name = String(row.name.prefix(4))
        return row
      })
    #expect(header(model) == before)
  }

  // MARK: - Views

  @Test(arguments: [(80, 24), (160, 48)])
  func theViewsLookAsKept(_ size: (Int, Int)) {
    var model = Sample.model(size.0, size.1)
    _ = press(&model, .character("V"))
    ScreenSizes.expect(model, "views")
  }

  @Test func aViewSetsFilterOrderAndColumns() {
    var model = Sample.model(120, 40)
    _ = press(&model, .character("V"))
    _ = Sample.type(&model, "closing")
    let asked = press(&model, .enter).pageRequests.last
    #expect(asked?.search == "status:open expected:this-quarter")
    #expect(asked?.sort == "expected")
    #expect(header(model).contains("closes"))
    #expect(Sample.text(model).split(separator: "\n")[0].contains("Acme \u{25B8} Closing this quarter"))
  }

  @Test func everyShippedViewIsUnderstood() {
    for view in SavedView.shipped {
      #expect(FilterParser.parse(view.filter).problems.isEmpty, "\(view.name)")
      let ids = ListColumns.all(view.listing).map(\.id)
      #expect((view.columns ?? []).allSatisfy { ids.contains($0) }, "\(view.name)")
      #expect(view.sort.map { Engine.sortableColumns(view.listing).contains($0) } ?? true, "\(view.name)")
    }
    #expect(Set(SavedView.shipped.map(\.name)).count == SavedView.shipped.count)
  }

  @Test func aListIsKeptAsAViewUnderANameAndFoundAgain() {
    // given: deals over 50 k, greatest first
    var model = Sample.allDeals()
    _ = Sample.type(&model, "/amount>50k")
    _ = press(&model, .enter, .character("s"), .character("s"), .control("s"))
    // when
    _ = Sample.type(&model, "Big ones")
    let effects = press(&model, .enter)
    // then
    guard case .saveState(let state)? = effects.first else { return _ = Issue.record("nothing kept") }
    #expect(state.views?.map(\.name) == ["Big ones"])
    var next = Model(size: model.size, now: model.now, state: state)
    _ = update(&next, .snapshot(Sample.snapshot(), request: nil))
    _ = press(&next, .character("V"))
    _ = Sample.type(&next, "big")
    let asked = press(&next, .enter).pageRequests.last
    #expect(asked?.search == "amount>50k" && asked?.sort == "amount" && asked?.descending == true)
  }

  @Test func delForgetsAViewOfOnesOwnAndNoOther() {
    var model = Sample.allDeals()
    model.views = [SavedView(name: "Mine")]
    _ = press(&model, .character("V"))
    _ = update(&model, .event(.key(.delete)))
    #expect(model.toast?.text == "All opportunities is always there")
    _ = Sample.type(&model, "mine")
    _ = update(&model, .event(.key(.delete)))
    #expect(model.views.isEmpty)
  }

  @Test func aListOfNamedRowsCannotBeKept() {
    var model = Sample.model(120, 40)
    _ = model.push(.list(ListState(listing: .opportunities(rows: [1]), title: "Some")))
    #expect(!model.offeredCommands.contains(.save))
  }

  // MARK: - Files

  @Test func eAsksForTheFormatAndRemembersIt() {
    var model = Sample.allDeals()
    _ = update(&model, .event(.key(.character("e"))))
    #expect(Sample.text(model).contains("json") && Sample.text(model).contains("markdown"))
    _ = Sample.type(&model, "m")
    let asked = update(&model, .event(.key(.enter)))
    guard case .page(let request, let number)? = asked.first else { return _ = Issue.record("nothing asked") }
    let written = update(&model, .page(Sample.page(request, opportunities: Sample.deals(2)), request: number))
    guard case .export(let name, let text, let rows)? = written.first else {
      return _ = Issue.record("nothing written")
    }
    #expect(rows == 2)
    #expect(name == "dealtop-all-opportunities-2026-11-21.md")
    #expect(text.hasPrefix("| opportunity\\_id | name |"))
    _ = update(&model, .event(.key(.character("e"))))
    #expect(model.prompt?.selected == 2)
  }

  @Test func jsonHasNumbersAndNulls() {
    var row = Sample.quiet()[0]
    (row.name, row.ageDays) = ("say \"hi\"\\\u{1B}[31m\n", nil)
    let request = PageRequest(listing: .quiet, query: Sample.query, offset: 0, limit: .max)
    let text = ListExport.table(Sample.page(request, opportunities: [row]), countsActivities: true).text(.json)
    #expect(text.contains("\"amount\": 140000"))
    #expect(text.contains("\"age_days\": null"))
    #expect(text.contains("\"name\": \"say \\\"hi\\\"\\\\\\u001b[31m\\u000a\""))
  }

  @Test func markdownCannotBeBrokenByNames() {
    var row = Sample.quiet()[0]
    row.name = "a|b\n| evil | <script>"
    let request = PageRequest(listing: .quiet, query: Sample.query, offset: 0, limit: .max)
    let text = ListExport.table(Sample.page(request, opportunities: [row]), countsActivities: true).text(.markdown)
    #expect(text.split(separator: "\n").count == 3)
    #expect(text.contains("a\\|b \\| evil \\| \\<script\\>"))
  }

  @Test func theOverviewIsWrittenAsItsFigures() {
    var model = Sample.model(120, 40)
    _ = update(&model, .event(.key(.character("e"))))
    guard case .export(_, let text, let rows)? = update(&model, .event(.key(.enter))).first else {
      return _ = Issue.record("nothing written")
    }
    #expect(rows == 5)
    #expect(text.contains("Acme,lead_response,in time,share,0.24004975124378108,0.22,0.26,2412,"))
  }
}
