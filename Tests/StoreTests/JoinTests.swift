import Domain
import Ingest
import Testing

@testable import Store

@Suite("Joining users, accounts and leads")
struct JoinTests {
  private let users = batch(
    .users,
    [
      ["user_id": "u1", "name": "Ann Lee", "team": "north", "region": "EMEA", "manager_id": "u3"],
      ["user_id": "u2", "name": "Ann Lee", "team": "south", "region": "", "manager_id": "Dustin"],
      ["user_id": "u3", "name": "Moses Frase", "team": "", "region": "", "manager_id": ""],
      ["user_id": "u4", "name": "", "team": "west", "region": "", "manager_id": ""],
    ])

  @Test("a rep given by id gets name, team, region and manager; people of one name stay two")
  func reps() throws {
    let rows = ["u1", "u2", "u4", "Moses Frase", "stranger", ""].enumerated().map {
      ["opportunity_id": "O\($0)", "rep": $1]
    }
    let dataset = try Store.holding(users, batch(.opportunities, rows)).dataset()
    let opportunities = dataset.opportunities
    func names(_ dimension: Dimension, _ codes: Series<Code>) -> [String] {
      codes.map { dataset.vocabulary(dimension)[$0] }
    }
    #expect(
      names(.rep, opportunities.rep) == ["Ann Lee (u1)", "Ann Lee (u2)", "u4", "Moses Frase", "stranger", ""])
    #expect(names(.team, opportunities.team) == ["north", "south", "west", "", "", ""])
    #expect(names(.region, opportunities.region) == ["EMEA", "", "", "", "", ""])
    #expect(names(.manager, opportunities.manager) == ["Moses Frase", "Dustin", "", "", "", ""])
  }

  @Test("a row's own team and region win over those of its rep")
  func ownTeam() throws {
    let row = ["lead_id": "L1", "rep": "u1", "team": "west", "region": "APAC"]
    let dataset = try Store.holding(users, batch(.leads, [row])).dataset()
    #expect(dataset.name(.team, dataset.leads.team) == "west")
    #expect(dataset.name(.region, dataset.leads.region) == "APAC")
  }

  @Test("reps are one dimension over leads, opportunities, activities and stage changes, whichever way they are given")
  func oneDimension() throws {
    let dataset = try Store.holding(
      users, batch(.leads, [["lead_id": "L1", "rep": "Moses Frase"]]),
      batch(.opportunities, [["opportunity_id": "O1", "rep": "u3"]]),
      batch(.activities, [["activity_id": "A1", "opportunity_id": "O1", "rep": "u3"]]),
      batch(.stageHistory, [["opportunity_id": "O1", "seq": "0", "stage": "Demo", "changed_by": "u3"]])
    ).dataset()
    let codes = dataset.leads.rep + dataset.opportunities.rep + dataset.activities.rep + dataset.visits.changedBy
    #expect(Set(codes).count == 1)
    #expect(dataset.name(.rep, codes) == "Moses Frase")
  }

  @Test("users that left keep their deals' names")
  func deletedUser() throws {
    let dataset = try Store.holding(
      users, batch(.users, [["user_id": "u3", "deleted": "1"]]),
      batch(.opportunities, [["opportunity_id": "O1", "rep": "u3"]])
    ).dataset()
    #expect(dataset.name(.rep, dataset.opportunities.rep) == "Moses Frase")
  }

  @Test("an account gives its name, and segment, region and country where the row has none")
  func accounts() throws {
    let accounts = batch(
      .accounts,
      [
        ["account_id": "a1", "name": "Acme", "segment": "smb", "region": "EMEA", "country": "DE"],
        ["account_id": "a2", "name": "Acme", "segment": "mid", "region": "", "country": ""],
      ])
    let rows = [
      ["opportunity_id": "O1", "account_id": "a1", "segment": "enterprise", "country": ""],
      ["opportunity_id": "O2", "account_id": "a2", "segment": "", "country": "FR"],
      ["opportunity_id": "O3", "account_id": "Initech", "segment": "", "country": ""],
    ]
    let dataset = try Store.holding(accounts, batch(.opportunities, rows)).dataset()
    let opportunities = dataset.opportunities
    func names(_ dimension: Dimension, _ codes: Series<Code>) -> [String] {
      codes.map { dataset.vocabulary(dimension)[$0] }
    }
    #expect(names(.account, opportunities.account) == ["Acme (a1)", "Acme (a2)", "Initech"])
    #expect(names(.segment, opportunities.segment) == ["enterprise", "mid", ""])
    #expect(names(.region, opportunities.region) == ["EMEA", "", ""])
    #expect(names(.country, opportunities.country) == ["DE", "FR", ""])
  }

  @Test("leads and opportunities find each other from either side; the opportunity takes over what only its lead has")
  func leadsAndOpportunities() throws {
    let leads = [
      ["lead_id": "L1", "opportunity_id": "O1", "source": "web", "team": "north"],
      ["lead_id": "L2", "opportunity_id": "", "source": "event", "team": "south"],
      ["lead_id": "L3", "opportunity_id": "O9", "source": "web", "team": ""],
    ]
    let deals = [
      ["opportunity_id": "O1", "lead_id": "", "source": "", "team": "west"],
      ["opportunity_id": "O2", "lead_id": "L2", "source": "", "team": ""],
      ["opportunity_id": "O3", "lead_id": "L9", "source": "", "team": ""],
    ]
    let dataset = try Store.holding(batch(.leads, leads), batch(.opportunities, deals)).dataset()
    #expect(dataset.leads.opportunity == [0, 1, -1])
    #expect(dataset.opportunities.lead == [0, 1, -1])
    #expect(dataset.opportunities.source.map { dataset.vocabulary(.source)[$0] } == ["web", "event", ""])
    #expect(dataset.opportunities.team.map { dataset.vocabulary(.team)[$0] } == ["west", "south", ""])
    #expect(dataset.facts.orphans == ["leads": 1, "opportunities": 1])
  }

  @Test("what is shown for a lead: name, else company, else e-mail")
  func leadNames() throws {
    let rows = [
      ["lead_id": "L1", "name": "Ann", "company": "Acme", "email": "a@b"],
      ["lead_id": "L2", "name": "", "company": "Acme", "email": "a@b"],
      ["lead_id": "L3", "name": "", "company": "", "email": "a@b"], ["lead_id": "L4"],
    ]
    let names = try Store.holding(batch(.leads, rows)).dataset().leads.names
    #expect((0..<names.count).map { names[$0] } == ["Ann", "Acme", "a@b", ""])
  }
}
