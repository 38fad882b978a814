import Domain
import Ingest
import Testing

@Suite("The --map argument")
struct MappingTests {
  @Test func saysWhatAFileIs() throws {
    let spec = try MappingSpec.parse("exports/deals.csv=opportunities")
    #expect(spec.files == [FileMapping(pattern: "deals.csv", kind: .opportunities)])
    #expect(try MappingSpec.parse("old.csv=ignore").files[0].ignored)
  }

  @Test func saysWhatAColumnIsAndHowToReadIt() throws {
    #expect(try MappingSpec.parse("d.csv:Ref no.=opportunity_id").files[0].columns == ["Ref no.": "opportunity_id"])
    #expect(try MappingSpec.parse("d.csv:Notes=ignore").files[0].columns == ["Notes": "ignore"])
    #expect(try MappingSpec.parse("d.csv:a=b: c=rep").files[0].columns == ["a=b: c": "rep"])
    #expect(try MappingSpec.parse("d.csv:Close Date=day-first").files[0].dateOrders == ["Close Date": .dayFirst])
    #expect(try MappingSpec.parse("d.csv:Amount=decimal-comma").files[0].decimalMarks == ["Amount": .comma])
  }

  @Test(arguments: [
    ("d.csv=oportunities", "opportunities"), ("d.csv:A=creatd_at", "created_at"), ("d.csv:A=dayfirst", "day-first"),
  ])
  func namesTheNearestForAMistake(argument: String, nearest: String) {
    let error = #expect(throws: IngestError.self) { try MappingSpec.parse(argument) }
    #expect(error?.hint.contains(nearest) == true)
  }

  @Test(arguments: ["", "deals.csv", "=leads", "d.csv=", "d.csv:=rep", ":A=rep"])
  func refusesWhatIsNoMapping(argument: String) {
    #expect(throws: IngestError.self) { try MappingSpec.parse(argument) }
  }

  @Test func severalEntriesForAFileAreOneAndTheFirstWins() throws {
    let flags = try MappingSpec.parse("deals.csv:Owner=rep")
    let file = try MappingSpec.parse("*.csv:Owner=team").over(MappingSpec.parse("DEALS.csv=opportunities"))
    let mapping = try #require(flags.over(file).mapping(forFile: "deals.csv"))
    #expect(mapping.columns == ["Owner": "rep"])
    #expect(mapping.kind == .opportunities)
    #expect(flags.mapping(forFile: "leads.csv") == nil)
  }

  @Test(arguments: [
    ("creatd_at", "created_at"), ("Outcom", "outcome"), ("stagehistory", "stage_history"), ("acitvities", "activities"),
  ])
  func nearestNamesForgiveTypingMistakes(typed: String, meant: String) {
    let names = ["leads", "stage_history", "activities", "created_at", "outcome", "closed_at"]
    #expect(nearestName(to: typed, in: names) == meant)
  }

  @Test func nothingIsNearToNonsense() {
    #expect(nearestName(to: "zzzzzz", in: ["leads", "activities"]) == nil)
    #expect(nearestName(to: "", in: ["leads"]) == nil)
    #expect(nearestName(to: "leads", in: []) == nil)
  }
}
