import Cells
import Domain
import MetricEngine
import TestKit
import Testing

@testable import Dashboard

/// Links to the CRM for records whose data carries none: settings say where it shows them.
@Suite struct RecordLinkTests {
  private func snapshot(storesLinks: Bool = false) throws -> Snapshot {
    var snapshot = Sample.snapshot()
    snapshot.links = RecordLinks(
      opportunities: try LinkTemplate("https://crm.example/deals/{id}"),
      leads: try LinkTemplate("https://crm.example/leads/{id}"))
    if storesLinks { snapshot.facts.presentFields.insert("opportunities.link") }
    return snapshot
  }

  private func deals(_ model: inout Model, _ effects: [Effect]) -> ListState? {
    Sample.answer(effects, &model, opportunities: Sample.deals(3))
    if case .list(let state) = model.screen { return state }
    return nil
  }

  @Test func everyRowOfAListHasItsOwn() throws {
    var model = Sample.model(120, 40, try snapshot())
    let state = try #require(deals(&model, update(&model, .event(.key(.character("o"))))))
    let ids = Sample.deals(3).map(\.id)
    #expect(state.links == Dictionary(uniqueKeysWithValues: ids.map { ($0, "https://crm.example/deals/\($0)") }))
  }

  @Test func whatTheDataSaysGoesBefore() throws {
    // given: a list of deals of which one carries its own address
    var model = Sample.model(120, 40, try snapshot(storesLinks: true))
    var state = try #require(deals(&model, update(&model, .event(.key(.character("o"))))))
    let (first, second) = (Sample.deals(3)[0].id, Sample.deals(3)[1].id)
    // when
    let number = try #require(state.linksRequest)
    _ = update(&model, .recordLinks([first: "https://other.example/1"], request: number))
    // then
    if case .list(let now) = model.screen { state = now }
    #expect(state.links[first] == "https://other.example/1")
    #expect(state.links[second] == "https://crm.example/deals/\(second)")
  }

  @Test func aRecordShowsItAndOffersToCopyIt() throws {
    // given
    var model = Sample.model(120, 40, try snapshot())
    let timeline = Sample.opportunityTimeline(0)
    _ = model.push(.opportunity(OpportunityState(row: timeline.header.row, name: "")))
    // when
    _ = update(&model, .opportunity(timeline, details: [["stage", "Demo"]], notes: []))
    let effects = update(&model, .event(.key(.character("O"))))
    // then
    let address = "https://crm.example/deals/\(timeline.header.id)"
    #expect(effects == [.copy(address)])
    #expect(Sample.text(model).contains(address))
  }

  @Test func anAddressThatIsNoneLeavesThePlaceToTheSettings() throws {
    let links = try snapshot().links
    let details = [["link", "javascript:alert(1)"]]
    let completed = RecordAddress.completing(details, of: .lead(id: "L 1"), links)
    #expect(RecordAddress.find(in: completed) == "https://crm.example/leads/L%201")
    #expect(RecordAddress.completing(details, of: .rep("Ann"), links) == details)
  }
}
