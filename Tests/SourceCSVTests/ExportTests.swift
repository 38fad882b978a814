import Ingest
import Testing

@testable import SourceCSV

/// Reads one of the exports kept as fixtures.
private func export(_ name: String, map: [String] = [], zone: String = "UTC") throws -> Delivered {
  try deliver([Places.fixture(name)], map: map, zone: zone)
}

@Suite("Exports as CRMs write them")
struct ExportTests {
  @Test func salesforceReportWithFooter() throws {
    let map = ["salesforce_report.csv:Created Date=month-first"]
    let read = try export("salesforce_report.csv", map: map, zone: "America/New_York")
    #expect(read.rejects.isEmpty)
    #expect(read.values(.opportunities, "opportunity_id") == ["0065g00000AbCdE", "0065g00000AbCdF", "0065g00000AbCdG"])
    #expect(read.values(.opportunities, "created_at")[0] == "2025-01-06T20:04:00Z")
    #expect(read.values(.opportunities, "closed_at") == ["2025-01-31", "-", "2025-02-14"])
    #expect(read.values(.opportunities, "expected_close_on") == ["-", "2025-04-05", "-"])
    #expect(read.values(.opportunities, "outcome") == ["won", "", "lost"])
    #expect(read.values(.opportunities, "amount") == ["1240000", "9557069", "100000"])
    #expect(read.values(.opportunities, "currency") == ["USD", "USD", "EUR"])
    #expect(read.values(.opportunities, "name")[1] == "Globex \"Phase 2\"")
    #expect(read.extras(.opportunities, "Fiscal Period") == ["Q1-2025", "Q2-2025", "Q1-2025"])
    #expect(read.batches[0].dayPrecision == ["closed_at", "expected_close_on"])
  }

  @Test func salesforceReportWhoseDatesNobodyCanDecide() throws {
    let read = try export("salesforce_report.csv")
    #expect(read.count(.opportunities) == 3)
    #expect(read.values(.opportunities, "created_at") == [])
    let reject = try #require(read.rejects.first)
    #expect(read.rejects.count == 1)
    #expect((reject.line, reject.column) == (0, "Created Date"))
    #expect(reject.reason.contains("--map 'salesforce_report.csv:Created Date=day-first'"))
  }

  @Test func salesforceLeads() throws {
    let read = try export("salesforce_leads.csv")
    #expect(read.values(.leads, "name") == ["Joe Doe", "Eve Stone"])
    #expect(read.values(.leads, "qualified_at") == ["2025-01-20", "-"])
    #expect(read.values(.leads, "company") == ["Acme", "Globex"])
    #expect(read.extras(.leads, "Lead Status") == ["Qualified", "Open - Not Contacted"])
  }

  @Test func salesforceFieldHistoryKeepsOnlyStages() throws {
    let read = try export("salesforce_history.csv")
    #expect(read.values(.stageHistory, "stage") == ["Negotiation", "Closed Won"])
    #expect(read.values(.stageHistory, "from_stage") == ["Prospecting", "Negotiation"])
    #expect(read.values(.stageHistory, "entered_at")[1] == "2025-01-31T16:30:00Z")
    #expect(read.rejects.isEmpty)
  }

  @Test func salesforceActivitiesGetStableIds() throws {
    let read = try export("salesforce_activities.csv")
    let ids = read.values(.activities, "activity_id")
    #expect(Set(ids).count == 3)
    #expect(try export("salesforce_activities.csv").values(.activities, "activity_id") == ids)
    #expect(read.values(.activities, "kind") == ["call", "call", "task"])
    #expect(read.values(.activities, "done") == ["1", "1", "0"])
  }

  @Test func salesforceDataLoader() throws {
    let read = try export("salesforce_data_loader.csv")
    #expect(read.values(.opportunities, "outcome") == ["won", "", "lost"])
    #expect(read.values(.opportunities, "deleted") == ["0", "0", "1"])
    #expect(read.values(.opportunities, "created_at")[0] == "2025-01-06T13:25:25Z")
    #expect(read.values(.opportunities, "updated_at")[0] == "2025-01-31T16:30:00Z")
  }

  @Test func hubspotDealsWithAColumnPerStage() throws {
    let read = try export("hubspot-crm-exports-all-deals-2025-04-01.csv")
    #expect(read.kinds == [.opportunities, .stageHistory])
    #expect(read.values(.stageHistory, "opportunity_id") == ["101", "101", "102"])
    #expect(read.values(.stageHistory, "stage") == ["Appointment Scheduled", "Closed Won", "Appointment Scheduled"])
    #expect(read.values(.stageHistory, "entered_at")[1] == "2025-01-31T12:00:00Z")
    #expect(read.values(.opportunities, "closed_at") == ["2025-01-31T12:00:00Z", "-"])
    #expect(read.values(.opportunities, "expected_close_on") == ["-", "2025-04-30T12:00:00Z"])
  }

  @Test func hubspotContactsAreLeads() throws {
    let read = try export("hubspot_contacts.csv")
    #expect(read.values(.leads, "first_response_at") == ["2025-01-07T13:31:00Z", "-"])
    #expect(read.values(.leads, "qualified_at") == ["2025-01-09T10:00:00Z", "-"])
    #expect(read.values(.leads, "source") == ["Organic Search", "Direct Traffic"])
  }

  @Test func pipedriveDealsAndActivities() throws {
    let deals = try export("pipedrive_deals.csv")
    #expect(deals.values(.opportunities, "closed_at") == ["2025-01-31T10:00:00Z", "-", "2025-02-14T10:00:00Z"])
    #expect(deals.values(.opportunities, "outcome") == ["won", "", "lost"])
    #expect(deals.values(.opportunities, "lost_reason") == ["", "", "Price"])
    #expect(deals.values(.opportunities, "expected_close_on") == ["2025-02-01", "2025-04-30", "-"])
    let activities = try export("pipedrive_activities.csv")
    #expect(activities.values(.activities, "done") == ["1", "0"])
    #expect(activities.batches[0].dayPrecision == ["occurred_at"])
  }

  @Test func zohoDealsTakeTheirCurrencyFromTheAmount() throws {
    let read = try export("zoho_deals.csv")
    #expect(read.values(.opportunities, "amount") == ["1240000", "9557069"])
    #expect(read.values(.opportunities, "currency") == ["$", "$"])
    #expect(read.values(.opportunities, "account_id") == ["Acme", "Globex"])
  }

  @Test func germanSpreadsheetInWindows1252() throws {
    let read = try export("windows_german.csv")
    #expect(read.rejects.isEmpty)
    #expect(read.values(.opportunities, "account_id") == ["Müller GmbH", "Jörg & Co"])
    #expect(read.values(.opportunities, "amount") == ["123456", "1200000"])
    #expect(read.values(.opportunities, "currency") == ["EUR", "EUR"])
    #expect(read.values(.opportunities, "outcome") == ["won", ""])
    #expect(read.values(.opportunities, "created_at")[0] == "2025-01-07T13:25:00Z")
  }
}

@Suite("Real data")
struct RealDataTests {
  @Test(.enabled(if: Places.shared("maven_crm") != nil, "the shared data is not beside the checkout"))
  func resellerWithDatesOnly() throws {
    let read = try deliver([try #require(Places.shared("maven_crm"))], zone: "America/New_York")
    #expect(read.rejects.isEmpty)
    #expect([.users, .accounts, .opportunities].map(read.count) == [35, 85, 8800])
    let outcomes = read.values(.opportunities, "outcome")
    #expect(outcomes.filter { $0 == "won" }.count == 4238)
    #expect(outcomes.filter { $0 == "lost" }.count == 2473)
    #expect(read.values(.opportunities, "created_at").filter { $0 == "-" }.count == 500)
    let amounts = read.values(.opportunities, "amount")
    let wonAmounts: [Int] = zip(outcomes, amounts).compactMap { $0 == "won" ? Int($1) : nil }
    #expect(wonAmounts.reduce(0, +) == 1_000_553_400)
    // A lost deal's 0 is a value, not a gap.
    let lostAmounts: [String] = zip(outcomes, amounts).compactMap { $0 == "lost" ? $1 : nil }
    #expect(Set(lostAmounts) == ["0"])
    #expect(read.values(.users, "user_id") == read.values(.users, "name"))
    #expect(read.batches.filter { $0.kind == .opportunities }.allSatisfy { $0.dayPrecision.contains("created_at") })
  }

  @Test(.enabled(if: Places.shared("loan_sales_2011") != nil, "the shared data is not beside the checkout"))
  func bankWithOffsetsAndFractions() throws {
    let read = try deliver([try #require(Places.shared("loan_sales_2011"))])
    #expect(read.rejects.isEmpty)
    let kinds: [RecordKind] = [.leads, .opportunities, .stageHistory, .activities, .users]
    #expect(kinds.map(read.count) == [7455, 4139, 17_975, 37_606, 68])
    let first = read.batches.first { $0.kind == .leads }
    #expect(first?.offsets.keys.sorted() == [3600, 7200])
    #expect(read.values(.leads, "created_at")[0] == "2011-09-30T22:38:44Z")
    #expect(Set(read.values(.opportunities, "outcome")) == ["won", "lost", ""])
  }
}
