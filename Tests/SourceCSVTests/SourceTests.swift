import Domain
import Foundation
import Ingest
import Testing

@testable import SourceCSV

private let deals = "opportunity_id,created_at,stage,amount\n1,2025-01-07 09:30:00,Demo,5\n"

@Suite("A folder of CSV files as a source")
struct SourceTests {
  @Test func deliversWhatOthersReferToFirst() throws {
    let folder = try TemporaryFolder()
    try folder.write("activities.csv", "activity_id,opportunity_id,occurred_at,kind\nA,1,2025-01-08 10:00:00,call\n")
    try folder.write("deals.csv", deals)
    try folder.write("leads.csv", "lead_id,created_at,source\nL,2025-01-06 10:00:00,Web\n")
    try folder.write("stage_history.csv", "opportunity_id,seq,entered_at,stage\n1,0,2025-01-07 09:30:00,Demo\n")
    try folder.write("targets.csv", "owner,period,measure,value\nAnn,2025-Q1,won,10\n")
    try folder.write("users.csv", "user_id,name\nann,Ann\n")
    try folder.write("accounts.csv", "account_id,name,segment\nacme,Acme,smb\n")
    try folder.write("config.json", "{}")
    try folder.write("truth.json", "{}")
    try folder.write(".hidden.csv", deals)
    let read = try deliver([folder.path])
    #expect(read.kinds == CSVSource.order)
    #expect(read.batches.last?.progress == 1)
    #expect(read.rejects.isEmpty)
  }

  @Test func unchangedFilesDeliverNothingAndChangedOnesEverything() throws {
    let folder = try TemporaryFolder()
    try folder.write("deals.csv", deals)
    try folder.write("users.csv", "user_id,name\nann,Ann\n")
    let first = try deliver([folder.path])
    let second = try deliver([folder.path], after: first.cursor)
    #expect(second.batches.isEmpty)
    #expect(second.cursor == first.cursor)
    try folder.write("deals.csv", deals + "2,2025-01-08 09:30:00,Demo,6\n")
    let third = try deliver([folder.path], after: second.cursor)
    #expect(third.kinds == [.opportunities])
    #expect(third.values(.opportunities, "opportunity_id") == ["1", "2"])
  }

  @Test func newFilesAreFoundAndAnotherMappingReadsAgain() throws {
    let folder = try TemporaryFolder()
    try folder.write("deals.csv", deals)
    let first = try deliver([folder.path])
    try folder.write("users.csv", "user_id,name\nann,Ann\n")
    #expect(try deliver([folder.path], after: first.cursor).kinds == [.users])
    let mapped = try deliver([folder.path], map: ["deals.csv:stage=ignore"], after: first.cursor)
    #expect(mapped.kinds == [.users, .opportunities])
  }

  @Test func aFileThatVanishesIsToldOfAndComesBack() throws {
    let folder = try TemporaryFolder()
    try folder.write("deals.csv", deals)
    try folder.write("users.csv", "user_id,name\nann,Ann\n")
    let first = try deliver([folder.path])
    try folder.remove("users.csv")
    let second = try deliver([folder.path], after: first.cursor)
    #expect(second.kinds.isEmpty)
    #expect(second.rejects.map(\.origin) == ["users.csv"])
    #expect(try deliver([folder.path], after: second.cursor).batches.isEmpty)
    try folder.write("users.csv", "user_id,name\nann,Ann\n")
    #expect(try deliver([folder.path], after: second.cursor).kinds == [.users])
  }

  @Test func whenEverythingIsGoneTryingAgainMayHelp() throws {
    let folder = try TemporaryFolder()
    try folder.write("deals.csv", deals)
    let path = folder.path + "/deals.csv"
    let first = try deliver([path])
    try folder.remove("deals.csv")
    let error = #expect(throws: IngestError.self) { try deliver([path], after: first.cursor) }
    #expect(error?.isTransient == true)
  }

  @Test func aMissingPathNamesWhatWasMeant() throws {
    let folder = try TemporaryFolder()
    try folder.write("deals.csv", deals)
    let error = #expect(throws: IngestError.self) { try deliver([folder.path + "/deal.csv"]) }
    #expect(error?.hint.contains("deals.csv") == true)
    let empty = try TemporaryFolder()
    #expect(throws: IngestError.self) { try deliver([empty.path]) }
  }

  @Test(arguments: [
    ("", "empty"), ("\n \n", "empty"), ("just text\nmore text\n", "column"), ("product,price\nGTX,5\n", "product"),
  ])
  func filesThatAreNoTableAreLeftOutWithAReason(text: String, reason: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("deals.csv", deals)
    try folder.write("other.csv", text)
    #expect(try deliver([folder.path]).kinds == [.opportunities])
    let report = try CSVSource(paths: [folder.path], defaultTimeZone: "UTC").detect()
    #expect(report.files[1].kind == nil)
    #expect(report.files[1].leftOut.contains(reason))
    #expect(throws: IngestError.self) { try deliver([folder.path + "/other.csv"]) }
  }

  @Test func otherEncodingsThanEightBitsAreNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write("deals.csv", [0xFF, 0xFE] + deals.utf8.flatMap { [$0, 0] })
    let error = #expect(throws: IngestError.self) { try deliver([folder.path]) }
    #expect(error?.hint.contains("UTF-16") == true)
    try folder.write("deals.csv", Array(deals.utf8) + [0])
    #expect(throws: IngestError.self) { try deliver([folder.path]) }
  }

  @Test func aHeaderAloneIsATableWithoutRows() throws {
    let read = try deliver("opportunities.csv", "opportunity_id,created_at,closed_at,outcome,amount\n")
    #expect(read.batches.map(\.count) == [0] && read.batches.map(\.kind) == [.opportunities])
    let report = try CSVSource(paths: [Places.fixture("zoho_deals.csv")], defaultTimeZone: "UTC").detect()
    #expect(report.files[0].rows == 2)
  }

  @Test func titlesBeforeTheHeaderAndDeclaredDelimitersArePassedOver() throws {
    let titled = try deliver("deals.csv", "Open deals\n\n" + deals)
    #expect(titled.count(.opportunities) == 1)
    #expect(titled.batches[0].lines == [4])
    let declared = try deliver("deals.csv", "sep=;\nopportunity_id;stage;amount\n1;Demo, late;5\n")
    #expect(declared.values(.opportunities, "stage") == ["Demo, late"])
  }

  @Test func theDelimiterIsFoundWhateverTheTextHolds() throws {
    let semicolons = "opportunity_id;name;stage;amount\n1;a, b, c;Demo;1,5\n2;\"x;y\";Demo;2,5\n"
    #expect(try deliver("deals.csv", semicolons).values(.opportunities, "amount") == ["150", "250"])
    let tabs = "opportunity_id\tname\tstage\n1\ta, b; c\tDemo\n"
    #expect(try deliver("deals.tsv", tabs).values(.opportunities, "name") == ["a, b; c"])
  }

  @Test func headersThatOccurTwiceAreKeptApart() throws {
    let read = try deliver("deals.csv", "opportunity_id,stage,Note,Note,\n1,Demo,a,b,\n")
    #expect(read.extras(.opportunities, "Note") == ["a"])
    #expect(read.extras(.opportunities, "Note (2)") == ["b"])
  }

  @Test func withoutAStageNamedWonOrLostNothingCountsAsClosed() throws {
    let text = "Deal ID,Stage,Close Date\n1,Signed,2025-01-31\n2,Talking,2025-05-01\n"
    let read = try deliver("deals.csv", text)
    #expect(read.values(.opportunities, "closed_at") == [])
    #expect(read.values(.opportunities, "expected_close_on") == ["2025-01-31", "2025-05-01"])
    var mapping = MappingSpec()
    mapping.wonStages = ["Signed"]
    let folder = try TemporaryFolder()
    try folder.write("deals.csv", text)
    var told = Delivered()
    _ = try CSVSource(paths: [folder.path], mapping: mapping, defaultTimeZone: "UTC").read(after: nil) {
      told.batches.append($0)
    }
    #expect(told.values(.opportunities, "outcome") == ["won", ""])
    #expect(told.values(.opportunities, "closed_at") == ["2025-01-31", "-"])
  }

  @Test func activitiesWhoseTimesCannotBeReadAreLeftOutAsAWhole() throws {
    let folder = try TemporaryFolder()
    try folder.write("deals.csv", deals)
    try folder.write("calls.csv", "Activity ID,Deal ID,Date,Subject\nA,1,03/04/2025,Hello\n")
    let read = try deliver([folder.path])
    #expect(read.kinds == [.opportunities])
    #expect(read.rejects.first?.reason.contains("calls.csv:Date=day-first") == true)
    let decided = try deliver([folder.path], map: ["calls.csv:Date=day-first"])
    #expect(decided.values(.activities, "occurred_at") == ["2025-04-03"])
    #expect(decided.values(.activities, "kind") == ["call"])
  }

  @Test func largeFilesArriveInSeveralBatchesWithRisingProgress() throws {
    let rows = (0..<20_000).map { "\($0),2025-01-07 09:30:00,Demo,5\n" }.joined()
    let read = try deliver("deals.csv", "opportunity_id,created_at,stage,amount\n" + rows)
    #expect(read.count(.opportunities) == 20_000)
    #expect(read.batches.count == 3)
    #expect(read.batches.map(\.progress) == read.batches.map(\.progress).sorted())
    #expect(read.values(.opportunities, "opportunity_id") == (0..<20_000).map(String.init))
  }

  @Test func theReportSaysWhatWasDetectedAndWhy() throws {
    let paths = ["zoho_deals.csv", "salesforce_report.csv"].map(Places.fixture)
    let mapping = try MappingSpec.parse("nowhere.csv=leads").over(.parse("zoho_deals.csv:Stge=rep"))
    let text = try CSVSource(paths: paths, mapping: mapping, defaultTimeZone: "UTC").detect().text
    for expected in [
      "zoho_deals.csv: opportunities (2 rows, comma, UTF-8)", "Deal Owner", "won and lost by the name of the stage",
      "kept as attributes: Account Name.id, Contact Name", "UNSURE: Created Date", "did you mean Stage?",
      "\"nowhere.csv\" fits no file", "dates without time",
    ] {
      #expect(text.contains(expected), "\(expected) is missing in\n\(text)")
    }
  }
}
