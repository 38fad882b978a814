import Domain
import Testing

@testable import Dashboard

/// The language of filters.
@Suite struct ModelFilterTests {
  @Test(arguments: [
    ("rep:rep014", FilterClause.dimension(.rep, ["rep014"])),
    ("source:web,partner", .dimension(.source, ["web", "partner"])),
    ("amount>50k", .amount(.above, 5_000_000)), ("amount<1.5M", .amount(.below, 150_000_000)),
    ("idle>14d", .idleDays(.above, 14)), ("age<30", .ageDays(.below, 30)),
    ("status:open,won", .status([.open, .won])), ("Nordwind", .text("Nordwind")),
    ("\"Nord wind\"", .text("Nord wind")), ("team:\"North East\"", .dimension(.team, ["North East"])),
    ("campaign:spring", .attribute("campaign", ["spring"])), (":odd", .text(":odd")),
  ])
  func readsAClause(_ text: String, _ clause: FilterClause) {
    #expect(FilterSyntax.parse(text) == .success(Filter(clauses: [clause])))
  }

  @Test func allPartsHoldTogether() {
    #expect((try? FilterSyntax.parse("rep:a idle>14").get())?.clauses.count == 2)
    #expect(FilterSyntax.parse("   ") == .success(Filter()))
  }

  @Test(arguments: ["amount>x", "amount>1e300", "idle>soon", "age<-1", "rep:", "size>4", "status:lukewarm"])
  func saysWhatItCannotRead(_ text: String) {
    guard case .failure(let problem) = FilterSyntax.parse(text) else {
      Issue.record("\(text) was read")
      return
    }
    #expect(!problem.text.isEmpty && !problem.hint.isEmpty)
  }
}

/// What is remembered between runs.
@Suite struct ModelStateTests {
  @Test func whatWasKeptComesBack() {
    let state = ScreenState(theme: "paper", periodDays: 90, selectedPanel: 4, filterText: "team:team3")
    let model = Model(size: .init(width: 80, height: 24), now: Sample.asOf, state: state)
    #expect(model.screenState == state)
    #expect(model.query.filter == Filter(clauses: [.dimension(.team, ["team3"])]))
    #expect(model.overview.part == .panel(.activities))
  }

  @Test func nonsenseKeptDoesNoHarm() {
    let state = ScreenState(theme: "gone", periodDays: 28, selectedPanel: 99, filterText: "amount>x")
    let model = Model(size: .init(width: 80, height: 24), now: Sample.asOf, state: state)
    #expect(model.overview.part == .panel(.leadResponse))
    #expect(model.query.filter.isEmpty && model.query.filterText.isEmpty)
  }
}
