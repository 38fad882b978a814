import Domain
import Ingest
import Synthesis
import Testing

@Suite("A generated set")
struct GeneratorTests {
  private static let tables = ["users", "accounts", "leads", "opportunities", "stage_history", "activities"]

  @Test(arguments: [0, 1, 5, 37, 300])
  func hasExactlyTheOpportunitiesAskedFor(count: Int) throws {
    let set = try GeneratedSet(GenerationOptions(opportunities: count))
    #expect(set.rows("opportunities").count == count)
  }

  @Test func isTheSameForTheSameSeedAndAnotherForAnother() throws {
    let first = try GeneratedSet(GenerationOptions(opportunities: 60, seed: 3))
    let again = try GeneratedSet(GenerationOptions(opportunities: 60, seed: 3))
    let other = try GeneratedSet(GenerationOptions(opportunities: 60, seed: 4))
    #expect(first.files == again.files)
    #expect(first.files["leads.csv"] != other.files["leads.csv"])
  }

  @Test func hasTheseBytesOnEveryMachine() throws {
    let set = try GeneratedSet(GenerationOptions(opportunities: 40, seed: 1))
    let all = Self.tables.map { set.files["\($0).csv"] ?? [] }.joined()
    #expect(digest(Array(all)) == 3_213_310_308_578_697_442)
  }

  @Test(arguments: tables)
  func usesCanonicalColumnsOnly(table: String) throws {
    let kind = try #require(RecordKind(rawValue: table))
    let set = try GeneratedSet(GenerationOptions(opportunities: 1))
    let header = set.text("\(table).csv").split(separator: "\n")[0].split(separator: ",").map(String.init)
    let known = Set(FieldCatalog.fields(of: kind).map(\.name))
    #expect(Set(header).subtracting(known).isEmpty)
  }

  @Test func tellsNothingOfTheTimeAfterItsEnd() throws {
    let set = try GeneratedSet(GenerationOptions(opportunities: 200))
    let happened = [
      "leads": ["created_at", "first_response_at", "qualified_at", "disqualified_at", "assigned_at"],
      "opportunities": ["created_at", "closed_at"], "stage_history": ["entered_at"], "activities": ["occurred_at"],
    ]
    for (table, columns) in happened {
      for row in set.rows(table) {
        for column in columns { #expect((row[column] ?? "") <= "2026-06-30T18:00:00Z") }
      }
    }
  }

  @Test func isInTheOrderThatThingsHappen() throws {
    let set = try GeneratedSet(GenerationOptions(opportunities: 300))
    for lead in set.rows("leads") {
      let times = ["created_at", "first_response_at", "qualified_at"].compactMap { lead[$0] }.filter { !$0.isEmpty }
      #expect(times == times.sorted())
      #expect(lead["qualified_at"]?.isEmpty == lead["opportunity_id"]?.isEmpty)
    }
    let histories = Dictionary(grouping: set.rows("stage_history")) { $0["opportunity_id"] ?? "" }
    for deal in set.rows("opportunities") {
      let history = try #require(histories[deal["opportunity_id"] ?? ""])
      let times = history.compactMap { $0["entered_at"] }
      #expect(times == times.sorted())
      #expect(times.first == deal["created_at"])
      let end = ["won": "Closed Won", "lost": "Closed Lost"][deal["outcome"] ?? ""]
      #expect(history.last?["stage"] == deal["stage"])
      #expect(end == nil || history.last?["stage"] == end && times.last == deal["closed_at"])
    }
  }

  @Test func touchesLieBetweenOpeningAndClosing() throws {
    let set = try GeneratedSet(GenerationOptions(opportunities: 300))
    let deals = Dictionary(set.rows("opportunities").map { ($0["opportunity_id"] ?? "", $0) }) { first, _ in first }
    for touch in set.rows("activities") {
      let deal = try #require(deals[touch["opportunity_id"] ?? ""])
      let at = touch["occurred_at"] ?? ""
      let closed = deal["closed_at"] ?? ""
      #expect(at >= deal["created_at"] ?? "" && (closed.isEmpty || at <= closed))
    }
  }

  @Test func everyOwnerIsAUserWithAManager() throws {
    let set = try GeneratedSet(GenerationOptions(opportunities: 100))
    let users = Dictionary(set.rows("users").map { ($0["user_id"] ?? "", $0) }) { first, _ in first }
    for deal in set.rows("opportunities") {
      let owner = try #require(users[deal["rep"] ?? ""])
      #expect(owner["team"] == deal["team"])
      #expect(users[owner["manager_id"] ?? ""] != nil)
    }
  }

  @Test func accountsAreThoseOfTheOpportunities() throws {
    let set = try GeneratedSet(GenerationOptions(opportunities: 100))
    let accounts = set.rows("accounts").map { $0["account_id"] ?? "" }
    #expect(accounts.count == Set(accounts).count)
    #expect(Set(accounts) == Set(set.rows("opportunities").map { $0["account_id"] ?? "" }))
  }

  @Test func addressesAreInTheReservedDomain() throws {
    let set = try GeneratedSet(GenerationOptions(opportunities: 300))
    for lead in set.rows("leads") {
      let email = lead["email"] ?? ""
      #expect(email.hasSuffix(".example") && email.utf8.allSatisfy { $0 < 128 } && email.first != "@")
    }
  }

  @Test func namesHoldAccentsWideCharactersAndCommas() throws {
    let set = try GeneratedSet(GenerationOptions(opportunities: 600))
    let text = set.text("leads.csv")
    #expect(text.unicodeScalars.contains { (0xe0...0xff).contains($0.value) })
    #expect(text.unicodeScalars.contains { $0.value > 0x3000 })
    #expect(text.contains("\"") && text.contains("Co., Ltd."))
  }

  @Test(arguments: [
    (GenerationOptions(opportunities: -1), SynthesisError.opportunities(-1)),
    (GenerationOptions(opportunities: 5, days: 1), SynthesisError.days(1)),
    (GenerationOptions(opportunities: 5, asOf: .never), SynthesisError.asOf),
  ])
  func refusesWhatItCannotMake(options: GenerationOptions, error: SynthesisError) {
    #expect(throws: error) { try Generator(options).run { _, _ in } }
  }
}
