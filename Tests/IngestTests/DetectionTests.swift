import Ingest
import Testing

/// Detects a table by name, headers and rows, each given as one comma-separated text.
private func detect(
  _ name: String, _ headers: String, _ rows: [String] = [], told: FileMapping? = nil, joined: Set<RecordKind> = []
) -> KindDetector.Verdict {
  func cells(_ text: String) -> [String] {
    text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
  let sample = TableSample(name: name, headers: cells(headers), rows: rows.map(cells))
  return KindDetector.detect(sample, told: told, joined: joined)
}

private func mapping(_ verdict: KindDetector.Verdict) throws -> TableMapping {
  guard case .mapped(let mapping) = verdict else { throw Unmapped(verdict: verdict) }
  return mapping
}

private struct Unmapped: Error { let verdict: KindDetector.Verdict }

private func reason(_ verdict: KindDetector.Verdict) -> String {
  if case .leftOut(let reason) = verdict { reason } else { "" }
}

@Suite("Recognising what a table is")
struct DetectionTests {
  @Test(arguments: [
    (
      RecordKind.leads,
      "lead_id,created_at,first_response_at,source,region,segment,team,rep,qualified_at,opportunity_id"
    ),
    (.opportunities, "opportunity_id,lead_id,created_at,closed_at,outcome,source,region,segment,team,rep,amount"),
    (.stageHistory, "opportunity_id,seq,entered_at,stage"),
    (.activities, "activity_id,opportunity_id,occurred_at,kind,rep"),
    (.users, "user_id,name,team,region,manager_id"),
    (.accounts, "account_id,name,segment,region,country"),
    (.targets, "owner,team,period,measure,value"),
    (.users, "sales_agent,manager,regional_office"),
    (.opportunities, "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"),
    (.stageHistory, "opportunity_id,changed_at,from_stage,to_stage,user_id"),
    (.activities, "activity_id,lead_id,opportunity_id,kind,subject,started_at,ended_at,user_id"),
    (.activities, "id,who_id,what_id,owner_id,task_subtype,status,is_closed,activity_date,completed_date_time"),
  ])
  func knowsTablesByTheirHeadersAlone(kind: RecordKind, headers: String) throws {
    #expect(try mapping(detect("export.csv", headers)).kind == kind)
  }

  @Test func writingOfHeadersDoesNotMatter() throws {
    for headers in [
      "Deal - ID,Deal - Stage,Deal - Value", "DEAL_ID,deal stage,DealValue", "dealId,DealStage,deal.value",
    ] {
      let mapping = try mapping(detect("x.csv", headers))
      #expect(mapping.kind == .opportunities)
      #expect(Set(mapping.rules.map(\.field.name)).isSuperset(of: ["opportunity_id", "stage", "amount"]))
    }
  }

  @Test func leavesOutWhatItDoesNotKnowAndSaysWhy() {
    let why = reason(detect("products.csv", "product,series,sales_price", ["GTX,G,550"]))
    #expect(why.contains("product, series, sales_price"))
    #expect(why.contains("--map 'products.csv=KIND'"))
  }

  @Test func asksForTheColumnThatIsMissing() {
    let why = reason(detect("deals.csv", "Opportunity Name,Stage,Amount,Close Date,Opportunity Owner"))
    #expect(why.contains("looks like opportunities"))
    #expect(why.contains("opportunity_id"))
  }

  @Test func valuesDecideWhetherAColumnIsWhatItsNameSays() throws {
    let rows = ["1,Won,5,yesterday"]
    let mapping = try mapping(detect("deals.csv", "deal_id,stage,amount,created", rows))
    #expect(mapping.rule("created_at") == nil)
  }

  @Test func aStatusIsAnOutcomeOnlyIfItsWordsAre() throws {
    let outcome = try mapping(detect("deals.csv", "deal_id,status,amount", ["1,Open,5", "2,Lost,6"]))
    #expect(outcome.rule("outcome")?.form == .status)
    let stage = try mapping(detect("deals.csv", "deal_id,status,amount", ["1,Demo,5", "2,Closed Won,6"]))
    #expect(stage.rule("stage")?.columns == [1])
    #expect(stage.rule("outcome")?.form == .stageName)
  }

  @Test func aCloseDateIsExpectedWhileOpen() throws {
    let mapping = try mapping(detect("deals.csv", "Deal ID,Stage,Close Date", ["1,Closed Won,2025-01-31"]))
    #expect(mapping.rule("closed_at")?.form == .onceClosed)
    #expect(mapping.rule("expected_close_on")?.form == .whileOpen)
    let canonical = try self.canonical()
    #expect(canonical.rule("closed_at")?.form == .value)
    #expect(canonical.rule("expected_close_on") == nil)
  }

  private func canonical() throws -> TableMapping {
    try mapping(detect("opportunities.csv", "opportunity_id,created_at,closed_at,outcome,amount"))
  }

  @Test func referencesAreTakenByIDOnlyIfTheirTableIsThere() throws {
    let headers = "Deal ID,Stage,Amount,Owner ID,Deal owner"
    #expect(try mapping(detect("deals.csv", headers)).rule("rep")?.columns == [4])
    #expect(try mapping(detect("deals.csv", headers, joined: [.users])).rule("rep")?.columns == [3])
  }

  @Test func repeatedIdsAreNoIdentity() throws {
    let rows = (0..<20).map { "\($0 / 4),Demo,2025-01-0\(1 + $0 % 4)" }
    #expect(try mapping(detect("x.csv", "opportunity_id,stage,timestamp", rows)).kind == .stageHistory)
  }

  @Test(arguments: [
    ("tickets.csv", "id,createdate,pipeline_stage,ticket_id,closed_date"),
    ("sf_contact.csv", "id,account_id,first_name,last_name,mailing_city,email,lead_source,owner_id,created_date"),
    ("sf_order.csv", "id,account_id,status,type,owner_id,created_date,activated_date"),
    ("deal_contact.csv", "contact_id,deal_id,type_id,category"),
    ("team.csv", "id,name"),
    ("user_role.csv", "id,name,developer_name"),
  ])
  func neighboursOfWhatItKnowsAreLeftOut(name: String, headers: String) {
    #expect(!reason(detect(name, headers)).isEmpty)
  }

  @Test func callTypesAreDirectionsAndSubtypesKinds() throws {
    let headers = "id,who_id,what_id,call_type,type,task_subtype,completed_date_time,activity_date"
    let task = try mapping(detect("task.csv", headers))
    #expect(task.rule("kind")?.columns == [5, 4])
    #expect(task.rule("direction")?.columns == [3])
    #expect(task.rule("occurred_at")?.columns == [6, 7])
  }

  @Test func oldVersionsOfRowsAreLeftOut() throws {
    let copy = try mapping(
      detect(
        "opportunity.csv", "id,stage_name,amount,close_date,_fivetran_active", ["1,Demo,5,,true", "1,Demo,4,,false"]))
    #expect(copy.filter?.column == 4)
  }

  @Test func theUserWins() throws {
    var told = FileMapping(pattern: "*", columns: ["Ref": "opportunity_id", "Stage": "ignore"])
    let columns = try mapping(detect("x.csv", "Ref,Deal ID,Stage,Amount,Close Date", told: told))
    #expect(columns.rule("opportunity_id")?.columns == [0])
    #expect(columns.rule("stage") == nil)
    told = FileMapping(pattern: "*", kind: .activities)
    #expect(try mapping(detect("x.csv", "Deal ID,Stage,Date", told: told)).kind == .activities)
    told = FileMapping(pattern: "*", ignored: true)
    #expect(reason(detect("leads.csv", "lead_id,created_at", told: told)) == "as told")
  }

  @Test func placesAreCountriesOnlyIfTheyAre() throws {
    let countries = try mapping(detect("accounts.csv", "account,sector,office_location", ["A,retail,Kenya"]))
    #expect(countries.rule("country")?.columns == [2])
    let cities = try mapping(detect("accounts.csv", "account,sector,office_location", ["A,retail,Nairobi"]))
    #expect(cities.rule("country") == nil)
  }

  @Test func hostileHeadersAreShownHarmless() {
    let why = reason(detect("a\u{1B}[31m.csv", "\u{1B}]0;x\u{7},b\u{202E}c"))
    #expect(!why.unicodeScalars.contains { $0.value < 32 || $0.value == 0x202E })
  }
}
