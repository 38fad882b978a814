import Testing

@testable import Domain

@Suite("Where the CRM shows a record")
struct RecordLinksTests {
  @Test("the id stands in the place for it, wherever that is")
  func filled() throws {
    let path = try LinkTemplate("https://acme.my.salesforce.com/lightning/r/Opportunity/{id}/view")
    #expect(path.address(of: "006A0") == "https://acme.my.salesforce.com/lightning/r/Opportunity/006A0/view")
    let query = try LinkTemplate("http://crm.example:8080/?model=lead#id={id}")
    #expect(query.address(of: "17") == "http://crm.example:8080/?model=lead#id=17")
  }

  @Test(
    "an id cannot lead anywhere else",
    arguments: [
      ("../admin", "..%2Fadmin"), ("a b&c=d", "a%20b%26c%3Dd"), ("\u{1B}]8;;", "%1B%5D8%3B%3B"), ("Ä", "%C3%84"),
    ])
  func escaped(id: String, expected: String) throws {
    #expect(try LinkTemplate("https://crm.example/{id}").address(of: id) == "https://crm.example/" + expected)
  }

  @Test(
    "what is no address of a page with a place in it is refused",
    arguments: [
      ("crm.example/{id}", LinkTemplate.Problem.noPage), ("javascript://x/{id}", .noPage), ("https:///{id}", .noPage),
      ("https://{id}", .noPage), ("https://crm.example/deals", .noPlace),
      ("https://crm.example/{ID}", .unknownPlace("{ID}")),
      ("https://crm.example/{id}/{name}", .unknownPlace("{name}")), ("https://crm.example/{id", .unknownPlace("{")),
      ("https://crm.example/a b/{id}", .badSign), ("https://crm.example/\u{202E}{id}", .badSign),
    ])
  func refused(text: String, problem: LinkTemplate.Problem) {
    #expect(throws: problem) { try LinkTemplate(text) }
  }

  @Test("each kind of record has its own page, and only those with an id have one")
  func kinds() throws {
    let links = RecordLinks(opportunities: try LinkTemplate("https://crm.example/o/{id}"))
    #expect(links.address(of: "1", isLead: false) == "https://crm.example/o/1")
    #expect(links.address(of: "1", isLead: true) == nil)
    #expect(links.address(of: "", isLead: false) == nil)
  }
}
