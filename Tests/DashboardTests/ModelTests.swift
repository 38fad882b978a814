import Domain
import Testing

@testable import Dashboard

/// What is remembered between runs.
@Suite struct ModelStateTests {
  @Test func whatWasKeptComesBack() {
    let state = ScreenState(theme: "paper", period: .days(90), selectedPanel: 4, filterText: "team:team3")
    let model = Model(size: .init(width: 80, height: 24), now: Sample.asOf, state: state)
    #expect(model.screenState == state)
    #expect(model.query.filter == Filter(clauses: [.dimension(.team, ["team3"])]))
    #expect(model.overview.part == .panel(.activities))
  }

  @Test func nonsenseKeptDoesNoHarm() {
    let state = ScreenState(theme: "gone", period: .days(28), selectedPanel: 99, filterText: "amount>x")
    let model = Model(size: .init(width: 80, height: 24), now: Sample.asOf, state: state)
    #expect(model.overview.part == .panel(.leadResponse))
    #expect(model.query.filter.isEmpty && model.query.filterText.isEmpty)
  }
}
