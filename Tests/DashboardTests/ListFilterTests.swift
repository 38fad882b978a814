import Cells
import MetricEngine
import Testing

@testable import Dashboard

/// Filters of lists that are kept and dropped again, and rows that are wanted before they are there.
@Suite struct ListFilterTests {
  // MARK: - Filters

  @Test func escapeDropsAKeptFilterBeforeItLeaves() {
    var model = Sample.allDeals(5)
    Sample.type(&model, "/nord")
    Sample.press(&model, .enter)
    #expect(model.screen.wholeList?.search == "nord")
    let effects = Sample.press(&model, .escape)
    #expect(model.screen.wholeList?.search.isEmpty == true)
    #expect(effects.pageRequests.last?.search.isEmpty == true)
    #expect(model.toast?.text == "filter dropped   Esc again goes back")
    Sample.press(&model, .escape)
    #expect(model.stack.count == 1)
  }

  @Test func qLeavesWithTheFilter() {
    var model = Sample.allDeals(5)
    Sample.type(&model, "/nord")
    Sample.press(&model, .enter, .character("q"))
    #expect(model.stack.count == 1)
  }

  @Test func theFilterOfAViewIsNoneToBeDropped() throws {
    var model = Sample.allDeals(5)
    let view = try #require(SavedView.shipped.first { !$0.filter.isEmpty })
    Sample.answer(model.open(view), &model)
    Sample.type(&model, "/ nord")
    Sample.press(&model, .enter)
    #expect(model.screen.wholeList?.search == "\(view.filter) nord")
    Sample.press(&model, .escape)
    #expect(model.screen.wholeList?.search == view.filter)
    Sample.press(&model, .escape)
    #expect(model.screen.wholeList == nil)
  }

  @Test func nGoesThroughWhatMatchesAndAround() {
    var model = Sample.allDeals(4)
    Sample.press(&model, .character("n"))
    #expect(model.toast?.text == "no filter to go through: / sets one")
    Sample.type(&model, "/nord")
    Sample.press(&model, .enter, .character("n"))
    #expect(model.screen.wholeList?.selected == 1)
    Sample.press(&model, .control("n"), .control("n"))
    #expect(model.screen.wholeList?.selected == 3)
  }

  // MARK: - Rows that are read yet

  @Test func aRowThatIsNotThereYetOpensWhenItComes() {
    var model = Sample.allDeals(5_000)
    let asked = update(&model, .event(.key(.end)))
    // when: Enter comes before the rows
    _ = update(&model, .event(.key(.enter)))
    #expect(model.screen.wholeList != nil)
    #expect(model.toast?.text == Words.reading)
    Sample.answer(asked, &model, opportunities: Sample.deals(5_000))
    // then
    guard case .opportunity(let state) = model.screen else {
      Issue.record("no deal was opened: \(model.breadcrumb)")
      return
    }
    #expect(state.name == "Deal 4999")
  }

  @Test func whoGoesOnMeanwhileOpensNothing() {
    var model = Sample.allDeals(5_000)
    let asked = update(&model, .event(.key(.end)))
    _ = update(&model, .event(.key(.enter)))
    _ = update(&model, .event(.key(.up)))
    Sample.answer(asked, &model, opportunities: Sample.deals(5_000))
    #expect(model.screen.wholeList?.selected == 4_998)
  }

  @Test func aRowThatIsNotThereYetIsNotMarked() {
    var model = Sample.allDeals(5_000)
    _ = update(&model, .event(.key(.home)))
    let asked = update(&model, .event(.key(.end)))
    _ = update(&model, .event(.key(.character(" "))))
    #expect(model.toast?.text == Words.reading)
    Sample.answer(asked, &model, opportunities: Sample.deals(5_000))
    #expect(model.screen.wholeList?.marks.isEmpty == true)
  }
}
